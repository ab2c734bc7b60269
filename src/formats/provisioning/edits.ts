import { posixExpression } from '../../shell/utilities/regular-expression.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';

/** Longer files are not edited; no configuration of memcached is. */
const LONGEST = 50_000;
/** More matches than this are none that an edit of such a file is after. */
const MOST_MATCHES = 1000;

/** What `lineinfile` is asked for. */
export interface LineEdit {
  readonly line: TracedText;
  readonly regexp: string | undefined;
  readonly insertBefore: string | undefined;
  readonly insertAfter: string | undefined;
  readonly backrefs: boolean;
  readonly firstMatch: boolean;
}

/**
 * `lineinfile`: the line takes the place of the last one that matches, or else is added after the last one that
 * `insertafter` matches, or at the end (Ansible, modules/lineinfile.py).
 */
export function setLine(text: TracedText, edit: LineEdit, at: Location): TracedText {
  const lines = linesOf(text);
  if (lines === undefined) return text;
  const { line, firstMatch } = edit;
  const matching = edit.regexp === undefined ? undefined : expression(edit.regexp, '');
  const found = matching === undefined ? [] : indexesOf(lines, (other) => matching.test(other));
  const match = firstMatch ? found[0] : found.at(-1);
  const newline = TracedText.decoded('\n', at);
  if (match !== undefined) {
    const old = lines[match] ?? TracedText.empty;
    const groups = edit.backrefs ? (matching?.exec(old.text.replace(/\n$/, '')) ?? undefined) : undefined;
    lines[match] = TracedText.concat([groups ? withGroups(line, groups, at) : line, newline]);
    return TracedText.concat(lines);
  }
  if (edit.backrefs || lines.some(({ text: other }) => other.replace(/\r?\n$/, '') === line.text))
    return text;
  const place = edit.insertBefore ?? edit.insertAfter;
  const anchor = place === undefined || /^(?:EOF|BOF)$/.test(place) ? undefined : expression(place, '');
  const anchors = anchor === undefined ? [] : indexesOf(lines, (other) => anchor.test(other));
  const near = firstMatch ? anchors[0] : anchors.at(-1);
  const after = edit.insertBefore === undefined;
  const index = near === undefined ? (place === 'BOF' ? 0 : lines.length) : near + (after ? 1 : 0);
  if (index === lines.length) closeLast(lines, newline);
  lines.splice(index, 0, TracedText.concat([line, newline]));
  return TracedText.concat(lines);
}

/** `state: absent`: without the lines that match, or that are the line. */
export function removeLines(
  text: TracedText,
  regexp: string | undefined,
  line: string | undefined,
): TracedText {
  const lines = linesOf(text);
  const matching = regexp === undefined ? undefined : expression(regexp, '');
  if (lines === undefined || (regexp !== undefined && matching === undefined)) return text;
  const kept = lines.filter(({ text: other }) => {
    const plain = other.replace(/\r?\n$/, '');
    return !(matching === undefined ? plain === line : matching.test(plain));
  });
  return kept.length === lines.length ? text : TracedText.concat(kept);
}

/** `replace`: every match of a regular expression, `^` and `$` at lines. */
export function replaceAll(
  text: TracedText,
  regexp: string,
  replacement: TracedText,
  at: Location,
): TracedText {
  const matching = text.length > LONGEST ? undefined : expression(regexp, 'gm');
  if (matching === undefined) return text;
  const matches = [...text.text.matchAll(matching)];
  const spans = matches.map(({ 0: found, index }, number) => {
    const previous = matches[number - 1];
    return {
      start: previous ? previous.index + previous[0].length : 0,
      end: index,
      next: index + found.length,
    };
  });
  const last = spans.at(-1);
  if (last === undefined || matches.length > MOST_MATCHES) return text;
  const kept = piecesAt(text, spans);
  const pieces = matches.flatMap((match, index) => [
    kept[index] ?? TracedText.empty,
    withGroups(replacement, match, at),
  ]);
  return TracedText.concat([...pieces, text.slice(last.next)]);
}

/** `blockinfile`: a block between two comments, at the end. */
export function addBlock(text: TracedText, block: TracedText, at: Location): TracedText {
  const lines = linesOf(text);
  if (lines === undefined) return text;
  const newline = TracedText.decoded('\n', at);
  closeLast(lines, newline);
  return TracedText.concat([...lines, block, newline]);
}

function closeLast(lines: TracedText[], newline: TracedText): void {
  const last = lines.at(-1);
  if (last !== undefined && !last.text.endsWith('\n')) lines.push(newline);
}

/** The lines with their line breaks. */
function linesOf(text: TracedText): TracedText[] | undefined {
  if (text.length > LONGEST) return undefined;
  return [...text.text.matchAll(/[^\n]*\n|[^\n]+$/g)].map(({ 0: line, index }) =>
    text.slice(index, index + line.length),
  );
}

function indexesOf(lines: readonly TracedText[], accepts: (line: string) => boolean): readonly number[] {
  return lines.flatMap(({ text }, index) => (accepts(text.replace(/\r?\n$/, '')) ? [index] : []));
}

/** Python's regular expressions, as far as those of POSIX go; what is beyond them matches nothing. */
function expression(source: string, flags: string): RegExp | undefined {
  return posixExpression(source.replace(/\\d/g, '[0-9]').replace(/\(\?:/g, '('), true, flags);
}

/** With the groups of a match for `\1` and `\g<1>`; their text stands where the edit is. */
function withGroups(text: TracedText, match: RegExpExecArray, at: Location): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: written, 1: plain, 2: named, index } of text.text.matchAll(/\\(?:([0-9])|g<([0-9])>)/g)) {
    const group = match[Number(plain ?? named)] ?? '';
    pieces.push(text.slice(done, index), TracedText.decoded(group, at));
    done = index + written.length;
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
