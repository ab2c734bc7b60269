import type { Span } from '../../text/span.ts';
import { TracedText, UNKNOWN_MARK } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';

/** Which of Debian's two scripts reads the file: `W` is systemd-memcached-wrapper, `S` is start-memcached (sysvinit). */
export type Reader = 'W' | 'S';

/** One line of a conf without comments and outer white space; never empty. */
export interface ConfLine {
  readonly text: TracedText;
  /** What the script does with it: pass it on, leave it out, or die. */
  readonly use: 'parameter' | 'skipped' | 'fatal';
}

/**
 * Splits a conf into lines as both scripts do (Debian's memcached 1.6.9 to 1.6.45): comments out, white
 * space off both ends, empty lines and a lone `0` left out. White space is ASCII, for Perl reads bytes.
 */
export function confLines(text: TracedText, reader: Reader): ConfLine[] {
  const lines: ConfLine[] = [];
  for (const raw of piecesAt(text, lineRanges(text.text))) {
    const line = trim(withoutComments(raw));
    if (line.length > 0 && line.text !== '0') lines.push({ text: line, use: useOf(line.text, reader) });
  }
  return lines;
}

/** Whether Perl's `\s` matches it in a byte string: space, tab, LF, VT, FF, CR. */
export function isBlank(char: string | undefined): boolean {
  return char === ' ' || (char !== undefined && char >= '\t' && char <= '\r');
}

function lineRanges(text: string): Span[] {
  const ranges: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    ranges.push({ start, end });
    start = end + 1;
  }
  return ranges;
}

/** `s/(?<!\\)#[^#]*/ /g`: a comment ends at the next `#`, which stays if a backslash precedes it. */;
function withoutComments(line: TracedText): TracedText {
  const text = line.text;
  if (!text.includes('#')) return line;
  const kept: Span[] = [];
  let start = 0;
  for (let hash = text.indexOf('#'); hash >= 0; ) {
    const next = text.indexOf('#', hash + 1);
    if (text[hash - 1] !== '\\') {
      if (start < hash) kept.push({ start, end: hash });
      start = next < 0 ? text.length : next;
    }
    hash = next;
  }
  if (start < text.length) kept.push({ start, end: text.length });
  return TracedText.concat(piecesAt(line, kept));
}

function trim(line: TracedText): TracedText {
  const text = line.text;
  let start = 0;
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  while (start < end && isBlank(text[start])) start++;
  return start < end ? line.slice(start, end) : TracedText.empty;
}

/** `<%= '#' if DEFAULT %>-c 1024`: an option that has nothing to do with sockets, whether it is active or not. */
const MAY_BE_COMMENT = /^\uFDD0\s?-[^lUs-]/;

/**
 * A line not led by `-` is a directive; one that a template begins is an option, or the file is of no use. `W` ignores every directive that has an argument, for its test of the
 * list of known ones is always true, and passes a bare word on. `S` knows `logfile PATH` and dies of the rest.
 */
function useOf(line: string, reader: Reader): ConfLine['use'] {
  if (line.startsWith(UNKNOWN_MARK)) return MAY_BE_COMMENT.test(line) ? 'skipped' : 'parameter';
  if (line.startsWith('-')) return line[1] === 'd' || line[1] === 'h' ? 'skipped' : 'parameter';
  let end = 0;
  while (end < line.length && !isBlank(line[end])) end++;
  const directive = end < line.length ? line.slice(0, end) : undefined;
  if (reader === 'S') return directive === 'logfile' ? 'skipped' : 'fatal';
  return directive === undefined || directive === '0' ? 'parameter' : 'skipped';
}
