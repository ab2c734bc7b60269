import { n as xmlElement, t as XML_DECLARATION } from "./xml.js";
import { r as regionOf } from "./region.js";
import { a as shownFindings, o as shownLevel, r as messageOf, t as helpOf } from "./wording.js";

// src/reporters/checkstyle.ts
const SEVERITIES = {
	error: "error",
	warning: "warning",
	notice: "info"
};
/** Checkstyle's XML, which many review bots read: one element a file, one in it a finding. */
const checkstyle = (report) => {
	const files = /* @__PURE__ */ new Map();
	for (const finding of shownFindings(report)) {
		const { path } = finding.at.file;
		const others = files.get(path);
		if (others === void 0) files.set(path, [finding]);
		else others.push(finding);
	}
	const content = [...files].map(([name, findings]) => xmlElement("file", { name }, `\n${findings.map((finding) => `    ${errorOf(finding)}\n`).join("")}  `)).map((element) => `\n  ${element}`).join("");
	return `${XML_DECLARATION}\n${xmlElement("checkstyle", { version: "4.3" }, `${content}\n`)}\n`;
};
function errorOf(finding) {
	const { startLine, startColumn } = regionOf(finding.at);
	return xmlElement("error", {
		line: startLine,
		column: startColumn,
		severity: SEVERITIES[shownLevel(finding)],
		message: `${messageOf(finding)} Fix: ${helpOf(finding)}`,
		source: `memcached-guard.${finding.name}`
	});
}

export { checkstyle };