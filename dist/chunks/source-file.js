// src/text/last-start.ts
/** The index of the last start that is not beyond an offset, by halves; 0 where all are. `starts` ascend. */
function lastStart(starts, offset) {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if ((starts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}

// src/text/source-file.ts
/**
* One file's text and its line table. The only place where offsets become lines: everything before a
* reporter speaks in offsets. Lines end at LF, CRLF or a lone CR, as GitHub and editors count them.
*/
var SourceFile = class {
	/** Path from the repository's root, with `/`. */
	path;
	text;
	#starts;
	constructor(path, text) {
		this.path = path;
		this.text = text;
	}
	/** Offsets at which lines begin; built on first use. */
	get lineStarts() {
		this.#starts ??= findLineStarts(this.text);
		return this.#starts;
	}
	positionAt(offset) {
		const starts = this.lineStarts;
		const line = lastStart(starts, offset);
		return {
			line: line + 1,
			column: offset - (starts[line] ?? 0) + 1
		};
	}
	/** The text of a 1-based line, without its line break; empty beyond the end. */
	line(number) {
		const start = this.lineStarts[number - 1];
		if (start === void 0) return "";
		const next = this.lineStarts[number] ?? this.text.length;
		return this.text.slice(start, next).replace(/[\r\n]+$/, "");
	}
	/** The span of a 1-based line, without its line break. */
	lineSpan(number) {
		const start = this.lineStarts[number - 1] ?? this.text.length;
		return {
			start,
			end: start + this.line(number).length
		};
	}
	/** A place in this file. */
	at(start, end) {
		return {
			file: this,
			start,
			end
		};
	}
	/** What stands at [start, end): one verbatim run; more in a file that was made from others. */
	runs(start, end) {
		const text = this.text.slice(start, end);
		return text === "" ? [] : [{
			kind: "literal",
			text,
			origin: this.at(start, end),
			exact: true
		}];
	}
};
/** Whether two locations are the same place. */
function sameLocation(a, b) {
	return a.file === b.file && a.start === b.start && a.end === b.end;
}
/** The characters at a location, as they stand in the file. */
function sourceText(location) {
	return location.file.text.slice(location.start, location.end);
}
function findLineStarts(text) {
	const starts = [0];
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === 10 || code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
	}
	return Uint32Array.from(starts);
}

export { lastStart as i, sameLocation as n, sourceText as r, SourceFile as t };