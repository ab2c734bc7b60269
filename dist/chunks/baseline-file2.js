import { a as integer, c as number, d as regex, f as safeParse, i as check, l as optional, m as string, n as decisionEntries, o as literal, p as strictObject, r as array, s as minValue, u as pipe } from "./configuration-schema.js";
import { n as findRule } from "./registry.js";
import { t as SourceFile } from "./source-file.js";
import { r as ruleProblem } from "./configured-waivers.js";

// src/policy/baseline-file.ts
/** More than the findings of any repository take. */
const BASELINE_LIMIT = 16777216;
const VERSION = 1;
const text = string("must be a text");
const entrySchema = strictObject({
	rule: pipe(text, check((name) => ruleProblem(name) === void 0, ({ input }) => `is wrong: ${ruleProblem(input)}`)),
	path: text,
	words: optional(text),
	fingerprint: pipe(text, regex(/^[0-9a-f]{32}$/, "is no fingerprint")),
	count: optional(pipe(number("must be a number"), integer("must be whole"), minValue(1, "must be 1 or more")), 1),
	...decisionEntries,
	reason: optional(decisionEntries.reason)
}, objectProblem);
const baselineSchema = strictObject({
	version: literal(VERSION, `must be ${VERSION}; a newer memcached-guard may have written the file`),
	findings: array(entrySchema, "must be a list")
}, objectProblem);
function objectProblem({ expected, received }) {
	if (expected === "never") return "is not a key of a baseline";
	return received === "undefined" ? "is missing" : "must be an object";
}
/** Reads a baseline. Returns a clause that says what is wrong where it is none. */
function parseBaseline(path, bytes) {
	if (bytes.length > 16777216) return "it is larger than 16 MiB";
	const file = new SourceFile(path, new TextDecoder().decode(bytes));
	let data;
	try {
		data = JSON.parse(file.text);
	} catch (error) {
		return `it is no JSON${placeOfError(error, file)}`;
	}
	const parsed = safeParse(baselineSchema, data, { abortEarly: true });
	if (!parsed.success) {
		const [issue] = parsed.issues;
		const where = (issue.path ?? []).map(({ key }) => String(key)).join(".");
		return `${where === "" ? "it" : where} ${issue.message}`;
	}
	const places = fingerprintPlaces(file);
	return parsed.output.findings.map(({ rule, reason, owner, expires, words, ...entry }) => {
		const [start, end] = places.get(entry.fingerprint) ?? [0, 1];
		return {
			rule: findRule(rule)?.id ?? rule,
			...entry,
			...words === void 0 ? {} : { words },
			...reason === void 0 ? {} : { reason },
			...owner === void 0 ? {} : { owner },
			...expires === void 0 ? {} : { expires },
			at: file.at(start, end)
		};
	});
}
/** Writes a baseline: one entry a line, in an order that does not change. */
function baselineText(entries) {
	const lines = entries.toSorted(inFile).map((entry) => `    ${entryText(entry)}`);
	const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
	return `{\n  "version": ${VERSION},\n  "findings": ${list}\n}\n`;
}
function entryText(entry) {
	const { rule, path, words, fingerprint, count, reason, owner, expires } = entry;
	const name = findRule(rule)?.name ?? rule;
	return `{ ${Object.entries({
		rule: name,
		path,
		words,
		fingerprint,
		count,
		reason,
		owner,
		expires
	}).flatMap(([key, value]) => value === void 0 ? [] : [`"${key}": ${JSON.stringify(value)}`]).join(", ")} }`;
}
function inFile(a, b) {
	return [
		"path",
		"rule",
		"fingerprint"
	].map((key) => a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0).find((order) => order !== 0) ?? 0;
}
/** Never the engine's own words: they quote the file, which may be a link to something else. */
function placeOfError(error, file) {
	const match = error instanceof Error ? /position (\d{1,9})/.exec(error.message) : null;
	if (match === null) return "";
	const { line, column } = file.positionAt(Number(match[1]));
	return ` (line ${line}, column ${column})`;
}
function fingerprintPlaces(file) {
	const places = /* @__PURE__ */ new Map();
	for (const { 0: quoted, index } of file.text.matchAll(/"[0-9a-f]{32}"/g)) {
		const fingerprint = quoted.slice(1, -1);
		if (!places.has(fingerprint)) places.set(fingerprint, [index + 1, index + 33]);
	}
	return places;
}

export { baselineText as n, parseBaseline as r, BASELINE_LIMIT as t };