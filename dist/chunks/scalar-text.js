import { t as TracedText } from "./traced-text.js";

// src/yaml/scalar-text.ts
/**
* Decodes a scalar and keeps the place of every character. The range leaves out quotes and the header of a
* block scalar.
*/
function scalarText(file, start, end, style, block) {
	const text = new TextBuilder(file);
	if (style === "literal" || style === "folded") blockText(text, start, end, style, block ?? {
		indent: 0,
		chomping: "clip"
	});
	else flowText(text, start, end, style);
	return text.build();
}
/** Collects pieces of a file; neighbouring verbatim pieces become one. */
var TextBuilder = class {
	file;
	#pieces = [];
	constructor(file) {
		this.file = file;
	}
	source(start, end) {
		if (start < end) this.#pieces.push(TracedText.source(this.file, start, end));
	}
	decoded(text, start, end) {
		this.#pieces.push(TracedText.decoded(text, this.file.at(start, end)));
	}
	build() {
		return this.#pieces.length === 1 && this.#pieces[0] !== void 0 ? this.#pieces[0] : TracedText.concat(this.#pieces);
	}
};
const ESCAPES = {
	"0": "\0",
	a: "\x07",
	b: "\b",
	t: "	",
	"	": "	",
	n: "\n",
	v: "\v",
	f: "\f",
	r: "\r",
	e: "\x1B",
	" ": " ",
	"\"": "\"",
	"/": "/",
	"\\": "\\",
	N: "",
	_: "\xA0",
	L: "\u2028",
	P: "\u2029"
};
const HEX_LENGTH = {
	x: 2,
	u: 4,
	U: 8
};
/** Plain and quoted scalars: a line break with the blanks around it is a blank, more of them are one line break less. */
function flowText(out, start, end, style) {
	const { text } = out.file;
	let at = start;
	let from = start;
	let blanksFrom = start;
	while (at < end) {
		const char = text[at] ?? "";
		if (char === "\n" || char === "\r") {
			out.source(from, blanksFrom);
			at = foldBreaks(out, blanksFrom, at, end, true);
			from = at;
			blanksFrom = at;
		} else if (style === "single-quoted" && char === "'") {
			out.source(from, at);
			out.decoded("'", at, at + 2);
			at += 2;
			from = at;
			blanksFrom = at;
		} else if (style === "double-quoted" && char === "\\") {
			out.source(from, at);
			at = decodeEscape(out, at, end);
			from = at;
			blanksFrom = at;
		} else {
			at += 1;
			if (char !== " " && char !== "	") blanksFrom = at;
		}
	}
	out.source(from, style === "plain" ? blanksFrom : end);
}
/** Passes over line breaks and the blanks around them; what they become is added if `fold` says so. */
function foldBreaks(out, start, breakAt, end, fold) {
	const { text } = out.file;
	let at = breakAt;
	let breaks = 0;
	for (; at < end; at++) {
		const char = text[at];
		if (char === "\r" || char === "\n" && text[at - 1] !== "\r") breaks += 1;
		else if (char !== "\n" && char !== " " && char !== "	") break;
	}
	if (fold) out.decoded(breaks === 1 ? " " : "\n".repeat(breaks - 1), start, at);
	return at;
}
function decodeEscape(out, at, end) {
	const { text } = out.file;
	const char = text[at + 1] ?? "";
	if (char === "\n" || char === "\r") return foldBreaks(out, at, at + 1, end, false);
	const length = HEX_LENGTH[char];
	if (length !== void 0) {
		const stop = Math.min(at + 2 + length, end);
		const code = Number.parseInt(text.slice(at + 2, stop), 16);
		out.decoded(code <= 1114111 ? String.fromCodePoint(code) : "�", at, stop);
		return stop;
	}
	const stop = Math.min(at + 2, end);
	out.decoded(ESCAPES[char] ?? char, at, stop);
	return stop;
}
/** Block scalars (YAML 1.2.2, 8.1): folding joins lines unless one of them is indented further. */
function blockText(out, start, end, style, { indent, chomping }) {
	let empty = 0;
	let hasContent = false;
	let moreIndented = false;
	let gap = start;
	for (const line of linesOf(out.file.text, start, end)) {
		const content = contentStart(out.file.text, line.start, line.end, indent);
		if (content >= line.end) {
			empty += 1;
			continue;
		}
		const first = out.file.text[content];
		let breaks = hasContent ? empty + 1 : empty;
		let joined = "\n".repeat(breaks);
		if (style === "folded") {
			const deeper = first === " " || first === "	";
			if (!deeper && !moreIndented && hasContent) {
				breaks -= 1;
				joined = breaks === 0 ? " " : "\n".repeat(breaks);
			}
			moreIndented = deeper;
		}
		if (joined !== "") out.decoded(joined, gap, content);
		out.source(content, line.end);
		gap = line.end;
		hasContent = true;
		empty = 0;
	}
	const tail = chomping === "keep" ? empty + (hasContent ? 1 : 0) : chomping === "clip" && hasContent ? 1 : 0;
	if (tail > 0) out.decoded("\n".repeat(tail), gap, end);
}
/** A negative indent means that no line has content. */
function contentStart(text, start, end, indent) {
	if (indent < 0) return end;
	let at = start;
	while (at < end && at - start < indent && text[at] === " ") at += 1;
	return at;
}
function* linesOf(text, start, end) {
	let from = start;
	for (let at = start; at < end; at++) {
		const char = text[at];
		if (char !== "\n" && char !== "\r") continue;
		yield {
			start: from,
			end: at
		};
		if (char === "\r" && text[at + 1] === "\n") at += 1;
		from = at + 1;
	}
	if (from < end) yield {
		start: from,
		end
	};
}

export { scalarText as t };