import { p as visible } from "./wording.js";

// src/reporters/escape/terminal.ts
const STYLES = {
	bold: "1",
	dim: "2",
	red: "31;1",
	green: "32",
	yellow: "33;1",
	blue: "34;1",
	cyan: "36"
};
/** Text for one line of a terminal. */
function terminalText(text) {
	return visible(text.replace(/\t/g, " "));
}
/** Paints text that `terminalText` made, or nothing without colours. */
function painter(colour) {
	return colour ? (style, text) => `\u001B[${STYLES[style]}m${text}\u001B[0m` : (_style, text) => text;
}

export { terminalText as n, painter as t };