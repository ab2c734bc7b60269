import { c as redact, d as isUnseen, p as visible, u as secretSpans } from "./wording.js";
import { i as describeSocket, n as describeListener } from "./describe.js";
import { i as releasesOf, n as describeReleases } from "./version.js";
import { r as regionOf } from "./region.js";

// src/reporters/frame/display-width.ts
/** East Asian wide and fullwidth blocks and pictographs that terminals draw over two columns (Unicode UAX 11). */
const WIDE = /[\u1100-\u115F\u231A\u231B\u2329\u232A\u23E9-\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648-\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753-\u2755\u2757\u2795-\u2797\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F004}\u{1F0CF}\u{1F18E}\u{1F191}-\u{1F19A}\u{1F200}-\u{1F265}\u{1F300}-\u{1F320}\u{1F32D}-\u{1F335}\u{1F337}-\u{1F37C}\u{1F37E}-\u{1F393}\u{1F3A0}-\u{1F3CA}\u{1F3CF}-\u{1F3D3}\u{1F3E0}-\u{1F3F0}\u{1F3F4}\u{1F3F8}-\u{1F43E}\u{1F440}\u{1F442}-\u{1F4FC}\u{1F4FF}-\u{1F53D}\u{1F54B}-\u{1F54E}\u{1F550}-\u{1F567}\u{1F57A}\u{1F595}\u{1F596}\u{1F5A4}\u{1F5FB}-\u{1F64F}\u{1F680}-\u{1F6C5}\u{1F6CC}\u{1F6D0}-\u{1F6D7}\u{1F6DC}-\u{1F6DF}\u{1F6EB}\u{1F6EC}\u{1F6F4}-\u{1F6FC}\u{1F7E0}-\u{1F7EB}\u{1F7F0}\u{1F90C}-\u{1F9FF}\u{1FA70}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
/** Marks that are drawn over the character before. */
const COMBINING = /[\p{Mn}\p{Me}]/u;
/** Columns that one visible character takes in a terminal: 0, 1 or 2. */
function characterWidth(character) {
	if (character >= " " && character <= "~") return 1;
	if (COMBINING.test(character)) return 0;
	return WIDE.test(character) ? 2 : 1;
}

// src/reporters/frame/cells.ts
const TAB = 4;
/** Lays out one line: tabs to stops, unseen characters written out, secrets masked, wide ones twice as wide. */
function layOut(line, offset = 0) {
	const secrets = secretSpans(line);
	const cells = [];
	let column = 0;
	let secret = 0;
	for (let at = 0; at < line.length;) {
		const span = secrets[secret];
		if (span && at >= span.start) {
			cells.push({
				text: "***",
				width: "***".length,
				start: span.start + offset,
				end: span.end + offset
			});
			column += "***".length;
			at = span.end;
			secret++;
			continue;
		}
		const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
		const shown = show(character, column);
		cells.push({
			...shown,
			start: at + offset,
			end: at + character.length + offset
		});
		column += shown.width;
		at += character.length;
	}
	return cells;
}
function show(character, column) {
	if (character >= " " && character <= "~") return {
		text: character,
		width: 1
	};
	if (character === "	") {
		const width = TAB - column % TAB;
		return {
			text: " ".repeat(width),
			width
		};
	}
	if (!isUnseen(character)) return {
		text: character,
		width: characterWidth(character)
	};
	const text = visible(character);
	return {
		text,
		width: text.length
	};
}

// src/reporters/frame/frame.ts
const MOST_LINES = 3;
/** How much of a long line around the marked word is looked at; bounds the work on hostile lines. */
const REACH = 2e3;
/** The lines of a location with a marker under its exact characters, at most `width` columns wide. */
function frameOf(location, width) {
	const region = regionOf(location);
	const last = Math.min(region.endLine, region.startLine + MOST_LINES - 1);
	const lines = [];
	for (let number = region.startLine; number <= last; number++) {
		const text = location.file.line(number);
		const from = number === region.startLine ? region.startColumn - 1 : indentation(text);
		const to = number === region.endLine ? region.endColumn - 1 : text.trimEnd().length;
		if (number > region.startLine && to <= from) continue;
		lines.push(frameLine(number, text, from, Math.max(to, from), width));
	}
	return {
		lines,
		more: region.endLine - last
	};
}
function frameLine(number, text, from, to, width) {
	const begin = Math.max(0, from - REACH);
	const end = Math.min(text.length, Math.max(to, from) + REACH, from + 2 * REACH);
	const cells = layOut(text.slice(begin, end), begin);
	const first = cells.findIndex((cell) => cell.end > from);
	const marked = first < 0 ? {
		first: cells.length,
		last: cells.length
	} : {
		first,
		last: lastMarked(cells, first, to)
	};
	const window = cut(cells, marked.first, marked.last, width - 2);
	const before = window.from > 0 || begin > 0 ? "…" : "";
	const after = window.to < cells.length || end < text.length ? "…" : "";
	const shown = cells.slice(window.from, window.to);
	const blank = widthOf(cells.slice(window.from, Math.min(marked.first, window.to))) + before.length;
	const length = widthOf(cells.slice(Math.max(marked.first, window.from), Math.min(marked.last, window.to)));
	return {
		number,
		source: (before + shown.map((cell) => cell.text).join("") + after).trimEnd(),
		marker: `${" ".repeat(blank)}${"^".repeat(Math.max(1, length))}`
	};
}
/** The index after the last cell that begins before `to`, with the marks drawn over it. */
function lastMarked(cells, first, to) {
	let last = first;
	while (last < cells.length && (cells[last]?.start ?? to) < to) last++;
	while (last > first && cells[last]?.width === 0) last++;
	return last;
}
/** The cells to show: all if they fit, else the marked ones with as much around them as fits. */
function cut(cells, first, last, width) {
	if (widthOf(cells) <= width + 2) return {
		from: 0,
		to: cells.length
	};
	let from = first;
	let to = first;
	let used = 0;
	const take = (cell) => {
		if (cell === void 0 || used + cell.width > width) return false;
		used += cell.width;
		return true;
	};
	while (to < last && take(cells[to])) to++;
	for (let grows = true; grows;) {
		const left = take(cells[from - 1]);
		if (left) from--;
		const right = take(cells[to]);
		if (right) to++;
		grows = left || right;
	}
	return {
		from,
		to
	};
}
function widthOf(cells) {
	return cells.reduce((sum, cell) => sum + cell.width, 0);
}
function indentation(text) {
	return text.length - text.trimStart().length;
}

// src/reporters/frame/render-frame.ts
const PLAIN = {
	gutter: (text) => text,
	marker: (text) => text
};
/** A frame as lines of text: a gutter with line numbers, the source, a marker under the exact characters. */
function renderFrame(location, width, paint = PLAIN) {
	const frame = frameOf(location, width - gutterWidth(location));
	const digits = digitsOf(frame);
	const gutter = (label) => paint.gutter(`${label.padStart(digits)} |`);
	const rendered = frame.lines.flatMap(({ number, source, marker }) => [source === "" ? gutter(String(number)) : `${gutter(String(number))} ${source}`, `${gutter("")} ${paint.marker(marker)}`]);
	if (frame.more === 0) return rendered;
	return [...rendered, `${gutter("")} … ${frame.more} more ${frame.more === 1 ? "line" : "lines"}`];
}
function digitsOf(frame) {
	return String(frame.lines.at(-1)?.number ?? 1).length;
}
/** Digits, a blank, a bar, a blank. */
function gutterWidth(location) {
	return String(location.file.positionAt(location.end).line).length + 3;
}

// src/reporters/launch-rows.ts
function launchRows(report) {
	return report.exposures.map((exposure) => ({
		launch: exposure.launch,
		name: redact(exposure.launch.name),
		sockets: socketRows(exposure)
	}));
}
function socketRows(exposure) {
	const { prediction, listeners } = exposure;
	if (listeners.length === 0) return [{
		opens: prediction.starts === "no" ? "does not start" : "opens no socket",
		reach: "none",
		why: redact(prediction.refusal?.because ?? prediction.udp.because)
	}];
	const rows = /* @__PURE__ */ new Map();
	for (const exposed of listeners) {
		const { reach } = exposed;
		const why = redact(reasons(exposure, exposed).join(", "));
		const same = rows.get(`${reach} ${why}`);
		const opens = same === void 0 ? socketOf(exposure, exposed) : `${same.opens}, ${socketOf(exposure, exposed)}`;
		rows.set(`${reach} ${why}`, {
			opens,
			reach,
			why
		});
	}
	return [...rows.values()];
}
/** The path to the socket without the socket itself; for a plain one on a host, whose choice its address is. */
function reasons({ launch, prediction }, { listener, via }) {
	const path = via.filter((step) => step !== describeListener(listener));
	if (path.length === 0) path.push(prediction.listen.state === "default" ? prediction.listen.because : "as its command line says");
	return launch.condition === void 0 ? path : [...path, launch.condition];
}
/** Says so where an unknown value or the version decides whether it is opened. */
function socketOf({ launch }, { listener }) {
	const asked = releasesOf(launch.version);
	const { first, last } = listener.releases;
	const when = first <= asked.first && asked.last <= last ? "" : ` (with ${describeReleases(listener.releases)})`;
	return redact(`${listener.certain ? "" : "perhaps "}${describeSocket(listener)}${when}`);
}

export { renderFrame as n, launchRows as t };