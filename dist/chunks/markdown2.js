import { r as failing } from "./report.js";
import { a as markdownText, i as markdownRow, n as markdownFence, r as markdownLink, t as markdownCode } from "./markdown.js";
import { a as shownFindings, c as redact, i as plural, o as shownLevel, p as visible, r as messageOf, s as worstFirst, t as helpOf } from "./wording.js";
import { t as pathUri } from "./uri.js";
import { n as placeText, r as regionOf } from "./region.js";
import { i as describeSocket, n as describeListener } from "./describe.js";
import { n as renderFrame, t as launchRows } from "./launch-rows.js";
import { n as combineEdits, t as applyEdits } from "./apply-edits.js";
import { t as unifiedDiff } from "./unified-diff.js";
import { n as verdict, t as staleNote } from "./verdict.js";

// src/reporters/markdown/place-link.ts
/** `path:line:column` in code type, linked where files can be looked at. */
function placeLink(at, sourceUrl) {
	const label = markdownCode(placeText(at));
	if (sourceUrl === void 0) return label;
	const { startLine, endLine } = regionOf(at);
	const lines = endLine > startLine ? `#L${startLine}-L${endLine}` : `#L${startLine}`;
	return markdownLink(label, `${sourceUrl}/${pathUri(at.file.path)}${lines}`);
}

// src/reporters/markdown/rows.ts
/** Keeps rows from the first on while they fit; a row is never cut. */
function keepRows(rows, total, bytes) {
	const encoder = new TextEncoder();
	const kept = [];
	let left = bytes;
	for (const row of rows) {
		left -= encoder.encode(row).length + 1;
		if (left < 0) break;
		kept.push(row);
	}
	return {
		rows: kept,
		missing: total - kept.length
	};
}
/** A sentence about what was left out, as a paragraph of its own; nothing if nothing was. */
function leftOutNote(missing, noun, nouns) {
	if (missing === 0) return [];
	return [`_${plural(missing, `more ${noun}`, nouns && `more ${nouns}`)} left out here; the JSON report has all._`];
}

// src/reporters/markdown/attention.ts
const SOON_DAYS = 14;
const DAY = 864e5;
/** Waivers whose last day is near, so that nobody is surprised by a red pull request. */
function expiringWaivers(report, context, bytes) {
	const { today, sourceUrl } = context;
	if (today === void 0) return [];
	const soon = report.findings.filter((finding) => finding.status === "waived" && endsSoon(finding, today));
	if (soon.length === 0) return [];
	const lines = soon.map(({ waiver, rule, name, at }) => {
		const owner = waiver?.owner === void 0 ? "" : ` (${markdownText(waiver.owner)})`;
		const what = `${markdownText(`${rule} ${name}`)} in ${placeLink(at, sourceUrl)}`;
		return `- ${waiver?.expires}: ${what}${owner}: ${markdownText(redact(waiver?.reason ?? ""))}`;
	});
	const { rows, missing } = keepRows(lines, lines.length, bytes);
	return [
		"### Waivers that end soon",
		rows.join("\n"),
		...leftOutNote(missing, "waiver")
	];
}
function endsSoon({ waiver }, today) {
	if (waiver?.expires === void 0) return false;
	const days = (Date.parse(waiver.expires) - Date.parse(today)) / DAY;
	return days >= 0 && days <= SOON_DAYS;
}

// src/reporters/escape/mermaid.ts
/**
* A quoted label of a Mermaid flowchart. Mermaid has its own escapes, `#` and a number or name and `;`
* (mermaid.js.org, flowchart syntax, entity codes); everything but plain words is written that way, and
* line breaks cannot occur.
*/
function mermaidLabel(text) {
	return `"${visible(text).replace(/[^\p{L}\p{N} .,/:()+-]/gu, (character) => `#${character.codePointAt(0)};`)}"`;
}

// src/reporters/markdown/exposure-picture.ts
/** More paths than this are no picture any more. */
const MOST_PATHS = 8;
/** A flowchart from the internet to every memcached that it reaches; nothing where it reaches none. */
function exposurePicture(report) {
	const paths = report.exposures.flatMap(publicPaths);
	if (paths.length === 0) return [];
	const ids = /* @__PURE__ */ new Map();
	const lines = ["flowchart LR", `  internet(${mermaidLabel("the internet")})`];
	const node = (key, label) => {
		const id = ids.get(key) ?? `n${ids.size}`;
		if (!ids.has(key)) lines.push(`  ${id}[${mermaidLabel(redact(label))}]`);
		ids.set(key, id);
		return id;
	};
	for (const { through, end } of paths.slice(0, MOST_PATHS)) {
		const chain = [...through.map((step) => node(`${end}\n${step}`, step)), node(end, end)];
		lines.push(`  ${["internet", ...chain].join(" --> ")}`);
	}
	const missing = paths.length - MOST_PATHS;
	if (missing > 0) lines.push(`  internet --> more(${mermaidLabel(`${plural(missing, "more way")} in`)})`);
	return [markdownFence("mermaid", lines)];
}
/** The ways to one launch; sockets behind the same mapping share theirs. */
function publicPaths({ launch, listeners }) {
	const ways = /* @__PURE__ */ new Map();
	for (const { listener, reach, via } of listeners) {
		if (reach !== "public") continue;
		const through = via.filter((step) => step !== describeListener(listener));
		const way = ways.get(through.join("\n")) ?? {
			through,
			sockets: []
		};
		way.sockets.push(describeSocket(listener));
		ways.set(through.join("\n"), way);
	}
	return [...ways.values()].map(({ through, sockets }) => ({
		through,
		end: `${placedName(launch.name, launch.at.file.path)}: ${sockets.join(", ")}`
	}));
}
/** The name with its file, which some names have in them. */
function placedName(name, path) {
	return name.includes(path) ? name : `${name} (${path})`;
}

// src/reporters/markdown/fix-diff.ts
/** Beyond this a line is data, and a diff of it helps nobody. */
const LONGEST_LINE = 300;
/** What a fix changes, as a diff; nothing where its lines are too long to look at. */
function fixDiff(fix) {
	const blocks = [];
	for (const [path, edits] of combineEdits([fix]) ?? []) {
		const text = fix.edits.find(({ at }) => at.file.path === path)?.at.file.text ?? "";
		const lines = unifiedDiff(path, text, applyEdits(text, edits)).trimEnd().split("\n");
		if (lines.some((line) => line.length > LONGEST_LINE)) return [];
		blocks.push(markdownFence("diff", lines.map(shown)));
	}
	return blocks;
}
/** A line break of Windows is the file's own, not something to point at. */
function shown(line) {
	return redact(line.replace(/\r$/, "").replaceAll("	", "    "));
}

// src/reporters/markdown/finding-block.ts
const WIDTH = 100;
/** A finding with its excerpt, related places and fix. */
function findingBlock(finding, { sourceUrl, fixes }) {
	const title = `**${shownLevel(finding)}** ${markdownText(`${finding.rule} ${finding.name}`)}`;
	const related = finding.related.map(({ at, message }) => `- ${placeLink(at, sourceUrl)} ${markdownText(redact(message))}`);
	return [
		`#### ${title} in ${placeLink(finding.at, sourceUrl)}`,
		markdownText(messageOf(finding)),
		markdownFence("text", renderFrame(finding.at, WIDTH)),
		...related.length === 0 ? [] : [related.join("\n")],
		...fixLines(finding, fixes?.get(finding)),
		""
	].join("\n\n");
}
/** The edit that was confirmed, with its diff; else what to do in words. */
function fixLines(finding, fix) {
	if (fix === void 0) return [`**Fix:** ${markdownText(helpOf(finding))}`];
	return [`**Fix:** ${markdownText(redact(fix.title))}.`, ...fixDiff(fix)];
}

// src/reporters/markdown/launch-table.ts
/** Every launch: where it is, what it opens, who can reach that and why. */
function launchTable(report, context, bytes) {
	const launches = launchRows(report);
	if (launches.length === 0) return [];
	const { rows, missing } = keepRows(tableRows(launches, context), launches.length, bytes);
	return [
		"### Launches of memcached",
		[...[markdownRow([
			"Launch",
			"Opens",
			"Reach",
			"Why"
		]), markdownRow([
			"---",
			"---",
			"---",
			"---"
		])], ...rows].join("\n"),
		...leftOutNote(missing, "launch", "launches")
	];
}
function* tableRows(launches, { sourceUrl }) {
	for (const { launch, name, sockets } of launches) {
		const where = `${markdownText(name)}<br>${placeLink(launch.at, sourceUrl)}`;
		yield sockets.map(({ opens, reach, why }, index) => markdownRow([
			index === 0 ? where : "",
			opens.split(", ").map(markdownCode).join("<br>"),
			reach === "public" ? `**${reach}**` : reach,
			markdownText(why)
		])).join("\n");
	}
}

// src/reporters/markdown.ts
/** A job summary may have 1 MiB a step; the parts together stay below. */
const FINDINGS_BYTES = 5e5;
const LAUNCHES_BYTES = 35e4;
const WAIVERS_BYTES = 5e4;
/** For job summaries, comments and wikis: the verdict, a picture of what is open, findings, launches. */
const markdown = (report, context) => {
	return `${[
		`## memcached-guard: ${passes(report, context) ? "passed" : "failed"}`,
		`${markdownText(capitalised(verdict(report)))}.${reason(report, context)}`,
		...exposurePicture(report),
		...findingBlocks(report, context),
		...launchTable(report, context, LAUNCHES_BYTES),
		...expiringWaivers(report, context, WAIVERS_BYTES),
		...staleNote(report).map(markdownText)
	].join("\n\n")}\n`;
};
function passes(report, { failOn }) {
	return report.configurationValid && failing(report, failOn).length === 0;
}
function reason(report, { failOn }) {
	if (!report.configurationValid) return " The configuration has mistakes, so the check fails.";
	const count = failing(report, failOn).length;
	if (count === 0 || failOn === "never") return "";
	const bar = failOn === "error" ? "errors fail the check" : `everything from ${failOn} up fails the check`;
	return ` ${plural(count, "finding")} to mend: ${bar}.`;
}
/** Files that could not be read are findings too, so they are named here with the rest. */
function findingBlocks(report, context) {
	const findings = worstFirst(shownFindings(report));
	if (findings.length === 0) return [];
	const blocks = (function* () {
		for (const finding of findings) yield findingBlock(finding, context);
	})();
	const { rows, missing } = keepRows(blocks, findings.length, FINDINGS_BYTES);
	return [
		"### Findings",
		...rows.map((row) => row.trimEnd()),
		...leftOutNote(missing, "finding")
	];
}
function capitalised(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export { markdown };