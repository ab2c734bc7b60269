// src/text/traced-text.ts
/**
* Stands in `TracedText.text` for each part that cannot be known. It is a Unicode noncharacter, so lexers
* pass over it as an ordinary word character; what counts is the run behind it, never the character, so
* a file that contains U+FDD0 is not misread.
*/
const UNKNOWN_MARK = "﷐";
/**
* Decoded text that remembers where every part came from, across escapes, continuation lines, variables
* and files. Immutable. Lexers work on `text` and cut pieces with `slice`; positions come along.
*/
var TracedText = class TracedText {
	runs;
	text;
	constructor(runs) {
		this.runs = runs;
		let text = "";
		for (const run of runs) text += run.kind === "literal" ? run.text : "﷐";
		this.text = text;
	}
	static empty = new TracedText([]);
	/** A verbatim piece of a file. */
	static source(file, start, end) {
		const runs = [];
		for (const run of file.runs(start, end)) appendRun(runs, run);
		return runs.length === 0 ? TracedText.empty : new TracedText(runs);
	}
	/** Text that stands at a place in another spelling, such as an escape; or that a place implies, such as a default. */
	static decoded(text, origin, exact = false) {
		return text === "" ? TracedText.empty : new TracedText([{
			kind: "literal",
			text,
			origin,
			exact
		}]);
	}
	/** A part that cannot be known. */
	static unknown(name, because, origin, splits = false) {
		return new TracedText([{
			kind: "unknown",
			name,
			because,
			origin,
			splits
		}]);
	}
	/** Pieces one after another; neighbours that touch in the source become one run. */
	static concat(pieces) {
		const runs = [];
		for (const piece of pieces) for (const run of piece.runs) appendRun(runs, run);
		return new TracedText(runs);
	}
	get length() {
		return this.text.length;
	}
	/** Whether every character is known. */
	get isKnown() {
		return this.runs.every((run) => run.kind === "literal");
	}
	/** The text if all of it is known. */
	get known() {
		return this.isKnown ? this.text : void 0;
	}
	/** The parts that are not known. */
	get unknowns() {
		return this.runs.filter((run) => run.kind === "unknown");
	}
	/** Whether it may become any number of words. */
	get splits() {
		return this.runs.some((run) => run.kind === "unknown" && run.splits);
	}
	/** The piece [from, to) of `text`, with its origins. */
	slice(from, to = this.text.length) {
		if (from <= 0 && to >= this.text.length) return this;
		const runs = [];
		let at = 0;
		for (const run of this.runs) {
			const length = run.kind === "literal" ? run.text.length : 1;
			const start = Math.max(from - at, 0);
			const end = Math.min(to - at, length);
			if (start < end) runs.push(cut(run, start, end));
			at += length;
		}
		return new TracedText(runs);
	}
	/** The same text with every unknown part marked as splitting or not. */
	withSplits(splits) {
		if (this.isKnown) return this;
		return new TracedText(this.runs.map((run) => run.kind === "unknown" ? {
			...run,
			splits
		} : run));
	}
	/**
	* Where the non-empty range [from, to) stands: from its first character on, across escapes, quotes and
	* continuation lines, but not across other words or files (a substituted value is a place of its own).
	* `undefined` for an empty range.
	*/
	locate(from = 0, to = this.text.length) {
		let place;
		for (const { origin } of this.slice(from, to).runs) if (place === void 0) place = origin;
		else if (continues(place, origin)) place = place.file.at(place.start, Math.max(place.end, origin.end));
		else break;
		return place;
	}
};
/** Whether only quotes, backslashes and white space stand between two places, as within one word. */
function continues(place, next) {
	if (place.file !== next.file || next.start < place.start) return false;
	return /^[\s\\"'`^]*$/.test(place.file.text.slice(place.end, next.start));
}
function appendRun(runs, run) {
	const last = runs.at(-1);
	if (last?.kind === "literal" && run.kind === "literal" && last.exact && run.exact && last.origin.file === run.origin.file && last.origin.end === run.origin.start) {
		const origin = last.origin.file.at(last.origin.start, run.origin.end);
		runs[runs.length - 1] = {
			kind: "literal",
			text: last.text + run.text,
			origin,
			exact: true
		};
	} else runs.push(run);
}
function cut(run, from, to) {
	if (run.kind === "unknown") return run;
	if (from === 0 && to === run.text.length) return run;
	const { file, start } = run.origin;
	const origin = run.exact ? file.at(start + from, start + to) : run.origin;
	return {
		kind: "literal",
		text: run.text.slice(from, to),
		origin,
		exact: run.exact
	};
}

export { TracedText as t };