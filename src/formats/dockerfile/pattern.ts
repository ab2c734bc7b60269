import { TracedText } from '../../text/traced-text.ts';

/** Longest value and pattern that are matched; a longer one gives an unknown value. */
const LONGEST = 1000;

/** `${V#pattern}` and, greedy, `${V##pattern}`; the result is a piece of the value with its places. */
export function removePrefix(value: TracedText, pattern: string, greedy: boolean): TracedText {
  if (!isFeasible(value, pattern)) return unknownResult(value);
  const length = matchLength(value.text, tokens(pattern), 0, greedy);
  return length === undefined ? value : value.slice(length);
}

/** `${V%pattern}` and, greedy, `${V%%pattern}`. */
export function removeSuffix(value: TracedText, pattern: string, greedy: boolean): TracedText {
  if (!isFeasible(value, pattern)) return unknownResult(value);
  const reversed = [...value.text].reverse().join('');
  const length = matchLength(reversed, tokens(pattern).reverse(), 0, greedy);
  return length === undefined ? value : value.slice(0, value.length - length);
}

/** `${V/pattern/replacement}` and, for all, `${V//pattern/replacement}`. */
export function replacePattern(
  value: TracedText,
  pattern: string,
  replacement: TracedText,
  all: boolean,
): TracedText {
  if (!isFeasible(value, pattern)) return unknownResult(value);
  const glob = tokens(pattern);
  const pieces: TracedText[] = [];
  let kept = 0;
  let at = 0;
  while (at <= value.length) {
    const length = matchLength(value.text, glob, at, true);
    if (length === undefined) {
      at++;
      continue;
    }
    pieces.push(value.slice(kept, at), replacement);
    kept = at + length;
    at = Math.max(kept, at + 1);
    if (!all) break;
  }
  pieces.push(kept < value.length ? value.slice(kept) : TracedText.empty);
  return TracedText.concat(pieces);
}

function isFeasible(value: TracedText, pattern: string): boolean {
  return value.isKnown && value.length <= LONGEST && pattern.length <= LONGEST / 10;
}

function unknownResult(value: TracedText): TracedText {
  const at = value.locate();
  if (at === undefined || !value.isKnown) return value;
  return TracedText.unknown(value.text.slice(0, 20), 'its pattern is too long to be followed', at);
}

/** One character, or `*`, or `?`. */
type Token = { readonly char: string } | 'any' | 'many';

function tokens(pattern: string): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*') result.push('many');
    else if (char === '?') result.push('any');
    else if (char === '\\' && at + 1 < pattern.length) result.push({ char: pattern[++at] ?? '' });
    else result.push({ char });
  }
  return result;
}

/** How much of `text` from `start` on the pattern matches: the least, or the most if greedy. */
function matchLength(
  text: string,
  glob: readonly Token[],
  start: number,
  greedy: boolean,
): number | undefined {
  let states = new Set([0]);
  let best: number | undefined;
  for (let at = start; states.size > 0; at++) {
    for (const state of states) if (glob[state] === 'many') states.add(state + 1);
    if (states.has(glob.length)) {
      best = at - start;
      if (!greedy) return best;
    }
    const char = text[at];
    if (char === undefined) break;
    const next = new Set<number>();
    for (const state of states) {
      const token = glob[state];
      if (token === 'many') next.add(state);
      else if (token === 'any' || (token !== undefined && token.char === char)) next.add(state + 1);
    }
    states = next;
  }
  return best;
}
