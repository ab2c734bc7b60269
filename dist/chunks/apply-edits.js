// src/fixes/apply-edits.ts
/** The text with all edits made; every character outside them stays. They must not overlap (`combineEdits`). */
function applyEdits(text, edits) {
	let changed = "";
	let at = 0;
	for (const edit of [...edits].sort(byPlace)) {
		if (edit.start < at) continue;
		changed += text.slice(at, edit.start) + edit.text;
		at = edit.end;
	}
	return changed + text.slice(at);
}
/** Where an offset of the old text stands in the new one; within a replacement it is the replacement's begin. */
function offsetAfter(offset, edits) {
	let shift = 0;
	for (const { start, end, text } of edits) if (end <= offset && start < offset) shift += text.length - (end - start);
	else if (start < offset) return start + shift;
	return offset + shift;
}
/**
* The edits of several fixes by path, sorted. Two fixes may ask for the same edit; `undefined` where edits
* overlap otherwise, or two insertions want the same place.
*/
function combineEdits(fixes) {
	const byPath = /* @__PURE__ */ new Map();
	for (const { at, text } of fixes.flatMap(({ edits }) => edits)) {
		const edits = byPath.get(at.file.path) ?? [];
		const edit = {
			start: at.start,
			end: at.end,
			text
		};
		if (!edits.some((other) => isSame(other, edit))) edits.push(edit);
		byPath.set(at.file.path, edits);
	}
	for (const edits of byPath.values()) {
		edits.sort(byPlace);
		if (edits.some((edit, index) => overlaps(edits[index - 1], edit))) return void 0;
	}
	return byPath;
}
function byPlace(a, b) {
	return a.start - b.start || a.end - b.end;
}
function isSame(a, b) {
	return a.start === b.start && a.end === b.end && a.text === b.text;
}
function overlaps(before, edit) {
	if (before === void 0) return false;
	return edit.start < before.end || edit.start === before.start;
}

export { combineEdits as n, offsetAfter as r, applyEdits as t };