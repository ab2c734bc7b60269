import { r as failing } from "./report.js";
import { n as xmlElement, r as xmlText, t as XML_DECLARATION } from "./xml.js";
import { n as renderFrame, t as launchRows } from "./launch-rows.js";
import { n as placeText } from "./region.js";
import { a as shownFindings, r as messageOf, t as helpOf } from "./wording.js";

// src/reporters/junit.ts
const WIDTH = 100;
/**
* JUnit XML: a test case for every finding, which failed if it fails the check, and one for every launch with
* none, so that a safe repository shows what was checked.
*/
const junit = (report, context) => {
	const fails = new Set(failing(report, context.failOn));
	const cases = [...shownFindings(report).map((finding) => {
		const frame = renderFrame(finding.at, WIDTH).join("\n");
		const body = `${placeText(finding.at)}\n${messageOf(finding)}\n${frame}\nfix: ${helpOf(finding)}`;
		const outcome = fails.has(finding) ? xmlElement("failure", {
			type: finding.name,
			message: messageOf(finding)
		}, xmlText(body)) : xmlElement("system-out", {}, xmlText(body));
		return testCase(finding.at.file.path, `${finding.rule} ${finding.name} at ${placeText(finding.at)}`, outcome);
	}), ...safeLaunches(report)];
	const counts = {
		name: "memcached-guard",
		tests: cases.length,
		failures: fails.size
	};
	const suite = xmlElement("testsuite", counts, `\n${cases.join("")}  `);
	return `${XML_DECLARATION}\n${xmlElement("testsuites", counts, `\n  ${suite}\n`)}\n`;
};
function safeLaunches(report) {
	const found = new Set(shownFindings(report).flatMap(({ exposure }) => exposure ? [exposure.launch] : []));
	return launchRows(report).filter(({ launch }) => !found.has(launch)).map(({ launch, name }) => testCase(launch.at.file.path, `${name} at ${placeText(launch.at)}`, ""));
}
function testCase(classname, name, content) {
	const inside = content === "" ? "" : `\n      ${content}\n    `;
	return `    ${xmlElement("testcase", {
		classname,
		name
	}, inside)}\n`;
}

export { junit };