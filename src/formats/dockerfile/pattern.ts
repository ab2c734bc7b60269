import { TracedText } from '../../text/traced-text.ts';

/** Longest value and pattern that are matched; a longer one gives an unknown value. */
const LONGEST_VALUE = 500;
const LONGEST_PATTERN = 29;

/** `${V#pattern}` and, greedy, `${V##pattern}`; the result is a piece of the value with its places. */
export function removePrefix(value: TracedText, pattern: string, greedy: boolean): TracedText {
  if (!isFeasible(value, pattern)) return unknownResult(value);
  const length = matchLength(value.text, globOf(pattern), 0, greedy);
  return length === undefined ? value : value.slice(length);
}

/** `${V%pattern}` and, greedy, `${V%%pattern}`. */
export function removeSuffix(value: TracedText, pattern: string, greedy: boolean): TracedText {
  if (!isFeasible(value, pattern)) return unknownResult(value);
  const reversed = [...value.text].reverse().join('');
  const length = matchLength(reversed, globOf(pattern, true), 0, greedy);
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
  const glob = globOf(pattern);
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

/** Whether a whole text matches a pattern of `*` and `?`. */
export function matchesPattern(text: string, pattern: string): boolean {
  if (text.length > LONGEST_VALUE || pattern.length > LONGEST_PATTERN) return false;
  return matchLength(text, globOf(pattern), 0, true) === text.length;
}

function isFeasible(value: TracedText, pattern: string): boolean {
  return value.isKnown && value.length <= LONGEST_VALUE && pattern.length <= LONGEST_PATTERN;
}

function unknownResult(value: TracedText): TracedText {
  const at = value.locate();
  if (at === undefined || !value.isKnown) return value;
  return TracedText.unknown(value.text.slice(0, 20), 'its pattern is too long to be followed', at);
}

/**
 * A pattern of characters, `?` and `*`, as sets of positions in bit masks: a text is matched in one pass,
 * whatever the pattern.
 */
interface Glob {
  readonly length: number;
  /** Positions of `*`. */
  readonly many: number;
  /** Positions of `?`. */
  readonly any: number;
  /** Positions of each character. */
  readonly chars: ReadonlyMap<string, number>;
}

function globOf(pattern: string, reversed = false): Glob {
  const tokens = tokensOf(pattern);
  if (reversed) tokens.reverse();
  const chars = new Map<string, number>();
  let many = 0;
  let any = 0;
  for (const [index, token] of tokens.entries()) {
    const bit = 1 << index;
    if (token === 'many') many |= bit;
    else if (token === 'any') any |= bit;
    else chars.set(token.char, (chars.get(token.char) ?? 0) | bit);
  }
  return { length: tokens.length, many, any, chars };
}

type Token = { readonly char: string } | 'any' | 'many';

function tokensOf(pattern: string): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*') {
      if (result.at(-1) !== 'many') result.push('many');
    } else if (char === '?') result.push('any');
    else if (char === '\\' && at + 1 < pattern.length) result.push({ char: pattern[++at] ?? '' });
    else result.push({ char });
  }
  return result;
}

/** How much of `text` from `start` on the pattern matches: the least, or the most if greedy. */
function matchLength(text: string, glob: Glob, start: number, greedy: boolean): number | undefined {
  const end = 1 << glob.length;
  let states = 1;
  let best: number | undefined;
  for (let at = start; states !== 0; at++) {
    states |= (states & glob.many) << 1;
    if ((states & end) !== 0) {
      best = at - start;
      if (!greedy) return best;
    }
    const char = text[at];
    if (char === undefined) break;
    states = (states & glob.many) | ((states & (glob.any | (glob.chars.get(char) ?? 0))) << 1);
  }
  return best;
}
