// src/reporters/region.ts
function regionOf({ file, start, end }) {
	const first = file.positionAt(start);
	const last = file.positionAt(Math.max(start, end));
	return {
		startLine: first.line,
		startColumn: first.column,
		endLine: last.line,
		endColumn: last.column
	};
}
/** The part on the first line, where a format cannot tell columns across lines. */
function firstLineOf(location) {
	const region = regionOf(location);
	if (region.endLine === region.startLine) return region;
	const length = location.file.line(region.startLine).length;
	return {
		...region,
		endLine: region.startLine,
		endColumn: Math.max(region.startColumn, length + 1)
	};
}
/** `path:line:column`. */
function placeText(location) {
	const { startLine, startColumn } = regionOf(location);
	return `${location.file.path}:${startLine}:${startColumn}`;
}

export { placeText as n, regionOf as r, firstLineOf as t };