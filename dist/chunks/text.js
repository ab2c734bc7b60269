import { n as terminalText, t as painter } from "./terminal.js";
import { n as renderFrame, t as launchRows } from "./launch-rows.js";
import { a as shownFindings, c as redact, o as shownLevel, r as messageOf, t as helpOf } from "./wording.js";
import { n as placeText } from "./region.js";
import { n as verdict, t as staleNote } from "./verdict.js";

// src/reporters/text-launches.ts
/** Every launch with its sockets and who can reach them, for `--verbose`. */
function launchLines(report) {
	const lines = ["launches:"];
	for (const { launch, name, sockets } of launchRows(report)) {
		lines.push(`  ${terminalText(placeText(launch.at))}  ${terminalText(name)}`);
		for (const { opens, reach, why } of sockets) lines.push(`    ${terminalText(`${opens}: ${reach} (${why})`)}`);
	}
	return lines;
}

// src/reporters/text.ts
const STYLES = {
	error: "red",
	warning: "yellow",
	notice: "blue"
};
const WIDTH = 120;
/** Long lines are cut, but a frame narrower than this shows nothing. */
const NARROWEST = 40;
/** For people at a terminal and in logs: each finding with its place in the source, then one line that sums up. */
const text = (report, context) => {
	const paint = painter(context.colour);
	const findings = shownFindings(report);
	const blocks = findings.map((finding) => findingLines(finding, context).join("\n"));
	if (context.verbose && report.exposures.length > 0) blocks.push(launchLines(report).join("\n"));
	if (!context.quiet) {
		const style = findings.some((finding) => shownLevel(finding) === "error") ? "red" : "bold";
		const lines = [paint(findings.length === 0 ? "green" : style, `memcached-guard: ${verdict(report)}`), ...staleNote(report).map(terminalText)];
		blocks.push(lines.join("\n"));
	}
	return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
};
function findingLines(finding, context) {
	const paint = painter(context.colour);
	const width = Math.max(context.width ?? WIDTH, NARROWEST) - 2;
	const level = shownLevel(finding);
	const place = terminalText(placeText(finding.at));
	const frame = renderFrame(finding.at, width, {
		gutter: (part) => paint("dim", part),
		marker: (part) => paint(STYLES[level], part)
	});
	return [
		`${paint("bold", place)}  ${paint(STYLES[level], level)}  ${finding.rule} ${finding.name}`,
		`  ${terminalText(messageOf(finding))}`,
		...frame.map((line) => `  ${line}`),
		...finding.related.map(({ at, message }) => {
			const where = terminalText(placeText(at));
			return `  ${paint("dim", `${where}:`)} ${terminalText(redact(message))}`;
		}),
		`  ${paint("cyan", "fix:")} ${terminalText(helpOf(finding))}`
	];
}

export { text };