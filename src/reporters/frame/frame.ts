import type { Location } from '../../text/source-file.ts';
import { regionOf } from '../region.ts';
import { type Cell, layOut } from './cells.ts';

/** One line of the source as shown, and the marker under it. */
interface FrameLine {
  readonly number: number;
  readonly source: string;
  /** Blanks and `^`, or empty. */
  readonly marker: string;
}

export interface Frame {
  readonly lines: readonly FrameLine[];
  /** Lines of the location that are not shown. */
  readonly more: number;
}

const MOST_LINES = 3;
/** How much of a long line around the marked word is looked at; bounds the work on hostile lines. */
const REACH = 2_000;

/** The lines of a location with a marker under its exact characters, at most `width` columns wide. */
export function frameOf(location: Location, width: number): Frame {
  const region = regionOf(location);
  const last = Math.min(region.endLine, region.startLine + MOST_LINES - 1);
  const lines: FrameLine[] = [];
  for (let number = region.startLine; number <= last; number++) {
    const text = location.file.line(number);
    const from = number === region.startLine ? region.startColumn - 1 : indentation(text);
    const to = number === region.endLine ? region.endColumn - 1 : text.trimEnd().length;
    if (number > region.startLine && to <= from) continue;
    lines.push(frameLine(number, text, from, Math.max(to, from), width));
  }
  return { lines, more: region.endLine - last };
}

function frameLine(number: number, text: string, from: number, to: number, width: number): FrameLine {
  const begin = Math.max(0, from - REACH);
  const end = Math.min(text.length, Math.max(to, from) + REACH, from + 2 * REACH);
  const cells = layOut(text.slice(begin, end), begin);
  const first = cells.findIndex((cell) => cell.end > from);
  const marked =
    first < 0 ? { first: cells.length, last: cells.length } : { first, last: lastMarked(cells, first, to) };
  const window = cut(cells, marked.first, marked.last, width - 2);
  const before = window.from > 0 || begin > 0 ? '…' : '';
  const after = window.to < cells.length || end < text.length ? '…' : '';
  const shown = cells.slice(window.from, window.to);
  const blank = widthOf(cells.slice(window.from, Math.min(marked.first, window.to))) + before.length;
  const length = widthOf(cells.slice(Math.max(marked.first, window.from), Math.min(marked.last, window.to)));
  return {
    number,
    source: (before + shown.map((cell) => cell.text).join('') + after).trimEnd(),
    marker: `${' '.repeat(blank)}${'^'.repeat(Math.max(1, length))}`,
  };
}

/** The index after the last cell that begins before `to`, with the marks drawn over it. */
function lastMarked(cells: readonly Cell[], first: number, to: number): number {
  let last = first;
  while (last < cells.length && (cells[last]?.start ?? to) < to) last++;
  while (last > first && cells[last]?.width === 0) last++;
  return last;
}

/** The cells to show: all if they fit, else the marked ones with as much around them as fits. */
function cut(
  cells: readonly Cell[],
  first: number,
  last: number,
  width: number,
): { from: number; to: number } {
  if (widthOf(cells) <= width + 2) return { from: 0, to: cells.length };
  let from = first;
  let to = first;
  let used = 0;
  const take = (cell: Cell | undefined): boolean => {
    if (cell === undefined || used + cell.width > width) return false;
    used += cell.width;
    return true;
  };
  while (to < last && take(cells[to])) to++;
  for (let grows = true; grows; ) {
    const left = take(cells[from - 1]);
    if (left) from--;
    const right = take(cells[to]);
    if (right) to++;
    grows = left || right;
  }
  return { from, to };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}
