import { longOption, shortOption } from './options.ts';
import type { WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import { type Value, valueFrom, type Word } from './word.ts';

/** One step of reading a command line. */
export type Step =
  | {
      readonly kind: 'option';
      readonly letter: string;
      /** The option itself, without its value: `-U`, the `U` in `-vU0`, `--udp-port`. */
      readonly at: WordRange;
      readonly value?: Value;
    }
  /** getopt gives up here, and so does memcached. */
  | { readonly kind: 'invalid'; readonly because: string; readonly at: WordRange }
  /** An unknown part that may be any option, or none. */
  | { readonly kind: 'anything'; readonly at: WordRange };

/**
 * Reads a command line as glibc's getopt_long does with the option table of a release: operands may stand
 * anywhere, `--` ends options, short options can be bundled, a value is the rest of the word or the next
 * word whatever it looks like. Stops at the first mistake.
 * @param posixlyCorrect the first operand ends options (`POSIXLY_CORRECT` in the environment)
 *
 * An unknown word that stands where a value is expected counts as one word, also if it may be split:
 * `-m $MEMORY` is written in that belief.
 */
export function readOptions(words: readonly Word[], release: ReleaseView, posixlyCorrect: boolean): Step[] {
  const steps: Step[] = [];
  let next = 0;
  while (next < words.length) {
    const word = words[next++];
    if (word === undefined) break;
    const { text } = word;
    if (isAnything(word)) steps.push({ kind: 'anything', at: rangeOf(word) });
    else if (text === '--') break;
    else if (text === '-' || text[0] !== '-') {
      if (posixlyCorrect) break;
    } else {
      const taken =
        text[1] === '-'
          ? readLong(word, words[next], release, steps)
          : readShort(word, words[next], release, steps);
      if (steps.at(-1)?.kind === 'invalid') break;
      next += taken;
    }
  }
  return steps;
}

/** Whether nothing is known of how a word begins, or it may bring further words. */
function isAnything(word: Word): boolean {
  const first = word.unknowns[0];
  if (first === undefined) return false;
  const { text } = word;
  if (first === 0 || (first === 1 && text[0] === '-')) return true;
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    return equals < 0 || first < equals;
  }
  return text[0] !== '-' && word.splits;
}

function rangeOf(word: Word, from = 0, to = word.text.length): WordRange {
  return { word: word.index, from, to };
}

/** Returns how many further words it took. */
function readLong(word: Word, following: Word | undefined, release: ReleaseView, steps: Step[]): number {
  const equals = word.text.indexOf('=');
  const end = equals < 0 ? word.text.length : equals;
  const name = word.text.slice(2, end);
  const at = rangeOf(word, 0, end);
  const option = longOption(name, release);
  if (option.kind !== 'found') {
    const because =
      option.kind === 'unknown'
        ? `it does not know the option --${name}`
        : `--${name} is short for several options (${option.names.map((full) => `--${full}`).join(', ')})`;
    steps.push({ kind: 'invalid', because, at });
    return 0;
  }
  const { letter, argument } = option;
  if (equals >= 0) {
    if (argument === 'none') {
      steps.push({ kind: 'invalid', because: `the option --${name} takes no value`, at: rangeOf(word) });
    } else steps.push({ kind: 'option', letter, at, value: valueFrom(word, equals + 1) });
    return 0;
  }
  if (argument !== 'required') {
    steps.push({ kind: 'option', letter, at });
    return 0;
  }
  return takeFollowing(letter, `--${name}`, at, following, steps);
}

function readShort(word: Word, following: Word | undefined, release: ReleaseView, steps: Step[]): number {
  const { text, unknowns } = word;
  for (let offset = 1; offset < text.length; offset++) {
    const at = rangeOf(word, offset === 1 ? 0 : offset, offset + 1);
    if (unknowns.includes(offset)) {
      steps.push({ kind: 'anything', at: rangeOf(word, offset) });
      return 0;
    }
    const letter = text[offset] ?? '';
    const argument = shortOption(letter, release);
    if (argument === undefined) {
      steps.push({ kind: 'invalid', because: `it does not know the option -${letter}`, at });
      return 0;
    }
    if (argument === 'none') {
      steps.push({ kind: 'option', letter, at });
      continue;
    }
    if (offset + 1 < text.length) {
      steps.push({ kind: 'option', letter, at, value: valueFrom(word, offset + 1) });
      return 0;
    }
    return takeFollowing(letter, `-${letter}`, at, following, steps);
  }
  return 0;
}

function takeFollowing(
  letter: string,
  spelling: string,
  at: WordRange,
  following: Word | undefined,
  steps: Step[],
): number {
  if (following === undefined) {
    steps.push({ kind: 'invalid', because: `the option ${spelling} lacks its value`, at });
    return 0;
  }
  steps.push({ kind: 'option', letter, at, value: valueFrom(following, 0) });
  return 1;
}
