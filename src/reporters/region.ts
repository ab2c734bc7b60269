import type { Location } from '../text/source-file.ts';

/** A location as people and formats count: 1-based, columns in UTF-16 units, `endColumn` exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function regionOf({ file, start, end }: Location): Region {
  const first = file.positionAt(start);
  const last = file.positionAt(Math.max(start, end));
  return {
    startLine: first.line,
    startColumn: first.column,
    endLine: last.line,
    endColumn: last.column,
  };
}

/** The part on the first line, where a format cannot tell columns across lines. */
export function firstLineOf(location: Location): Region {
  const region = regionOf(location);
  if (region.endLine === region.startLine) return region;
  const length = location.file.line(region.startLine).length;
  return { ...region, endLine: region.startLine, endColumn: Math.max(region.startColumn, length + 1) };
}

/** `path:line:column`. */
export function placeText(location: Location): string {
  const { startLine, startColumn } = regionOf(location);
  return `${location.file.path}:${startLine}:${startColumn}`;
}
