import { TracedText } from '../../text/traced-text.ts';
import type { Code } from '../interpreter/code.ts';

/** What stands for an unknown part, for people. */
const LONGEST_NAME = 200;

/** An unknown part named by its source text. */
export function unknownAt(
  code: Code,
  part: { readonly pos: number; readonly end: number },
  because: string,
): TracedText {
  const at = code.locate(part.pos, part.end);
  if (at === undefined) return TracedText.empty;
  return TracedText.unknown(
    code.text.text.slice(part.pos, Math.min(part.end, part.pos + LONGEST_NAME)),
    because,
    at,
  );
}
