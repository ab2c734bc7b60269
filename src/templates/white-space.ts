import type { Span } from '../text/span.ts';
import type { Control } from './control.ts';
import type { TemplateTag } from './tags.ts';

/**
 * The text before, between and after a template's tags, without the white space that the tags take away.
 * A line that holds nothing but tags that print nothing goes as a whole: so do `-%>` and Ansible's trim_blocks,
 * and where the line would stay empty nothing that reads the result minds.
 */
export function keptText(
  text: string,
  tags: readonly TemplateTag[],
  controls: readonly (Control | undefined)[],
): readonly Span[] {
  const hasSections = /^[ \t]*\[[A-Za-z]/m.test(text);
  const lines = linesOfTags(text, tags, controls);
  const kept: Span[] = [];
  for (let index = 0; index <= tags.length; index++) {
    const before = tags[index - 1];
    const after = tags[index];
    let start = before?.end ?? 0;
    let end = after?.start ?? text.length;
    if (before && start < end) {
      if (before.trims.after && before.language !== 'erb' && before.language !== 'epp')
        start = skipBlanks(text, start, end, BLANKS);
      else if (before.trims.after || lines.endsLine[index - 1]) start = skipLineEnd(text, start, end);
      else if (controls[index - 1] && goesOn(text, start, hasSections)) start = skipLineEnd(text, start, end);
    }
    if (after && start < end) {
      if (after.trims.before && after.language !== 'erb' && after.language !== 'epp') {
        // On a line of its own the line break after it stays in place of the one before it, as without
        // trim_blocks, unless the next line goes on with an option.
        const stop = trimmedEnd(text, start, end, BLANKS);
        const isOwn = lines.startsLine[index] && !goesOn(text, after.end, hasSections);
        end = isOwn ? Math.min(end, stop + lineBreakAt(text, stop, end)) : stop;
      } else if (lines.startsLine[index]) end = trimmedEnd(text, start, end, ' \t');
    }
    kept.push({ start, end: Math.max(start, end) });
  }
  return kept;
}

const BLANKS = ' \t\r\n';

/** Which tags begin or end a line that holds only tags that print nothing. */
function linesOfTags(
  text: string,
  tags: readonly TemplateTag[],
  controls: readonly (Control | undefined)[],
): { readonly startsLine: readonly boolean[]; readonly endsLine: readonly boolean[] } {
  const startsLine = tags.map(() => false);
  const endsLine = tags.map(() => false);
  for (let index = 0; index < tags.length; ) {
    const first = index;
    let last = index;
    while (
      tags[last + 1] !== undefined &&
      /^[ \t]*$/.test(
        text.slice(tags[last]?.end ?? 0, Math.min(tags[last + 1]?.start ?? 0, (tags[last]?.end ?? 0) + 200)),
      ) &&
      (tags[last + 1]?.start ?? 0) - (tags[last]?.end ?? 0) < 200
    )
      last++;
    index = last + 1;
    const start = tags[first]?.start ?? 0;
    const end = tags[last]?.end ?? 0;
    const isOwn =
      controls.slice(first, last + 1).every((control) => control !== undefined) &&
      beginsLine(text, start) &&
      finishesLine(text, end);
    startsLine[first] = isOwn;
    endsLine[last] = isOwn;
  }
  return { startsLine, endsLine };
}

function beginsLine(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && at - from < 1000 && ' \t'.includes(text.charAt(from - 1))) from--;
  return from === 0 || text[from - 1] === '\n';
}

function finishesLine(text: string, at: number): boolean {
  let to = at;
  while (to < text.length && to - at < 1000 && ' \t\r'.includes(text.charAt(to))) to++;
  return to === text.length || text[to] === '\n';
}

/**
 * Where templates trim blocks, a tag that prints nothing takes the line break after it away wherever it stands.
 * That shows in a file of sections whose next line goes on with an option.
 */
function goesOn(text: string, at: number, hasSections: boolean): boolean {
  return hasSections && /^[ \t]*\r?\n[ \t]*-/.test(text.slice(at, at + 200));
}

function skipBlanks(text: string, from: number, end: number, blanks: string): number {
  let at = from;
  while (at < end && blanks.includes(text.charAt(at))) at++;
  return at;
}

/** Past blanks and one line break, if there is one. */
function skipLineEnd(text: string, from: number, end: number): number {
  const at = skipBlanks(text, from, end, ' \t\r');
  return at < end && text[at] === '\n' ? at + 1 : at === end && end === text.length ? end : from;
}

function trimmedEnd(text: string, start: number, end: number, blanks: string): number {
  let at = end;
  while (at > start && blanks.includes(text.charAt(at - 1))) at--;
  return at;
}

/** The length of a line break and what stands before it, from an offset on. */
function lineBreakAt(text: string, from: number, end: number): number {
  const newline = text.indexOf('\n', from);
  return newline >= 0 && newline < end ? newline + 1 - from : 0;
}
