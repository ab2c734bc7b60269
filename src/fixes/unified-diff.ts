import { diffLines, type LineChange } from './diff-lines.ts';

const CONTEXT = 3;

/**
 * What changed as `git apply` and `patch -p1` take it; empty where nothing did. Lines end at LF alone, as for
 * git: a CR belongs to its line.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const old = splitLines(before);
  const changes = diffLines(old, splitLines(after));
  return [
    `--- ${quotedPath(`a/${path}`)}\n`,
    `+++ ${quotedPath(`b/${path}`)}\n`,
    ...grouped(changes).map((group) => hunk(group, old)),
  ].join('');
}

/** The lines with their ends, so that a missing one at the end of the file is a difference. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes so near to one another that they share context. */
function grouped(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.start - last.end <= 2 * CONTEXT) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunk(changes: readonly LineChange[], old: readonly string[]): string {
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return '';
  const start = Math.max(0, first.start - CONTEXT);
  const end = Math.min(old.length, last.end + CONTEXT);
  const lines: string[] = [];
  let at = start;
  let grown = 0;
  for (const change of changes) {
    lines.push(...old.slice(at, change.start).map((text) => line(' ', text)));
    lines.push(...old.slice(change.start, change.end).map((text) => line('-', text)));
    lines.push(...change.lines.map((text) => line('+', text)));
    grown += change.lines.length - (change.end - change.start);
    at = change.end;
  }
  lines.push(...old.slice(at, end).map((text) => line(' ', text)));
  const newStart = start + first.shift;
  return `@@ -${range(start, end - start)} +${range(newStart, end - start + grown)} @@\n${lines.join('')}`;
}

function line(mark: string, text: string): string {
  return text.endsWith('\n') ? mark + text : `${mark}${text}\n\\ No newline at end of file\n`;
}

/** `start,count` with lines counted from 1; an empty range names the line before it. */
function range(start: number, count: number): string {
  if (count === 1) return String(start + 1);
  return `${count === 0 ? start : start + 1},${count}`;
}

/** Names with characters that would break the header, as git quotes them. */
function quotedPath(path: string): string {
  if (!/[\u0000-\u001f\u007f"\\]/.test(path)) return path;
  const escaped = path.replace(/[\u0000-\u001f\u007f"\\]/g, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `"${escaped}"`;
}
