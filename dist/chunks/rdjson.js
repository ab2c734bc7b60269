import { t as jsonText } from "./json.js";
import { a as shownFindings, c as redact, o as shownLevel, p as visible, r as messageOf, t as helpOf } from "./wording.js";
import { t as referenceUrl } from "./reference-url.js";

// src/reporters/rdjson.ts
const SEVERITIES = {
	error: "ERROR",
	warning: "WARNING",
	notice: "INFO"
};
/** Reviewdog's diagnostic format (reviewdog/proto/rdf), whose columns count UTF-8 bytes. */
const rdjson = (report, { rules }) => jsonText({
	source: { name: "memcached-guard" },
	diagnostics: shownFindings(report).map((finding) => {
		const url = (rules.find(({ id }) => id === finding.rule)?.references ?? []).map(referenceUrl).find((each) => each !== void 0);
		return {
			message: visible(`${messageOf(finding)} Fix: ${helpOf(finding)}`),
			location: locationOf(finding.at),
			severity: SEVERITIES[shownLevel(finding)],
			code: {
				value: `${finding.rule} ${finding.name}`,
				...url === void 0 ? {} : { url }
			},
			...finding.related.length === 0 ? {} : { related_locations: finding.related.map(({ at, message }) => ({
				message: visible(redact(message)),
				location: locationOf(at)
			})) }
		};
	})
});
function locationOf({ file, start, end }) {
	return {
		path: file.path,
		range: {
			start: positionOf(file, start),
			end: positionOf(file, end)
		}
	};
}
/** Line and byte column, both 1-based; the end is exclusive. */
function positionOf(file, offset) {
	const { line, column } = file.positionAt(offset);
	const before = file.text.slice(offset - column + 1, offset);
	return {
		line,
		column: new TextEncoder().encode(before).length + 1
	};
}

export { rdjson };