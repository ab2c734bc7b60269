import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { Cutter, extent } from './cutter.ts';

/** One `Key=value` of a unit file, in a section. */
export interface Assignment {
  readonly section: string;
  readonly key: string;
  /** Continuation lines joined, blanks at both ends removed. */
  readonly value: TracedText;
  /** The value where it stands, or the key where the value is empty. */
  readonly at: Location;
}

/** What systemd reads of a unit file or drop-in. */
export interface UnitFile {
  readonly file: SourceFile;
  readonly assignments: readonly Assignment[];
  /** A line at which systemd gives up: what follows is not read, and a unit's own file then fails to load. */
  readonly broken?: { readonly at: Location; readonly because: string };
}

/** How many lines one may be continued over. */
const LONGEST = 4096;
const BLANK = /^[ \t\r\n]$/;
const SECTIONS: ReadonlySet<string> = new Set(['Unit', 'Service', 'Install']);

/**
 * Reads a unit file as systemd 252 does (config_parse in src/shared/conf-parser.c; systemd.syntax(7)):
 * comments are lines that start with `#` or `;`, also between continued lines; a backslash that ends a
 * line joins it with the next one; unknown sections and assignments outside of a section are left out.
 * `sections` are the sections that count.
 */
export function readUnitFile(file: SourceFile, sections = SECTIONS): UnitFile {
  const assignments: Assignment[] = [];
  let section: string | undefined;
  for (const line of logicalLines(file)) {
    if ('tooLong' in line)
      return {
        file,
        assignments,
        broken: { at: line.tooLong, because: 'this line goes on over more than 4096 lines' },
      };
    const cutter = new Cutter(line);
    const [from, to] = strip(cutter.text, 0, cutter.text.length);
    if (from === to) continue;
    if (cutter.text[from] === '[') {
      const name = cutter.text.slice(from + 1, to - 1);
      if (cutter.text[to - 1] !== ']' || to - from < 2 || !isSafe(name)) {
        const at = extent(cutter.cut(from, to)) ?? file.at(0, 0);
        return { file, assignments, broken: { at, because: 'this section header is malformed' } };
      }
      section = sections.has(name) ? name : undefined;
      continue;
    }
    const equals = cutter.text.indexOf('=', from);
    if (section === undefined || equals <= from || equals >= to) continue;
    const [, keyEnd] = strip(cutter.text, from, equals);
    const [valueStart, valueEnd] = strip(cutter.text, equals + 1, to);
    const written = cutter.cut(valueStart, valueEnd);
    const value = written.withSplits(false);
    const key = cutter.place(from, equals + 1) ?? file.at(0, 0);
    const at = valuePlace(written, key);
    assignments.push({ section, key: cutter.text.slice(from, keyEnd), value, at });
  }
  return { file, assignments };
}

/** Where a value stands; from the tag on where it begins with what a template puts in from elsewhere. */
function valuePlace(value: TracedText, key: Location): Location {
  const place = extent(value, key.file);
  if (place?.file !== key.file) return place ?? key;
  const isPutIn = value.runs[0]?.origin.file !== key.file && place.start >= key.end;
  const blanks = /^[ \t]{0,99}/.exec(key.file.text.slice(key.end, key.end + 99))?.[0].length ?? 0;
  return isPutIn ? key.file.at(Math.min(key.end + blanks, place.start), place.end) : place;
}

/** The assignments of a key that accumulates: an empty one clears those before it. */
export function settingsOf(
  assignments: readonly Assignment[],
  key: string,
  section = 'Service',
): readonly Assignment[] {
  const lines = assignments.filter((line) => line.section === section && line.key === key);
  return lines.slice(lines.findLastIndex(({ value }) => value.length === 0) + 1);
}

/** Lines with continuations joined; each joining backslash becomes a blank. */
function* logicalLines(file: SourceFile): Generator<TracedText | { readonly tooLong: Location }> {
  let pending: TracedText[] = [];
  for (const [start, end] of physicalLines(file.text)) {
    if (isComment(file.text, start, end)) continue;
    const from = start === 0 && file.text.startsWith('\uFEFF') ? 1 : start;
    if (endsInBackslash(file.text, from, end)) {
      const blank = TracedText.decoded(' ', file.at(end - 1, end));
      pending.push(TracedText.source(file, from, end - 1), blank);
      if (pending.length <= 2 * LONGEST) continue;
      yield { tooLong: file.at(from, end) };
      return;
    }
    pending.push(TracedText.source(file, from, end));
    yield TracedText.concat(pending);
    pending = [];
  }
  if (pending.length > 0) yield TracedText.concat(pending);
}

/** Lines end at LF, CR, NUL or any mixture that holds each of them once (read_line in systemd). */
function* physicalLines(text: string): Generator<[number, number]> {
  let start = 0;
  while (start < text.length) {
    let end = start;
    while (end < text.length && !'\n\r\0'.includes(text.charAt(end))) end++;
    yield [start, end];
    const seen = new Set<string>();
    start = end;
    while (start < text.length && '\n\r\0'.includes(text.charAt(start))) {
      if (seen.has('\0') || seen.has(text.charAt(start))) break;
      seen.add(text.charAt(start));
      start++;
    }
  }
}

function isComment(text: string, start: number, end: number): boolean {
  let i = start;
  while (i < end && BLANK.test(text.charAt(i))) i++;
  return i < end && '#;'.includes(text.charAt(i));
}

function endsInBackslash(text: string, start: number, end: number): boolean {
  let count = 0;
  while (end - count > start && text[end - count - 1] === '\\') count++;
  return count % 2 === 1;
}

function strip(text: string, from: number, to: number): [number, number] {
  let start = from;
  let end = to;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return [start, end];
}

/** No quotes, backslashes or control characters (string_is_safe in systemd). */
export function isSafe(text: string): boolean {
  return !/[\u0001-\u001f"'\\\u007f]/.test(text);
}
