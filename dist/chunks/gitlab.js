import { t as jsonText } from "./json.js";
import { a as shownFindings, o as shownLevel, p as visible, r as messageOf, t as helpOf } from "./wording.js";
import { r as regionOf } from "./region.js";

// src/reporters/gitlab.ts
const SEVERITIES = {
	error: "critical",
	warning: "major",
	notice: "info"
};
/**
* GitLab's code quality report (docs.gitlab.com, ci/testing/code_quality, custom tool). A merge request shows
* one entry a fingerprint, so equal ones are numbered.
*/
const gitlab = (report) => {
	const seen = /* @__PURE__ */ new Map();
	return jsonText(shownFindings(report).map((finding) => {
		const count = (seen.get(finding.fingerprint) ?? 0) + 1;
		seen.set(finding.fingerprint, count);
		const { startLine, endLine } = regionOf(finding.at);
		return {
			description: visible(`${messageOf(finding)} Fix: ${helpOf(finding)}`),
			check_name: `${finding.rule} ${finding.name}`,
			fingerprint: count === 1 ? finding.fingerprint : `${finding.fingerprint}-${count}`,
			severity: SEVERITIES[shownLevel(finding)],
			location: {
				path: finding.at.file.path,
				lines: {
					begin: startLine,
					end: endLine
				}
			}
		};
	}));
};

export { gitlab };