import { f as safeParse, t as configurationSchema } from "./configuration-schema.js";
import { r as parseReleases } from "./version.js";
import { r as parseNetwork } from "./address-class.js";
import { i as invalidWaiver, n as findRule } from "./registry.js";
import { c as isNull, d as placeOf, r as asMapping } from "./access.js";
import { n as parseYaml } from "./parse.js";
import { t as DEFAULT_CONFIGURATION } from "./configuration.js";
import { c as plainValue, r as ruleProblem, s as locateInYaml, t as configuredWaivers } from "./configured-waivers.js";
import { r as toFindings } from "./judge.js";
import { t as sentence } from "./sentence.js";

// src/formats/names.ts
/** The names of all formats. The formats themselves are loaded only where they are needed. */
async function formatNames() {
	const { FORMATS } = await import("./registry3.js");
	return FORMATS.map(({ name }) => name);
}

// src/policy/configuration-file.ts
/** Reads a configuration file. What is wrong in it becomes findings; what is right in it counts all the same. */
async function readConfiguration(file) {
	const { documents, issues } = await parseYaml(file);
	const mistakes = issues.map(({ start, end, message }) => ({
		at: file.at(start, end),
		message
	}));
	const root = documents[0]?.root;
	if (root !== void 0 && mistakes.length === 0 && asMapping(root) === void 0 && !isNull(root)) mistakes.push({
		at: placeOf(root),
		message: "The configuration must be a mapping of keys to values"
	});
	if (root === void 0 || isNull(root) || mistakes.length > 0) return loaded(file, root, {}, mistakes);
	const parsed = safeParse(configurationSchema, plainValue(root));
	for (const issue of parsed.issues ?? []) mistakes.push(mistakeOf(root, issue));
	const input = parsed.success ? parsed.output : {};
	if (parsed.success) mistakes.push(...await unknownNames(root, input));
	return loaded(file, root, input, mistakes);
}
function mistakeOf(root, issue) {
	const path = (issue.path ?? []).map(({ key }) => key);
	const unknownKey = issue.type === "strict_object";
	return {
		at: locateInYaml(root, path, unknownKey ? "key" : "value"),
		message: `${path.join(".")} ${issue.message}`
	};
}
async function unknownNames(root, input) {
	const mistakes = [];
	const formats = input.files === void 0 ? [] : await formatNames();
	for (const name of Object.keys(input.rules ?? {})) if (findRule(name) === void 0) mistakes.push({
		at: locateInYaml(root, ["rules", name], "key"),
		message: `rules.${name} is no rule; memcached-guard rules lists them`
	});
	for (const [path, format] of Object.entries(input.files ?? {})) if (!formats.includes(format)) {
		const message = `files.${path} names no format; the formats are ${formats.join(", ")}`;
		mistakes.push({
			at: locateInYaml(root, ["files", path], "value"),
			message
		});
	}
	for (const [index, { rule }] of (input.waivers ?? []).entries()) {
		const problem = ruleProblem(rule);
		if (problem !== void 0) {
			const at = locateInYaml(root, [
				"waivers",
				index,
				"rule"
			], "value");
			mistakes.push({
				at,
				message: `waivers.${index}.rule: ${problem}`
			});
		}
	}
	return mistakes;
}
function loaded(file, root, input, mistakes) {
	const hits = mistakes.map(({ at, message }) => ({
		rule: invalidWaiver,
		hit: {
			at: visible(at),
			message: sentence(message),
			evidence: message
		}
	}));
	return {
		configuration: {
			...fromInput(input),
			waivers: root === void 0 ? [] : configuredWaivers(root, input.waivers ?? [])
		},
		findings: toFindings(hits, DEFAULT_CONFIGURATION),
		path: file.path
	};
}
/** A finding is never empty: an absent value is shown by the character before it. */
function visible(at) {
	if (at.end > at.start) return at;
	return at.start > 0 ? at.file.at(at.start - 1, at.start) : at.file.at(0, 1);
}
function fromInput(input) {
	const label = input["memcached-version"];
	const releases = label === void 0 ? void 0 : parseReleases(label);
	return {
		...DEFAULT_CONFIGURATION,
		...label !== void 0 && releases !== void 0 ? { memcachedVersion: {
			state: "known",
			releases,
			label,
			because: `the configuration says memcached-version: ${label}`
		} } : {},
		rules: new Map(Object.entries(input.rules ?? {}).map(([name, level]) => [findRule(name)?.id ?? name, level])),
		exclude: input.exclude ?? [],
		include: input.include ?? [],
		files: new Map(Object.entries(input.files ?? {})),
		onUnknown: input["on-unknown"] ?? DEFAULT_CONFIGURATION.onUnknown,
		strict: input.strict ?? false,
		failOn: input["fail-on"] ?? DEFAULT_CONFIGURATION.failOn,
		privateNetworks: (input["private-networks"] ?? []).flatMap((text) => {
			const network = parseNetwork(text);
			return network ? [network] : [];
		}),
		hosts: Object.fromEntries(Object.entries(input.hosts ?? {}).map(([name, addresses]) => [name, [addresses].flat()])),
		requireExplicitUdpOff: input["require-explicit-udp-off"] ?? false,
		inlineWaivers: input["inline-waivers"] ?? "allow",
		...input.baseline === void 0 ? {} : { baseline: input.baseline.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "") }
	};
}

export { readConfiguration };