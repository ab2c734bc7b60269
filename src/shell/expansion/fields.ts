import { TracedText } from '../../text/traced-text.ts';
import type { Segment } from '../interpreter/machine.ts';

/** A field before globbing: its text in parts, of which the quoted ones are never patterns. */
export interface Field {
  readonly parts: readonly { readonly text: TracedText; readonly quoted: boolean }[];
}

/**
 * Field splitting (POSIX XCU 2.6.5) of what a word expands to. Only results of unquoted expansions are
 * split; blanks in IFS join, other characters of IFS each end a field. An unknown part that may be any
 * number of words stays as one splitting part of its field.
 */
export function splitFields(segments: readonly Segment[], ifs: string): readonly Field[] {
  const fields: Field[] = [];
  let parts: { text: TracedText; quoted: boolean }[] = [];
  let open = false;
  const finish = () => {
    if (open) fields.push({ parts });
    parts = [];
    open = false;
  };
  const add = (text: TracedText, quoted: boolean) => {
    if (text.length === 0) return;
    parts.push({ text, quoted });
    open = true;
  };
  for (const segment of segments) {
    if (segment.kind === 'break') finish();
    else if (segment.kind === 'quotes') open = true;
    else if (!segment.split || ifs === '') add(segment.text, segment.quoted);
    else {
      const source = segment.text.text;
      let from = 0;
      let i = 0;
      while (i < source.length) {
        if (!ifs.includes(source.charAt(i))) {
          i++;
          continue;
        }
        if (i > from) add(segment.text.slice(from, i), false);
        const end = separatorEnd(source, i, ifs);
        if (open || source.slice(i, end).search(/[^ \t\n]/) >= 0) open = true;
        finish();
        i = end;
        from = i;
      }
      if (from < source.length) add(from === 0 ? segment.text : segment.text.slice(from), false);
    }
  }
  finish();
  return fields;
}

/** One separator: blanks of IFS around at most one other character of IFS. */
function separatorEnd(source: string, start: number, ifs: string): number {
  const blanks = (from: number) => {
    let i = from;
    while (i < source.length && ifs.includes(source.charAt(i)) && ' \t\n'.includes(source.charAt(i))) i++;
    return i;
  };
  const i = blanks(start);
  if (i < source.length && ifs.includes(source.charAt(i)) && !' \t\n'.includes(source.charAt(i)))
    return blanks(i + 1);
  return i;
}

/** What a word expands to where nothing is split: assignments, `case`, redirections. */
export function joinSegments(segments: readonly Segment[], separator: string): TracedText {
  const pieces: TracedText[] = [];
  for (const segment of segments) {
    if (segment.kind === 'text') pieces.push(segment.text.withSplits(false));
    else if (segment.kind === 'break') {
      const at = pieces.findLast((piece) => piece.length > 0)?.locate();
      if (at !== undefined) pieces.push(TracedText.decoded(separator, at));
    }
  }
  return TracedText.concat(pieces);
}
