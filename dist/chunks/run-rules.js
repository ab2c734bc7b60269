import { n as findRule, t as RULES } from "./registry.js";
import { t as nearest } from "./nearest.js";
import { n as UserError } from "./user-error.js";

// src/command/run-rules.ts
/** Lists the rules, one a line or as JSON. */
function runRules(json, host) {
	if (json) {
		const rules = RULES.map(({ id, name, level, summary, why, fix, references }) => ({
			id,
			name,
			level,
			summary,
			why,
			fix,
			references
		}));
		host.print(`${JSON.stringify(rules, null, 2)}\n`);
	} else {
		const width = Math.max(...RULES.map(({ name }) => name.length));
		for (const { id, name, level, summary } of RULES) host.print(`${id}  ${name.padEnd(width)}  ${level.padEnd(7)}  ${summary}\n`);
	}
	return 0;
}
/** Prints a rule's page as plain text. */
function runExplain(name, host) {
	const rule = findRule(name);
	if (rule === void 0) {
		const guess = nearest(name.toLowerCase(), RULES.flatMap((known) => [known.name, known.id.toLowerCase()]));
		const hint = guess === void 0 ? "memcached-guard rules lists them." : `did you mean ${guess}?`;
		throw new UserError(`There is no rule "${name}"; ${hint}`);
	}
	host.print(page(rule));
	return 0;
}
function page(rule) {
	const { examples } = rule;
	return [
		`${rule.id} ${rule.name} (${rule.level})`,
		`${rule.summary}.`,
		`Why\n${wrap(rule.why)}`,
		`Fix\n${wrap(rule.fix)}`,
		`Accept it when\n${wrap(rule.waiveWhen)}`,
		section("Fires on", examples.bad),
		section("Does not fire on", [...examples.good, ...examples.odd]),
		`References\n${rule.references.map((reference) => `  ${reference}\n`).join("")}`.trimEnd()
	].join("\n\n").concat("\n");
}
function section(title, examples) {
	return `${title}\n${examples.map(({ title: why, files }) => {
		return `  ${why}:\n${Object.entries(files).map(([path, text]) => `    ${path}\n${indent(text, "      ")}`).join("\n")}`;
	}).join("\n\n")}`;
}
function indent(text, by) {
	return text.trimEnd().split("\n").map((line) => by + line).join("\n");
}
function wrap(text) {
	const lines = [];
	let line = " ";
	for (const word of text.split(" ")) {
		if (line.length + word.length + 1 > 100) {
			lines.push(line);
			line = " ";
		}
		line += ` ${word}`;
	}
	return [...lines, line].join("\n");
}

export { runExplain, runRules };