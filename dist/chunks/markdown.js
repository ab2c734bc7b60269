import { p as visible } from "./wording.js";

// src/reporters/escape/markdown.ts
/**
* Text for one line, list item or table cell of GitHub Markdown, where nothing in it is markup, HTML, a
* link, a formula or a cell's end. Character references cannot stand for structure (CommonMark 0.31, 6.2),
* so they hold everywhere, also in cells and between HTML tags.
*/
function markdownText(text) {
	return visible(text.replace(/\t/g, " ")).replace(/[&<>"'`*_~#!$@\\|[\]{}]/g, reference).replace(/:(?=\/\/)/g, reference).replace(/(www)\./gi, "$1&#46;");
}
/** A value from the repository, in code type. */
function markdownCode(text) {
	return text === "" ? "" : `<code>${markdownText(text)}</code>`;
}
/** A link; the label is Markdown already, the address is encoded where it could end the link. */
function markdownLink(label, url) {
	return `[${label}](${url.replace(/[()<>[\]|\\`"'\s]/g, (character) => {
		return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
	})})`;
}
/** A row of a table; cells are Markdown already. */
function markdownRow(cells) {
	return `| ${cells.join(" | ")} |`;
}
/** A fenced block whose fence is longer than any in its lines. */
function markdownFence(language, lines) {
	const shown = lines.map(visible);
	const longest = shown.reduce((most, line) => Math.max(most, longestRun(line)), 2);
	const fence = "`".repeat(longest + 1);
	return [
		`${fence}${language}`,
		...shown,
		fence
	].join("\n");
}
/**
* A fenced block that holds exactly these lines, such as a suggestion that people commit; `undefined` where one has
* something in it that they would not see.
*/
function markdownVerbatim(language, lines) {
	if (lines.some((line) => visible(line.replaceAll("	", "")) !== line.replaceAll("	", ""))) return void 0;
	const fence = "`".repeat(lines.reduce((most, line) => Math.max(most, longestRun(line)), 2) + 1);
	return [
		`${fence}${language}`,
		...lines,
		fence
	].join("\n");
}
function reference(character) {
	return `&#${character.charCodeAt(0)};`;
}
function longestRun(line) {
	let longest = 0;
	for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	return longest;
}

export { markdownText as a, markdownRow as i, markdownFence as n, markdownVerbatim as o, markdownLink as r, markdownCode as t };