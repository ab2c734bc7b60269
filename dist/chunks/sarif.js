import { t as jsonText } from "./json.js";
import { a as shownFindings, c as redact, i as plural, o as shownLevel, p as visible, r as messageOf, s as worstFirst, t as helpOf } from "./wording.js";
import { t as pathUri } from "./uri.js";
import { r as regionOf } from "./region.js";
import { a as markdownText, r as markdownLink } from "./markdown.js";
import { t as referenceUrl } from "./reference-url.js";

// src/reporters/escape/sarif-message.ts
/** Plain text of a SARIF message, in which `[text](target)` would be a link (SARIF 2.1.0, 3.11.6). */
function sarifText(text) {
	return visible(text).replace(/\](?=\()/g, "\\]");
}

// src/reporters/sarif-fix.ts
/** A fix as SARIF has it (3.55): replacements by file. `place` names a file and region as the results do. */
function sarifFix({ title, edits }, place) {
	const changes = [...new Set(edits.map(({ at }) => at.file.path))].flatMap((path) => {
		const own = edits.filter(({ at }) => at.file.path === path);
		const first = own[0];
		if (first === void 0) return [];
		const replacements = own.map(({ at, text }) => ({
			deletedRegion: place(at).region,
			insertedContent: { text }
		}));
		return [{
			artifactLocation: place(first.at).artifactLocation,
			replacements
		}];
	});
	return {
		description: { text: sarifText(redact(title)) },
		artifactChanges: changes
	};
}

// src/reporters/sarif-rule.ts
/** A rule as code scanning shows it beside each of its alerts. */
function sarifRule(rule) {
	const helpUri = rule.references.map(referenceUrl).find((url) => url !== void 0);
	const severity = severityOf(rule.id);
	return {
		id: rule.id,
		name: rule.name.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase()),
		shortDescription: { text: `${rule.summary}.` },
		fullDescription: { text: rule.why },
		help: {
			text: `${rule.why} ${rule.fix}`,
			markdown: helpMarkdown(rule)
		},
		...helpUri === void 0 ? {} : { helpUri },
		defaultConfiguration: { level: rule.level === "notice" ? "note" : rule.level },
		properties: {
			precision: "high",
			tags: severity === void 0 ? ["memcached"] : ["security", "memcached"],
			...severity === void 0 ? {} : { "security-severity": severity }
		}
	};
}
/**
* CVSS 3 scores that decide how an alert is ranked: 7.5 is that of CVE-2018-1000115 (UDP amplification);
* a cache open to everybody is worse; what concerns files and configuration is no vulnerability.
*/
function severityOf(id) {
	if (id.startsWith("MG00")) return "7.5";
	return id.startsWith("MG01") ? "8.6" : void 0;
}
function helpMarkdown(rule) {
	const references = rule.references.map((reference) => {
		const url = referenceUrl(reference);
		return `- ${url === void 0 ? markdownText(reference) : markdownLink(markdownText(reference), url)}`;
	});
	return [
		`**${markdownText(rule.summary)}.**`,
		markdownText(rule.why),
		`**Fix:** ${markdownText(rule.fix)}`,
		references.join("\n")
	].filter((part) => part !== "").join("\n\n");
}

// src/reporters/sarif.ts
/** GitHub shows this many results of a run and refuses files of more than 10 MB compressed. */
const MOST_RESULTS = 5e3;
const MOST_BYTES = 9e6;
/** GitHub keeps this many locations of a result. */
const MOST_RELATED = 99;
const INFORMATION = "https://github.com/memcached/memcached/wiki/ConfiguringServer#networking";
const ROOT = "%SRCROOT%";
/** SARIF 2.1.0 (OASIS, errata 01) for code scanning. Waived findings and those of the baseline stay out. */
const sarif = (report, context) => {
	const { results, missing } = fitting(report, context);
	const log = {
		$schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "memcached-guard",
				semanticVersion: report.toolVersion,
				informationUri: INFORMATION,
				rules: context.rules.map((rule) => sarifRule(rule))
			} },
			invocations: [{
				executionSuccessful: true,
				...missing === 0 ? {} : { toolExecutionNotifications: [leftOut(missing)] }
			}],
			originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
			columnKind: "utf16CodeUnits",
			results: [...results]
		}]
	};
	return jsonText(log, 0);
};
/** The worst findings that GitHub takes, and how many there are beyond. */
function fitting(report, context) {
	const findings = worstFirst(shownFindings(report));
	const encoder = new TextEncoder();
	const results = [];
	let bytes = 0;
	for (const finding of findings.slice(0, MOST_RESULTS)) {
		const result = resultOf(finding, context);
		bytes += encoder.encode(jsonText(result, 0)).length;
		if (bytes > MOST_BYTES) break;
		results.push(result);
	}
	return {
		results,
		missing: findings.length - results.length
	};
}
function leftOut(missing) {
	return {
		level: "warning",
		message: { text: `${plural(missing, "finding")} left out to keep to the limits of code scanning; the worst are here, --format json has all.` }
	};
}
function resultOf(finding, { rules, fixes }) {
	const ruleIndex = rules.findIndex(({ id }) => id === finding.rule);
	const related = finding.related.slice(0, MOST_RELATED);
	const level = shownLevel(finding);
	const fix = fixes?.get(finding);
	return {
		ruleId: finding.rule,
		...ruleIndex < 0 ? {} : { ruleIndex },
		level: level === "notice" ? "note" : level,
		message: { text: `${sarifText(messageOf(finding))} Fix: ${sarifText(helpOf(finding))}` },
		locations: [{ physicalLocation: physical(finding.at) }],
		partialFingerprints: { "memcachedGuard/v1": finding.fingerprint },
		...fix === void 0 ? {} : { fixes: [sarifFix(fix, physical)] },
		...related.length === 0 ? {} : relatedTo(finding, related)
	};
}
/** Related places, and the same as a path that ends at the finding: what contributed, then where it shows. */
function relatedTo(finding, related) {
	return {
		relatedLocations: related.map(({ at, message }, index) => ({
			id: index + 1,
			...located(at, redact(message))
		})),
		codeFlows: [{ threadFlows: [{ locations: [...related.map(({ at, message }) => located(at, redact(message))), located(finding.at, messageOf(finding))].map((location) => ({ location })) }] }]
	};
}
function located(at, message) {
	return {
		physicalLocation: physical(at),
		message: { text: sarifText(message) }
	};
}
function physical(at) {
	return {
		artifactLocation: {
			uri: pathUri(at.file.path),
			uriBaseId: ROOT
		},
		region: { ...regionOf(at) }
	};
}

export { sarif };