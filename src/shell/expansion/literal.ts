import type { TracedText } from '../../text/traced-text.ts';
import type { Code } from '../interpreter/code.ts';
import type { Segment } from '../interpreter/machine.ts';

/** Which characters a backslash escapes, besides a line break, which vanishes with it. */
export type Quoting = 'none' | 'double' | 'here-document';

const ESCAPED: Readonly<Record<Quoting, RegExp>> = {
  none: /./s,
  double: /[$`"\\]/,
  'here-document': /[$`\\]/,
};

/** Literal text with its backslashes taken away; what they escaped is quoted. */
export function literalSegments(code: Code, from: number, to: number, quoting: Quoting): readonly Segment[] {
  const source = code.text.text;
  const segments: Segment[] = [];
  const quoted = quoting !== 'none';
  const add = (text: TracedText, escaped: boolean) => {
    if (text.length > 0) segments.push({ kind: 'text', text, quoted: quoted || escaped, split: false });
  };
  let start = from;
  let i = source.indexOf('\\', from);
  while (i >= 0 && i + 1 < to) {
    const next = source.charAt(i + 1);
    if (next === '\n') {
      add(code.slice(start, i), false);
      start = i + 2;
    } else if (ESCAPED[quoting].test(next)) {
      add(code.slice(start, i), false);
      add(code.slice(i + 1, i + 2), true);
      start = i + 2;
    }
    i = source.indexOf('\\', i + 2);
  }
  add(code.slice(start, to), false);
  return segments;
}
