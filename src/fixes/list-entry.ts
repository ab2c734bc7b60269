import type { Location } from '../text/source-file.ts';
import type { Edit } from './fix.ts';
import { lineBreakOf } from './line-break.ts';

/** A list entry as it stands: its text with quotes, and which. */
interface Entry {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/**
 * The edit that adds entries after the one at `word`, in its own style: `, "-U", "0"` in brackets, lines with the
 * same dash in a YAML block list. `undefined` where the word is no entry of its own.
 */
export function listEntry(word: Location, words: readonly string[]): Edit | undefined {
  const entry = quoted(word);
  return inBrackets(word, entry, words) ?? inBlock(word, entry, words);
}

function quoted({ file: { text }, start, end }: Location): Entry {
  const before = text[start - 1] ?? '';
  const isQuoted = /["']/.test(before) && text[end] === before;
  return isQuoted ? { start: start - 1, end: end + 1, quote: before } : { start, end, quote: '' };
}

function inBrackets({ file }: Location, entry: Entry, words: readonly string[]): Edit | undefined {
  const before = lastSign(file.text, entry.start);
  const after = /^[\s\\]{0,400}([\],])/.exec(file.text.slice(entry.end, entry.end + 401))?.[1];
  if (after === undefined || (before !== '[' && before !== ',')) return undefined;
  return {
    at: file.at(entry.end, entry.end),
    text: words.map((word) => `, ${spelled(word, entry.quote)}`).join(''),
  };
}

/** The last character before an offset that is no blank, line break or backslash at the end of a line. */
function lastSign(text: string, offset: number): string | undefined {
  return text
    .slice(Math.max(0, offset - 400), offset)
    .replace(/[\s\\]+$/, '')
    .at(-1);
}

function inBlock({ file }: Location, entry: Entry, words: readonly string[]): Edit | undefined {
  const { line } = file.positionAt(entry.start);
  const span = file.lineSpan(line);
  const dash = /^\s*-\s+$/.exec(file.text.slice(span.start, entry.start))?.[0];
  if (dash === undefined || !/^\s*(?:#.*)?$/.test(file.text.slice(entry.end, span.end))) return undefined;
  const eol = lineBreakOf(file, entry.start);
  return {
    at: file.at(span.end, span.end),
    text: words.map((word) => eol + dash + spelled(word, entry.quote)).join(''),
  };
}

/** YAML reads a bare number as a number, and readers of lists want text. */
function spelled(word: string, quote: string): string {
  const marks = quote === '' && /^\d/.test(word) ? '"' : quote;
  return marks + word + marks;
}
