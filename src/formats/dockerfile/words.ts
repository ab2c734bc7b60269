import type { Span } from '../../text/span.ts';
import type { LogicalLine } from './logical-line.ts';

/** Words of [from, to), cut at blanks alone (`parseStringsWhitespaceDelimited`). */
export function blankWords(line: LogicalLine, from: number, to: number): readonly Span[] {
  const words: Span[] = [];
  for (const match of line.text.slice(from, to).matchAll(/[^\t\v\f\r ]+/g))
    words.push({ start: from + match.index, end: from + match.index + match[0].length });
  return words;
}

/**
 * Words of [from, to), where quotes and the escape character keep blanks (`parseWords`); quotes and escapes
 * stay in the words. An escape character at the very end is dropped.
 */
export function quotedWords(
  line: LogicalLine,
  from: number,
  to: number,
  escapeToken: string,
): readonly Span[] {
  const words: Span[] = [];
  let quote = '';
  let start = -1;
  for (let at = from; at < to; at++) {
    const char = line.text[at] ?? '';
    if (quote === '' && /\s/.test(char)) {
      if (start >= 0) words.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (char === escapeToken && quote !== "'") {
      if (at + 1 === to) return at > start ? [...words, { start, end: at }] : words;
      at++;
    } else if (quote === '') quote = char === "'" || char === '"' ? char : '';
    else if (char === quote) quote = '';
  }
  if (start >= 0) words.push({ start, end: to });
  return words;
}

/** [from, to) without blanks at both ends. */
export function trimmed(line: LogicalLine, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(line.text[start] ?? '')) start++;
  while (end > start && /\s/.test(line.text[end - 1] ?? '')) end--;
  return { start, end };
}

/** A `--name=value` before an instruction's arguments. */
export interface Flag {
  readonly name: string;
  readonly value?: string;
  readonly valueAt: Span;
}

/** Flags at the start of [from, to) and where the arguments begin (`extractBuilderFlags`). */
export function flagsOf(
  line: LogicalLine,
  from: number,
  to: number,
  escapeToken: string,
): { readonly flags: readonly Flag[]; readonly rest: number } {
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    at = trimmed(line, at, to).start;
    if (!line.text.startsWith('--', at) || at + 2 > to) return { flags, rest: at };
    const end = wordEnd(line, at, to, escapeToken);
    const text = line.text.slice(at, end);
    const equals = text.indexOf('=');
    if (text === '--') return { flags, rest: end };
    const name = equals < 0 ? text.slice(2) : text.slice(2, equals);
    const value = equals < 0 ? {} : { value: text.slice(equals + 1).replace(/["']/g, '') };
    flags.push({ name, ...value, valueAt: { start: equals < 0 ? end : at + equals + 1, end } });
    at = end;
  }
}

function wordEnd(line: LogicalLine, from: number, to: number, escapeToken: string): number {
  let quote = '';
  for (let at = from; at < to; at++) {
    const char = line.text[at] ?? '';
    if (char === escapeToken) at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (/\s/.test(char)) return at;
  }
  return to;
}
