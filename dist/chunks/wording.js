import { t as LEVELS } from "./level.js";

// src/reporters/escape/visible.ts
/**
* Characters that a reader does not see or that rearrange what he sees: controls, soft hyphen, fillers,
* zero-width and bidirectional controls, line separators, tags, supplementary variation selectors, lone
* surrogates and noncharacters. Tabs count: who lays out tabs expands them before.
*/
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|\u00AD|\u034F|\u061C|[\u115F\u1160]|[\u17B4\u17B5]|[\u180B-\u180E]|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u206F]|\u3164|[\uFDD0-\uFDEF]|\uFEFF|\uFFA0|[\uFFF0-\uFFFB\uFFFE\uFFFF]|[\u{1D173}-\u{1D17A}]|[\u{E0000}-\u{E0FFF}]/gu;
/** The text on one line with every unseen character written as `<U+202E>`. */
function visible(text) {
	return text.replace(UNSEEN, (character) => nameOfCharacter(character));
}
/** Whether a character would be written out by `visible`. */
function isUnseen(character) {
	return visible(character) !== character;
}
/** Calls `replace` for every unseen character, for sinks that have an escape of their own. */
function replaceUnseen(text, replace) {
	return text.replace(UNSEEN, (character) => replace(character));
}
function nameOfCharacter(character) {
	return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

// src/reporters/redact.ts
/** What stands in place of a secret. */
const MASK = "***";
/**
* `password=…`, `"token": "…"`, `--api-key …`: the group is what must not be shown. Values are cut at the next
* blank or quote; a bare `$NAME` or `${NAME}` is no secret, a default inside it may be one.
*/
const ASSIGNMENT = /(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)(?:[_-](?:key|value|id|base64))?["']?(?:\s{0,8}(?:[=:]|=>)\s{0,8}|\s{1,8}(?=["']))("[^"\r\n]{1,4096}"?|\{\{[^{}\r\n]{0,256}\}\}|'[^'\r\n]{1,4096}'?|[^\s"',;&)}\]]{1,4096}\}*)/dgi;
/** `--password hunter2`: an option whose value is the next word. */
const OPTION = /(?:^|[\s"',[])--?[a-z0-9_-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key)["']?[\s,]{1,8}([^\s,\]-][^\s,\]]{0,4096})/dgi;
/** The password in `scheme://user:password@host`. */
const URL_PASSWORD = /:\/\/[^\s:/@]{0,256}:([^\s/@]{1,1024})@/dg;
/** Shapes that only tokens have. */
const TOKENS = [
	/\b(gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,255}|npm_[A-Za-z0-9]{30,64})/dg,
	/\b((?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,64}|xox[abeprs]-[\w-]{10,255}|sk-[\w-]{20,255})/dg,
	/\b(eyJ[\w-]{8,4096}\.[\w-]{8,4096}\.?[\w-]{0,4096})/dg
];
/** A long word of mixed characters; `looksRandom` decides. Digests (`sha256:…`) are hexadecimal and stay. */
const LONG_WORD = /(?<![\w+-])([\w+-]{32,4096}={0,2})(?![\w+=-])/dg;
/** The pieces of a line that must not be shown: passwords, tokens and what looks like them; sorted, disjoint. */
function secretSpans(text) {
	const found = [];
	for (const pattern of [
		ASSIGNMENT,
		OPTION,
		URL_PASSWORD,
		...TOKENS
	]) collect(pattern, text, found);
	for (const match of text.matchAll(LONG_WORD)) if (looksRandom(match[1] ?? "")) add(match, found);
	return merge(found.filter((span) => !isReference(text.slice(span.start, span.end))));
}
/** The text with secrets masked. */
function redact(text) {
	let shown = "";
	let at = 0;
	for (const { start, end } of secretSpans(text)) {
		shown += text.slice(at, start) + "***";
		at = end;
	}
	return shown + text.slice(at);
}
/** Words of a command line with secrets masked, also where the option that names one is the word before. */
function redactWords(words) {
	return words.map((word, index) => {
		const before = words[index - 1] ?? "";
		return /^--?[\w-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key)$/i.test(before) && !word.startsWith("-") && !isReference(word) ? "***" : redact(word);
	});
}
function collect(pattern, text, found) {
	for (const match of text.matchAll(pattern)) add(match, found);
}
function add(match, found) {
	const place = match.indices?.[1];
	if (place) found.push({
		start: place[0],
		end: place[1]
	});
}
function isReference(value) {
	return /^["']?(?:\$\w+|\$\{\w+\}|\$\(\w+\)|\$?\{\{[^{}]*\}\}|\*+|true|false|null)?["']?$/i.test(value);
}
function looksRandom(word) {
	return /[A-Z].*[A-Z]/.test(word) && /[a-z].*[a-z]/.test(word) && /\d.*\d/.test(word) && !/[a-z]{7}|[A-Z]{7}/.test(word);
}
function merge(spans) {
	const merged = [];
	for (const span of spans.toSorted((a, b) => a.start - b.start)) {
		const last = merged.at(-1);
		if (last && span.start < last.end) merged[merged.length - 1] = {
			start: last.start,
			end: Math.max(last.end, span.end)
		};
		else merged.push(span);
	}
	return merged;
}

// src/reporters/wording.ts
/** The findings a reader is shown: waived ones and those of the baseline are counted, not shown. */
function shownFindings(report) {
	return report.findings.filter(({ status }) => status === "active" || status === "unchanged");
}
/** What the pull request did not cause is only a notice. */
function shownLevel(finding) {
	return finding.status === "unchanged" ? "notice" : finding.level;
}
/** Worst first; within a level as the report has them. */
function worstFirst(findings) {
	return findings.toSorted((a, b) => LEVELS.indexOf(shownLevel(a)) - LEVELS.indexOf(shownLevel(b)));
}
function messageOf(finding) {
	const aside = finding.status === "unchanged" ? " This change did not cause it, so it does not fail." : "";
	return `${redact(finding.message)}${aside}`;
}
function helpOf(finding) {
	return redact(finding.help);
}
/** "1 error", "2 errors". */
function plural(count, noun, nouns = `${noun}s`) {
	return `${count} ${count === 1 ? noun : nouns}`;
}
/** "a", "a and b", "a, b and c". */
function listOf(items) {
	return items.length <= 1 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export { shownFindings as a, redact as c, isUnseen as d, replaceUnseen as f, plural as i, redactWords as l, listOf as n, shownLevel as o, visible as p, messageOf as r, worstFirst as s, helpOf as t, secretSpans as u };