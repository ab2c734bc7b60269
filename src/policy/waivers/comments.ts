import { RULES } from '../../rules/registry.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';

/** What every waiver in a comment begins with. */
export const MARKER = 'memcached-guard:';

/** A comment that speaks to this program. */
export interface MarkedComment {
  /** What follows the marker, up to the end of the comment or line. */
  readonly text: Location;
  /** The marker and what follows. */
  readonly at: Location;
  /** The 1-based line that it is about: its own, or where nothing else stands there the next one that is no comment. */
  readonly line: number;
}

/** What opens a comment in the formats there are, and what ends it before the end of its line. */
const OPENER = /(?:^|[\s,;&[{(>])(#+|;+|\/\/+|<!--|\{#-?|<%-?#|\{\{-?\s?\/\*|\/\*+|::|rem)[ \t]*$/i;
const CLOSERS: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['{#', '#}'],
  ['<%', '%>'],
  ['/*', '*/'],
  ['{{', '*/'],
];
/** More than any indentation and opener takes; keeps the search linear. */
const LOOK_BACK = 80;

/** First words of people who mean a waiver but write another tool's. */
const INTENDED = new Set(
  'allow allowed alow accept accepted ignore ignored disable disabled suppress suppressed skip waive waived waiver permit except nolint noqa off'.split(
    ' ',
  ),
);

/** A line that holds nothing but a comment. */
const COMMENT_LINE = /^\s*(?:#|;|\/\/|<!--|\{#|<%-?#|\{\{-?\s?\/\*|\/\*|::|rem\b)/i;

/** Finds the comments that speak to this program and mean a waiver, well written or not. Linear in the text. */
export function findMarkedComments(file: SourceFile): readonly MarkedComment[] {
  const found: MarkedComment[] = [];
  let covered: Uint32Array | undefined;
  for (let at = file.text.indexOf(MARKER); at >= 0; at = file.text.indexOf(MARKER, at + MARKER.length)) {
    const { line, column } = file.positionAt(at);
    const span = file.lineSpan(line);
    const before = file.text.slice(Math.max(span.start, at - LOOK_BACK), at);
    const opener = OPENER.exec(column - 1 <= LOOK_BACK ? before : ` ${before.slice(1)}`);
    if (opener?.[1] === undefined) continue;
    const start = at + MARKER.length;
    const end = commentEnd(file.text, opener[1], start, span.end);
    if (!meansWaiver(file.text.slice(start, end))) continue;
    const alone =
      before.slice(0, opener.index).trim() === '' &&
      column - 1 <= LOOK_BACK &&
      isNothing(file.text.slice(end, span.end));
    covered ??= alone ? nextCodeLines(file) : undefined;
    found.push({
      text: file.at(start, end),
      at: file.at(at, end),
      line: alone ? ((covered ?? nextCodeLines(file))[line - 1] ?? line) : line,
    });
  }
  return found;
}

function commentEnd(text: string, opener: string, start: number, lineEnd: number): number {
  const closer = CLOSERS.find(([open]) => opener.startsWith(open))?.[1];
  const close = closer === undefined ? -1 : text.slice(start, lineEnd).indexOf(closer);
  const rest = text.slice(start, close < 0 ? lineEnd : start + close);
  // `-%>` and `-#}` trim white space in templates.
  const trimmed = (close > 0 && closer !== '-->' ? rest.replace(/-$/, '') : rest).trimEnd();
  return start + trimmed.length;
}

/** Whether only the end of a comment stands there. */
function isNothing(text: string): boolean {
  return (
    /^\s*-?(?:-->|#\}|%>|\*\/(?:\s*-?\}\})?)?\s*\\?$/.test(text.slice(0, LOOK_BACK)) &&
    text.length <= LOOK_BACK
  );
}

/** Prose such as "memcached-guard: runs on every push" is no broken waiver. */
function meansWaiver(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z0-9-]+/g) ?? [];
  return INTENDED.has(words[0] ?? '') || words.slice(0, 20).some((word) => RULE_WORDS.has(word));
}

const RULE_WORDS = new Set(RULES.flatMap(({ id, name }) => [id.toLowerCase(), name]));

/** For every line the next one that is not only a comment. */
function nextCodeLines(file: SourceFile): Uint32Array {
  const count = file.lineStarts.length;
  const next = new Uint32Array(count);
  for (let line = count; line >= 1; line--) {
    const follows = line < count ? line + 1 : line;
    next[line - 1] = COMMENT_LINE.test(file.line(follows).slice(0, LOOK_BACK))
      ? (next[follows - 1] ?? line)
      : follows;
  }
  return next;
}
