import { type Effort, type Match, search } from '../../shell/utilities/pattern-machine.ts';
import { compilePattern } from '../../shell/utilities/posix-pattern.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

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
  const matching = edit.regexp === undefined ? undefined : expression(edit.regexp);
  const found = matching === undefined ? [] : indexesOf(lines, (other) => matching(other) !== undefined);
  const match = firstMatch ? found[0] : found.at(-1);
  const newline = TracedText.decoded('\n', at);
  if (match !== undefined) {
    const old = lines[match] ?? TracedText.empty;
    const groups = edit.backrefs ? matching?.(old.text.replace(/\n$/, '')) : undefined;
    lines[match] = TracedText.concat([groups ? withGroups(line, groups, old.text, at) : line, newline]);
    return TracedText.concat(lines);
  }
  if (edit.backrefs || lines.some(({ text: other }) => other.replace(/\r?\n$/, '') === line.text))
    return text;
  const place = edit.insertBefore ?? edit.insertAfter;
  const anchor = place === undefined || /^(?:EOF|BOF)$/.test(place) ? undefined : expression(place);
  const anchors = anchor === undefined ? [] : indexesOf(lines, (other) => anchor(other) !== undefined);
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
  const matching = regexp === undefined ? undefined : expression(regexp);
  if (lines === undefined || (regexp !== undefined && matching === undefined)) return text;
  const kept = lines.filter(({ text: other }) => {
    const plain = other.replace(/\r?\n$/, '');
    return !(matching === undefined ? plain === line : matching(plain) !== undefined);
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
  const matching = expression(regexp);
  const lines = linesOf(text);
  if (matching === undefined || lines === undefined) return text;
  let left = MOST_MATCHES;
  return TracedText.concat(
    lines.flatMap((line) => {
      const plain = line.text.replace(/\n$/, '');
      const pieces: TracedText[] = [];
      let from = 0;
      for (let next = 0; next <= plain.length && left > 0; left--) {
        const match = matching(plain, next);
        if (match === undefined) break;
        const [start = 0, end = 0] = match;
        pieces.push(line.slice(from, start), withGroups(replacement, match, plain, at));
        from = end;
        next = end > start ? end : end + 1;
      }
      return [...pieces, line.slice(from)];
    }),
  );
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

/** What a regular expression finds in a line, from an offset on. */
type Find = (line: string, from?: number) => Match | undefined;

/** Steps that all lines of a file together may take. */
const MOST_EFFORT = 500_000;

/** Python's regular expressions, as far as those of POSIX go; what is beyond them matches nothing. */
function expression(source: string): Find | undefined {
  const program = compilePattern(source.replace(/\\d/g, '[0-9]').replace(/\(\?:/g, '('), { extended: true });
  const effort: Effort = { left: MOST_EFFORT };
  return program && ((line, from = 0) => search(program, line, from, effort));
}

/** With the groups of a match for `\1` and `\g<1>`; their text stands where the edit is. */
function withGroups(text: TracedText, match: Match, line: string, at: Location): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: written, 1: plain, 2: named, index } of text.text.matchAll(/\\(?:([0-9])|g<([0-9])>)/g)) {
    const number = 2 * Number(plain ?? named);
    const [start = -1, end = -1] = match.slice(number, number + 2);
    const group = start < 0 ? '' : line.slice(start, end);
    pieces.push(text.slice(done, index), TracedText.decoded(group, at));
    done = index + written.length;
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
