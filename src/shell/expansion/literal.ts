import type { Code } from '../interpreter/code.ts';
import type { Quoting, Segment } from '../interpreter/machine.ts';

/** What a backslash escapes, besides a line break, which vanishes with it. */
const ESCAPED: Readonly<Record<Quoting, RegExp>> = {
  none: /./s,
  double: /[$`"\\]/,
  'here-document': /[$`\\]/,
};

/** Literal text with its backslashes taken away; what they escaped is quoted. */
export function literalSegments(code: Code, from: number, to: number, quoting: Quoting): readonly Segment[] {
  // A piece of its own: a search for backslashes must not run to the end of the file.
  const source = code.text.text.slice(from, to);
  const segments: Segment[] = [];
  const quoted = quoting !== 'none';
  const add = (start: number, end: number, escaped: boolean) => {
    if (end <= start) return;
    const text = code.slice(from + start, from + end);
    segments.push({
      kind: 'text',
      text: quoted ? text.withSplits(false) : text,
      quoted: quoted || escaped,
      split: false,
    });
  };
  let start = 0;
  let i = source.indexOf('\\');
  while (i >= 0 && i + 1 < source.length) {
    const next = source.charAt(i + 1);
    if (next === '\n') {
      add(start, i, false);
      start = i + 2;
    } else if (ESCAPED[quoting].test(next)) {
      add(start, i, false);
      add(i + 1, i + 2, true);
      start = i + 2;
    }
    i = source.indexOf('\\', i + 2);
  }
  add(start, source.length, false);
  return segments;
}

/** Adds segments one by one: a here-document may have more than a call takes as arguments. */
export function append(segments: Segment[], more: readonly Segment[]): void {
  for (const segment of more) segments.push(segment);
}
