import { RULES } from '../../rules/registry.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';

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

/** No waiver is longer; keeps a file that consists of them cheap. */
const LONGEST = 1000;

/** Finds the comments that speak to this program and mean a waiver, well written or not. Linear in the text. */
export function findMarkedComments(file: SourceFile): readonly MarkedComment[] {
  const found: MarkedComment[] = [];
  let nextCode: Uint32Array | undefined;
  let line = 0;
  let span: Span = { start: 0, end: 0 };
  for (let at = file.text.indexOf(MARKER); at >= 0; at = file.text.indexOf(MARKER, at)) {
    if (line === 0 || at >= span.end) {
      line = file.positionAt(at).line;
      span = file.lineSpan(line);
    }
    const comment = commentAt(file, at, span);
    at += MARKER.length;
    if (comment === undefined) continue;
    const { text, isAlone, next } = comment;
    at = Math.max(at, next);
    if (!meansWaiver(file.text.slice(text.start, text.end))) continue;
    if (isAlone) nextCode ??= nextCodeLines(file);
    found.push({
      text,
      at: file.at(text.start - MARKER.length, text.end),
      line: isAlone ? (nextCode?.[line - 1] ?? line) : line,
    });
  }
  return found;
}

interface Comment {
  readonly text: Location;
  /** Whether nothing else stands on its line. */
  readonly isAlone: boolean;
  /** Where the next comment may begin. */
  readonly next: number;
}

/** The comment whose first word is the marker at an offset, within its line. */
function commentAt(file: SourceFile, marker: number, line: Span): Comment | undefined {
  const isNear = marker - line.start <= LOOK_BACK;
  const before = file.text.slice(Math.max(line.start, marker - LOOK_BACK), marker);
  // Where the line begins further back, its cut-off beginning must not look like a line's.
  const opener = OPENER.exec(isNear ? before : `x${before.slice(1)}`);
  if (opener?.[1] === undefined) return undefined;
  const start = marker + MARKER.length;
  const rest = file.text.slice(start, Math.min(line.end, start + LONGEST));
  const closer = CLOSERS.find(([open]) => opener[1]?.startsWith(open))?.[1];
  const close = closer === undefined ? -1 : rest.indexOf(closer);
  const inside = close < 0 ? rest : rest.slice(0, close);
  // `-%>` and `-#}` trim white space in templates.
  const words = (close > 0 && closer !== '-->' ? inside.replace(/-$/, '') : inside).trimEnd();
  const end = start + words.length;
  return {
    text: file.at(start, end),
    isAlone:
      isNear &&
      before.slice(0, opener.index).trim() === '' &&
      (close < 0 ||
        AFTER_COMMENT.test(file.text.slice(start + close, Math.min(line.end, start + close + LOOK_BACK)))),
    next: close < 0 ? line.end : start + close,
  };
}

/** Only the end of a comment, and in a command of several lines what joins it with the next. */
const AFTER_COMMENT = /^(?:-->|#\}|%>|\*\/(?:\s{0,9}-?\}\})?)\s*\\?$/;

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
  next[count - 1] = count;
  for (let line = count - 1; line >= 1; line--) {
    const isComment = COMMENT_LINE.test(file.line(line + 1).slice(0, LOOK_BACK));
    next[line - 1] = isComment ? (next[line] ?? line) : line + 1;
  }
  return next;
}
