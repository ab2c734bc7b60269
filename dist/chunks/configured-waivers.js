import { t as pathFilter } from "./path-filter.js";
import { n as findRule, t as RULES } from "./registry.js";
import { d as placeOf, l as locate } from "./access.js";
import { t as nearest } from "./nearest.js";

// src/policy/waivers/day.ts
/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
function isDay(text) {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (match === null) return false;
	const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}
function daysIn(year, month) {
	if (month === 2) return year % 4 === 0 && year % 100 !== 0 || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// src/policy/configuration-yaml.ts
const DEPTH_LIMIT = 20;
/** A YAML node as plain data: texts stay as written (`1.10` is not 1.1), only `true`, `false` and nothing are typed. */
function plainValue(node, depth = 0) {
	if (depth > DEPTH_LIMIT) return null;
	switch (node.kind) {
		case "scalar": return plainScalar(node.style, node.text.text, node.absent);
		case "sequence": return node.items.map((item) => plainValue(item, depth + 1));
		case "mapping": return Object.fromEntries(node.pairs.flatMap(({ key, value }) => key.kind === "scalar" ? [[key.text.text, plainValue(value, depth + 1)]] : []));
		case "alias": return node.target === void 0 ? null : plainValue(node.target, depth + 1);
	}
}
function plainScalar(style, text, absent) {
	if (style !== "plain") return text;
	if (absent || text === "~" || text === "null") return void 0;
	if (text === "true") return true;
	return text === "false" ? false : text;
}
/** Where a value (or its key) stands, by its path; the nearest node on the way where it does not exist. */
function locateInYaml(root, path, side) {
	const places = locate(root, path);
	if (places === void 0) return path.length === 0 ? placeOf(root) : locateInYaml(root, path.slice(0, -1), side);
	const { key, value } = places;
	return key !== void 0 && (side === "key" || value.start === value.end) ? key : value;
}

// src/policy/waivers/directive.ts
/** How a waiver is written in a comment; shown wherever one is wrong. */
const DIRECTIVE_FORM = "memcached-guard: allow RULE until YYYY-MM-DD by OWNER -- REASON";
/** Findings about waivers, and about files that cannot be read, which say nothing that could be relied on. */
const NEVER_INLINE = /* @__PURE__ */ new Set([
	"MG021",
	"MG030",
	"MG031",
	"MG032"
]);
/**
* Reads `allow RULE[, RULE…] [until YYYY-MM-DD] [by OWNER] -- REASON`; `because` may stand in place of `--`, which
* XML forbids in comments. Never throws.
*/
function parseDirective(text) {
	const words = wordsOf(text);
	const separator = words.findIndex((word) => word.text === "--" || word.text === "because");
	const [verb, ...rest] = separator < 0 ? words : words.slice(0, separator);
	if (verb?.text !== "allow") return {
		error: "a waiver begins with the word allow",
		span: verb ?? whole(text)
	};
	const clause = rest.findIndex((word) => word.text === "until" || word.text === "by");
	const rules = readRules(clause < 0 ? rest : rest.slice(0, clause), verb);
	if ("error" in rules) return rules;
	const clauses = readClauses(clause < 0 ? [] : rest.slice(clause));
	if ("error" in clauses) return clauses;
	const reason = separator < 0 ? [] : words.slice(separator + 1);
	const [first, last] = [reason[0], reason.at(-1)];
	if (first === void 0 || last === void 0 || !/[\p{L}\p{N}]/u.test(text.slice(first.start))) return {
		error: "the waiver gives no reason",
		span: {
			start: verb.start,
			end: text.trimEnd().length
		}
	};
	return {
		...rules,
		...clauses,
		reason: text.slice(first.start, last.end)
	};
}
function readRules(words, verb) {
	const rules = [];
	let separated = true;
	for (const word of words) for (const part of splitAtCommas(word)) if (part.text === ",") separated = true;
	else if (!separated) return {
		error: `"${part.text}" is not expected here; a comma stands between rules`,
		span: part
	};
	else {
		const rule = findRule(part.text);
		if (rule === void 0) return {
			error: noSuchRule(part.text),
			span: part
		};
		if (NEVER_INLINE.has(rule.id)) return {
			error: `${rule.name} cannot be waived in a comment`,
			span: part
		};
		rules.push({
			id: rule.id,
			span: part
		});
		separated = false;
	}
	return rules.length === 0 ? {
		error: "the waiver names no rule",
		span: verb
	} : { rules };
}
/** "there is no rule …", with a guess. */
function noSuchRule(name) {
	const names = RULES.flatMap((rule) => [rule.name, rule.id.toLowerCase()]);
	const guess = name.length > 60 ? void 0 : nearest(name.toLowerCase(), names);
	return `there is no rule "${name}"; ${guess === void 0 ? "memcached-guard rules lists them" : `did you mean ${guess}?`}`;
}
function readClauses(words) {
	let clauses = {};
	for (let at = 0; at < words.length; at += 2) {
		const keyword = words[at];
		const value = words[at + 1];
		if (keyword.text !== "until" && keyword.text !== "by") return {
			error: `"${keyword.text}" is not expected here; the reason stands after " -- "`,
			span: keyword
		};
		if (value === void 0) {
			const missing = keyword.text === "until" ? "a day, as in until 2027-01-31" : "an owner, as in by @team";
			return {
				error: `after ${keyword.text} stands ${missing}`,
				span: keyword
			};
		}
		if (isGiven(clauses, keyword.text)) return {
			error: `${keyword.text} stands here a second time`,
			span: keyword
		};
		if (keyword.text === "by") clauses = {
			...clauses,
			owner: value.text
		};
		else if (isDay(value.text)) clauses = {
			...clauses,
			expires: {
				day: value.text,
				span: value
			}
		};
		else return {
			error: `"${value.text}" is no day; write it as 2027-01-31`,
			span: value
		};
	}
	return clauses;
}
function isGiven(clauses, keyword) {
	return (keyword === "until" ? clauses.expires : clauses.owner) !== void 0;
}
function wordsOf(text) {
	return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
		text: word,
		start: index,
		end: index + word.length
	}));
}
/** The pieces of a word between its commas, and the commas. */
function splitAtCommas({ text, start }) {
	return [...text.matchAll(/,|[^,]+/g)].map(({ 0: part, index }) => ({
		text: part,
		start: start + index,
		end: start + index + part.length
	}));
}
function whole(text) {
	return {
		start: 0,
		end: text.length
	};
}

// src/policy/waivers/configured-waivers.ts
/** Findings about waivers are mended where the waiver stands. */
const NEVER = /* @__PURE__ */ new Set([
	"MG030",
	"MG031",
	"MG032"
]);
/** Why a waiver cannot name this rule, as a clause. */
function ruleProblem(name) {
	const rule = findRule(name);
	if (rule === void 0) return noSuchRule(name);
	return NEVER.has(rule.id) ? `${rule.name} cannot be waived` : void 0;
}
/** The entries of `waivers:` with their places; those that name no rule are left out. */
function configuredWaivers(root, inputs) {
	return inputs.flatMap((input, index) => {
		const rule = findRule(input.rule);
		if (rule === void 0 || NEVER.has(rule.id)) return [];
		const ruleAt = locateInYaml(root, [
			"waivers",
			index,
			"rule"
		], "value");
		return [{
			rule: rule.id,
			ruleAt,
			path: input.path,
			...input.fingerprint === void 0 ? {} : { fingerprint: input.fingerprint },
			waiver: {
				reason: input.reason,
				...input.owner === void 0 ? {} : { owner: input.owner },
				...input.expires === void 0 ? {} : { expires: input.expires },
				at: ruleAt
			},
			...input.expires === void 0 ? {} : { expiresAt: locateInYaml(root, [
				"waivers",
				index,
				"expires"
			], "value") }
		}];
	});
}
/** Whether a path is one that was looked at, or is gone; what `include` and `exclude` leave out says nothing. */
function wasLookedAt({ prefix, paths, accepts }, path) {
	return accepts(path.slice(prefix.length)) || !paths.includes(path);
}
/** Makes the entries applicable. A path is anchored at the root: `compose.yaml` is not that of a folder below. */
function grantsOf(waivers, looked) {
	return waivers.map(({ path, fingerprint, ...grant }) => {
		const matches = pathFilter([`/${path.replace(/^(?:\.?\/)+/, "")}`], []);
		const relative = (full) => full.slice(looked.prefix.length);
		return {
			...grant,
			scope: {
				kind: "finding",
				covers: (finding) => matches(relative(finding.at.file.path)) && (fingerprint === void 0 || fingerprint === finding.fingerprint),
				get lookedAt() {
					return !looked.paths.some((full) => matches(relative(full)) && !looked.accepts(relative(full)));
				}
			}
		};
	});
}

export { DIRECTIVE_FORM as a, plainValue as c, wasLookedAt as i, isDay as l, grantsOf as n, parseDirective as o, ruleProblem as r, locateInYaml as s, configuredWaivers as t };