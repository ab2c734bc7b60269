import { t as LEVELS } from "./level.js";
import { a as shownFindings, o as shownLevel, p as visible, r as messageOf, t as helpOf } from "./wording.js";
import { t as firstLineOf } from "./region.js";

// src/reporters/escape/workflow-command.ts
/**
* One workflow command as a line for the log. Escapes as the runner unescapes (actions/runner,
* `ActionCommand.TryParseV2`): `%`, CR and LF in data, also `:` and `,` in properties. A line that starts
* with `::` is never read as `##[command]`.
*/
function workflowCommand(name, properties, message) {
	const list = Object.entries(properties).filter(([, value]) => value !== void 0 && value !== "").map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(",");
	return `::${name}${list === "" ? "" : ` ${list}`}::${escapeData(message)}`;
}
/** Data keeps its line breaks, as `%0A`. */
function escapeData(text) {
	return text.split(/\r\n|\r|\n/).map((line) => visible(line).replace(/%/g, "%25")).join("%0A");
}
function escapeProperty(text) {
	return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
/**
* A path for the `file` property. It has to match the path on disk, so joiners that occur in real names stay;
* controls and bidirectional overrides become visible at the price of the annotation's place.
*/
function commandPath(path) {
	return path.replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, visible);
}

// src/reporters/annotation-plan.ts
/** The runner keeps this many of each type in a step and drops the rest without a word (`_maxCountPerIssueType`). */
const MOST_PER_TYPE = 10;
/** The runner cuts messages here (`_maxIssueMessageLength`). */
const LONGEST_MESSAGE = 4096;
const LONGEST_TITLE = 255;
/**
* Spends the runner's budget: worst first, one finding one annotation, the last place of a type that
* overflows says how many are missing and where to see them.
*/
function planAnnotations(report, whereToSeeAll) {
	const findings = shownFindings(report);
	return LEVELS.flatMap((level) => {
		const ofLevel = findings.filter((finding) => shownLevel(finding) === level);
		if (ofLevel.length <= MOST_PER_TYPE) return ofLevel.map(annotate);
		const kept = ofLevel.slice(0, 9).map(annotate);
		const missing = ofLevel.length - kept.length;
		return [...kept, leftOut(level, missing, whereToSeeAll)];
	});
}
/**
* The runner drops columns of annotations that span lines, so one keeps to its first line; the exact
* extent is in the reports.
*/
function annotate(finding) {
	const level = shownLevel(finding);
	const help = `Fix: ${helpOf(finding)}`;
	const room = LONGEST_MESSAGE - help.length - 1;
	return {
		level,
		title: clip(visible(`${finding.rule} ${finding.name}`), LONGEST_TITLE),
		message: clip(`${clip(visible(messageOf(finding)), Math.max(room, 0))}\n${visible(help)}`, LONGEST_MESSAGE),
		place: {
			file: commandPath(finding.at.file.path),
			...firstLineOf(finding.at)
		}
	};
}
function leftOut(level, count, whereToSeeAll) {
	return {
		level,
		title: "memcached-guard",
		message: `and ${count} more ${level}s: ${whereToSeeAll}`
	};
}
/** Cuts between characters, never within a surrogate pair. */
function clip(text, length) {
	if (text.length <= length) return text;
	const end = length - 1;
	return `${text.slice(0, /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") ? end - 1 : end)}…`;
}

export { workflowCommand as n, planAnnotations as t };