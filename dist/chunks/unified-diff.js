// src/fixes/diff-lines.ts
/** Beyond this many differing lines the search for the shortest answer is given up. */
const MOST_STEPS = 400;
/** What turns `old` into `changed`, in order (Myers' greedy algorithm between the common ends). */
function diffLines(old, changed) {
	let head = 0;
	while (head < old.length && head < changed.length && old[head] === changed[head]) head++;
	let tail = 0;
	const most = Math.min(old.length, changed.length) - head;
	while (tail < most && old[old.length - 1 - tail] === changed[changed.length - 1 - tail]) tail++;
	const a = old.slice(head, old.length - tail);
	const b = changed.slice(head, changed.length - tail);
	if (a.length === 0 && b.length === 0) return [];
	const kept = commonLines(a, b) ?? [];
	const changes = [];
	let x = 0;
	let y = 0;
	for (const [nextX, nextY] of [...kept, [a.length, b.length]]) {
		if (nextX > x || nextY > y) changes.push({
			start: head + x,
			end: head + nextX,
			lines: b.slice(y, nextY),
			shift: y - x
		});
		x = nextX + 1;
		y = nextY + 1;
	}
	return changes;
}
/** Pairs of equal lines that a shortest edit keeps; `undefined` where the two differ too much. */
function commonLines(a, b) {
	const rounds = [];
	let reached = /* @__PURE__ */ new Map([[1, 0]]);
	for (let d = 0; d <= Math.min(a.length + b.length, MOST_STEPS); d++) {
		const round = /* @__PURE__ */ new Map();
		rounds.push(reached);
		for (let k = -d; k <= d; k += 2) {
			let x = stepsDown(reached, k, d) ? reached.get(k + 1) ?? 0 : (reached.get(k - 1) ?? 0) + 1;
			while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
			round.set(k, x);
			if (x >= a.length && x - k >= b.length) return retrace(rounds, a.length, b.length);
		}
		reached = round;
	}
}
function stepsDown(reached, k, d) {
	return k === -d || k !== d && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1);
}
function retrace(rounds, endX, endY) {
	const pairs = [];
	let x = endX;
	let y = endY;
	for (let d = rounds.length - 1; d >= 0; d--) {
		const reached = rounds[d] ?? /* @__PURE__ */ new Map();
		const k = x - y;
		const previous = stepsDown(reached, k, d) ? k + 1 : k - 1;
		const fromX = d === 0 ? 0 : reached.get(previous) ?? 0;
		const fromY = d === 0 ? 0 : fromX - previous;
		while (x > fromX && y > fromY) pairs.push([--x, --y]);
		x = fromX;
		y = fromY;
	}
	return pairs.reverse();
}

// src/fixes/unified-diff.ts
const CONTEXT = 3;
/**
* What changed as `git apply` and `patch -p1` take it; empty where nothing did. Lines end at LF alone, as for
* git: a CR belongs to its line.
*/
function unifiedDiff(path, before, after) {
	if (before === after) return "";
	const old = splitLines(before);
	const changes = diffLines(old, splitLines(after));
	return [
		`--- ${quotedPath(`a/${path}`)}\n`,
		`+++ ${quotedPath(`b/${path}`)}\n`,
		...grouped(changes).map((group) => hunk(group, old))
	].join("");
}
/** The lines with their ends, so that a missing one at the end of the file is a difference. */
function splitLines(text) {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
/** Changes so near to one another that they share context. */
function grouped(changes) {
	const groups = [];
	for (const change of changes) {
		const last = groups.at(-1)?.at(-1);
		if (last && change.start - last.end <= 6) groups.at(-1)?.push(change);
		else groups.push([change]);
	}
	return groups;
}
function hunk(changes, old) {
	const first = changes[0];
	const last = changes.at(-1);
	if (first === void 0 || last === void 0) return "";
	const start = Math.max(0, first.start - CONTEXT);
	const end = Math.min(old.length, last.end + CONTEXT);
	const lines = [];
	let at = start;
	let grown = 0;
	for (const change of changes) {
		lines.push(...old.slice(at, change.start).map((text) => line(" ", text)));
		lines.push(...old.slice(change.start, change.end).map((text) => line("-", text)));
		lines.push(...change.lines.map((text) => line("+", text)));
		grown += change.lines.length - (change.end - change.start);
		at = change.end;
	}
	lines.push(...old.slice(at, end).map((text) => line(" ", text)));
	const newStart = start + first.shift;
	return `@@ -${range(start, end - start)} +${range(newStart, end - start + grown)} @@\n${lines.join("")}`;
}
function line(mark, text) {
	return text.endsWith("\n") ? mark + text : `${mark}${text}\n\\ No newline at end of file\n`;
}
/** `start,count` with lines counted from 1; an empty range names the line before it. */
function range(start, count) {
	if (count === 1) return String(start + 1);
	return `${count === 0 ? start : start + 1},${count}`;
}
/** Names with characters that would break the header, as git quotes them. */
function quotedPath(path) {
	if (!/[\u0000-\u001f\u007f"\\]/.test(path)) return path;
	return `"${path.replace(/[\u0000-\u001f\u007f"\\]/g, (character) => {
		if (character === "\"" || character === "\\") return `\\${character}`;
		return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
	})}"`;
}

export { unifiedDiff as t };