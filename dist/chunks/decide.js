import { a as expiredWaiver, i as invalidWaiver, n as findRule, r as unusedWaiver, t as RULES } from "./registry.js";
import { n as applyBaseline } from "./baseline.js";
import { r as toFindings, t as inOrder } from "./judge.js";
import { n as sameLocation, r as sourceText } from "./source-file.js";
import { a as DIRECTIVE_FORM, i as wasLookedAt, n as grantsOf, o as parseDirective } from "./configured-waivers.js";
import { t as sentence } from "./sentence.js";

// src/policy/waivers/apply-waivers.ts
/**
* Marks the findings that a waiver accepts on `today` (`YYYY-MM-DD`). A waiver whose last day has passed accepts
* nothing; it and those that match nothing become findings of their own. Pure.
*/
function applyWaivers(findings, grants, mistakes, today) {
	const index = new GrantIndex(grants);
	const used = /* @__PURE__ */ new Set();
	const expired = /* @__PURE__ */ new Set();
	return {
		findings: findings.map((finding) => {
			if (finding.status !== "active") return finding;
			const matching = index.of(finding);
			const valid = matching.filter((grant) => !hasExpired(grant, today));
			for (const grant of valid) used.add(grant);
			const [first] = valid;
			if (first !== void 0) return {
				...finding,
				status: "waived",
				waiver: first.waiver
			};
			for (const grant of matching) expired.add(grant);
			return finding;
		}),
		hits: [
			...mistakes.map(invalid),
			...grants.filter((grant) => expired.has(grant)).map(hasEnded),
			...grants.filter((grant) => !used.has(grant) && !expired.has(grant) && isJudged(grant)).map(unused)
		]
	};
}
/** Finds the waivers of a finding by its lines, since a hostile file can hold tens of thousands of both. */
var GrantIndex = class {
	#byLine = /* @__PURE__ */ new Map();
	#others = [];
	constructor(grants) {
		for (const grant of grants) if (grant.scope.kind === "finding") this.#others.push(grant);
		else {
			const key = `${grant.rule} ${grant.scope.line} ${grant.scope.path}`;
			const list = this.#byLine.get(key);
			if (list === void 0) this.#byLine.set(key, [grant]);
			else list.push(grant);
		}
	}
	of(finding) {
		const found = this.#byLine.size === 0 ? [] : placesOf(finding).flatMap((place) => this.#onLinesOf(finding.rule, place));
		const others = this.#others.filter(({ rule, scope }) => rule === finding.rule && scope.kind === "finding" && scope.covers(finding));
		return [.../* @__PURE__ */ new Set([...found, ...others])];
	}
	#onLinesOf(rule, { file, start, end }) {
		const last = file.positionAt(Math.max(start, end - 1)).line;
		const found = [];
		for (let { line } = file.positionAt(start); line <= last; line++) found.push(...this.#byLine.get(`${rule} ${line} ${file.path}`) ?? []);
		return found;
	}
};
/**
* Where a comment can stand: at the words, or at the command that they are part of. What is missing from a command
* is missing from all its lines, as in a memcached.conf, where each line is a part of it.
*/
function placesOf({ at, exposure }) {
	if (exposure === void 0) return [at];
	const { launch } = exposure;
	if (!sameLocation(at, launch.at)) return [at, launch.at];
	return [at, ...launch.argv.flatMap(({ runs }) => runs.map(({ origin }) => origin))];
}
function hasExpired({ waiver }, today) {
	return waiver.expires !== void 0 && waiver.expires < today;
}
function isJudged({ scope }) {
	return scope.kind === "line" || scope.lookedAt;
}
function invalid({ at, message, evidence, help }) {
	return {
		rule: invalidWaiver,
		hit: {
			at,
			message,
			evidence,
			help: help ?? `Write: ${"memcached-guard: allow RULE until YYYY-MM-DD by OWNER -- REASON"}.`
		}
	};
}
function hasEnded(grant) {
	const { waiver, ruleAt, expiresAt } = grant;
	const by = waiver.owner === void 0 ? "" : ` by ${waiver.owner}`;
	return {
		rule: expiredWaiver,
		hit: {
			at: expiresAt ?? ruleAt,
			message: `The waiver of ${nameOf(grant)}${by} held until ${waiver.expires}, so what it accepted counts again.`,
			evidence: `${grant.rule} ${sourceText(waiver.at)}`
		}
	};
}
function unused(grant) {
	const where = grant.scope.kind === "line" ? `is no finding of this rule on ${placeName(grant.scope.line, grant.ruleAt)} or in a command that it belongs to` : "is no finding of this rule that it names";
	return {
		rule: unusedWaiver,
		hit: {
			at: grant.ruleAt,
			message: `This waiver of ${nameOf(grant)} accepts nothing: there ${where}.`,
			evidence: `${grant.rule} ${sourceText(grant.waiver.at)}`
		}
	};
}
function placeName(line, at) {
	return at.file.positionAt(at.start).line === line ? "its line" : `line ${line}`;
}
function nameOf({ rule }) {
	return findRule(rule)?.name ?? rule;
}

// src/policy/waivers/comments.ts
/** What every waiver in a comment begins with. */
const MARKER = "memcached-guard:";
/** What opens a comment in the formats there are, and what ends it before the end of its line. */
const OPENER = /(?:^|[\s,;&[{(>])(#+|;+|\/\/+|<!--|\{#-?|<%-?#|\{\{-?\s?\/\*|\/\*+|::|rem)[ \t]*$/i;
const CLOSERS = [
	["<!--", "-->"],
	["{#", "#}"],
	["<%", "%>"],
	["/*", "*/"],
	["{{", "*/"]
];
/** More than any indentation and opener takes; keeps the search linear. */
const LOOK_BACK = 80;
/** First words of people who mean a waiver but write another tool's. */
const INTENDED = new Set("allow allowed alow accept accepted ignore ignored disable disabled suppress suppressed skip waive waived waiver permit except nolint noqa off".split(" "));
/** A line that holds nothing but a comment. */
const COMMENT_LINE = /^\s*(?:#|;|\/\/|<!--|\{#|<%-?#|\{\{-?\s?\/\*|\/\*|::|rem\b)/i;
/** No waiver is longer; keeps a file that consists of them cheap. */
const LONGEST = 1e3;
/** Finds the comments that speak to this program and mean a waiver, well written or not. Linear in the text. */
function findMarkedComments(file) {
	const found = [];
	let nextCode;
	let line = 0;
	let span = {
		start: 0,
		end: 0
	};
	for (let at = file.text.indexOf(MARKER); at >= 0; at = file.text.indexOf(MARKER, at)) {
		if (line === 0 || at >= span.end) {
			line = file.positionAt(at).line;
			span = file.lineSpan(line);
		}
		const comment = commentAt(file, at, span);
		at += 16;
		if (comment === void 0) continue;
		const { text, isAlone, next } = comment;
		at = Math.max(at, next);
		if (!meansWaiver(file.text.slice(text.start, text.end))) continue;
		if (isAlone) nextCode ??= nextCodeLines(file);
		found.push({
			text,
			at: file.at(text.start - 16, text.end),
			line: isAlone ? nextCode?.[line - 1] ?? line : line
		});
	}
	return found;
}
/** The comment whose first word is the marker at an offset, within its line. */
function commentAt(file, marker, line) {
	const isNear = marker - line.start <= LOOK_BACK;
	const before = file.text.slice(Math.max(line.start, marker - LOOK_BACK), marker);
	const opener = OPENER.exec(isNear ? before : `x${before.slice(1)}`);
	if (opener?.[1] === void 0) return void 0;
	const start = marker + 16;
	const rest = file.text.slice(start, Math.min(line.end, start + LONGEST));
	const closer = CLOSERS.find(([open]) => opener[1]?.startsWith(open))?.[1];
	const close = closer === void 0 ? -1 : rest.indexOf(closer);
	const inside = close < 0 ? rest : rest.slice(0, close);
	const end = start + (close > 0 && closer !== "-->" ? inside.replace(/-$/, "") : inside).trimEnd().length;
	return {
		text: file.at(start, end),
		isAlone: isNear && before.slice(0, opener.index).trim() === "" && (close < 0 || AFTER_COMMENT.test(file.text.slice(start + close, Math.min(line.end, start + close + LOOK_BACK)))),
		next: close < 0 ? line.end : start + close
	};
}
/** Only the end of a comment, and in a command of several lines what joins it with the next. */
const AFTER_COMMENT = /^(?:-->|#\}|%>|\*\/(?:\s{0,9}-?\}\})?)\s*\\?$/;
/** Prose such as "memcached-guard: runs on every push" is no broken waiver. */
function meansWaiver(text) {
	const words = text.toLowerCase().match(/[a-z0-9-]+/g) ?? [];
	return INTENDED.has(words[0] ?? "") || words.slice(0, 20).some((word) => RULE_WORDS.has(word));
}
const RULE_WORDS = new Set(RULES.flatMap(({ id, name }) => [id.toLowerCase(), name]));
/** For every line the next one that is not only a comment. */
function nextCodeLines(file) {
	const count = file.lineStarts.length;
	const next = new Uint32Array(count);
	next[count - 1] = count;
	for (let line = count - 1; line >= 1; line--) {
		const isComment = COMMENT_LINE.test(file.line(line + 1).slice(0, LOOK_BACK));
		next[line - 1] = isComment ? next[line] ?? line : line + 1;
	}
	return next;
}

// src/policy/waivers/inline-waivers.ts
/** Each waiver can become a finding, and nobody reads thousands. */
const MOST_IN_FILE = 500;
/** Reads the waivers in the comments of files. What is wrong with one is said at its own place. Never throws. */
function readInlineWaivers(files, settings) {
	const grants = [];
	const mistakes = [];
	for (const file of files) {
		if (!file.text.includes("memcached-guard:")) continue;
		const comments = findMarkedComments(file);
		const beyond = comments[MOST_IN_FILE];
		if (beyond !== void 0) mistakes.push({
			at: beyond.at,
			message: `This waiver and those below it count for nothing: a file has at most ${MOST_IN_FILE}.`,
			evidence: "too many",
			help: "Write one waiver for many findings under waivers: in the configuration."
		});
		for (const { text, at, line } of comments.slice(0, MOST_IN_FILE)) {
			const words = file.text.slice(text.start, text.end);
			const mistake = (place, message, help) => void mistakes.push({
				at: place,
				message,
				evidence: words,
				...help === void 0 ? {} : { help }
			});
			if (settings.forbidden) {
				mistake(at, "The configuration forbids waivers in comments (inline-waivers: forbid), so this one counts for nothing.", "Delete the comment, or move the waiver under waivers: in the configuration.");
				continue;
			}
			const parsed = parseDirective(words);
			if ("error" in parsed) {
				const { start, end } = parsed.span;
				mistake(end > start ? file.at(text.start + start, text.start + end) : at, `This waiver counts for nothing: ${sentence(parsed.error)}`);
				continue;
			}
			if (settings.isArgument(at)) {
				mistake(at, "This waiver counts for nothing: it is no comment here but handed to memcached as words of its command line.", "Write it as a comment on the line above.");
				continue;
			}
			const { rules, reason, owner, expires } = parsed;
			const place = ({ start, end }) => file.at(text.start + start, text.start + end);
			for (const rule of rules) grants.push({
				rule: rule.id,
				waiver: {
					reason,
					...owner === void 0 ? {} : { owner },
					...expires === void 0 ? {} : { expires: expires.day },
					at
				},
				ruleAt: place(rule.span),
				...expires === void 0 ? {} : { expiresAt: place(expires.span) },
				scope: {
					kind: "line",
					path: file.path,
					line
				}
			});
		}
	}
	return {
		grants,
		mistakes
	};
}

// src/policy/decide.ts
/** Applies what the team has decided: waivers in comments and in the configuration, then the baseline. Pure. */
function decide(findings, circumstances) {
	const { configuration, exposures, files, looked, today, baseline } = circumstances;
	const inline = readInlineWaivers(files, {
		forbidden: configuration.inlineWaivers === "forbid",
		isArgument: argumentTest(exposures)
	});
	const grants = [...inline.grants, ...grantsOf(configuration.waivers, looked)];
	const waived = applyWaivers(findings, grants, inline.mistakes, today);
	const compared = applyBaseline(waived.findings, baseline, today);
	const hits = [...waived.hits, ...compared.expired.map(entryHasEnded)];
	return {
		findings: inOrder([...compared.findings, ...toFindings(hits, configuration)]),
		stale: compared.stale.filter(({ path }) => wasLookedAt(looked, path))
	};
}
function entryHasEnded({ rule, path, fingerprint, expires, at }) {
	const name = findRule(rule)?.name ?? rule;
	return {
		rule: expiredWaiver,
		hit: {
			at,
			message: `The baseline accepts ${name} in ${path} until ${expires}, so it counts again.`,
			evidence: `${fingerprint} ${expires}`
		}
	};
}
/** Whether memcached receives what stands at a place as words of its command line. */
function argumentTest(exposures) {
	const covered = /* @__PURE__ */ new Map();
	return ({ file, start }) => {
		let marks = covered.get(file.path);
		if (marks === void 0) {
			marks = markWords(file, exposures);
			covered.set(file.path, marks);
		}
		return marks[start] === 1;
	};
}
/** A mark for every character of a file that is part of a word. */
function markWords(file, exposures) {
	const depth = new Int32Array(file.text.length + 1);
	for (const { launch } of exposures) for (const { runs } of launch.argv) for (const { origin } of runs) {
		if (origin.file.path !== file.path) continue;
		depth[origin.start] = (depth[origin.start] ?? 0) + 1;
		depth[origin.end] = (depth[origin.end] ?? 0) - 1;
	}
	const marks = new Uint8Array(file.text.length);
	let open = 0;
	for (let at = 0; at < marks.length; at++) {
		open += depth[at] ?? 0;
		if (open > 0) marks[at] = 1;
	}
	return marks;
}

export { decide };