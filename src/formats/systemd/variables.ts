import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { Cutter, extent } from './cutter.ts';
import { placeholderWord } from './placeholder-word.ts';
import { nextWord } from './words.ts';

/** The value of a variable for systemd's own expansion; `undefined` where it is surely unset. */
export type LookUp = (name: string, reference: Location | undefined) => TracedText | undefined;

/**
 * Replaces variables in the words of a command as replace_env_argv of systemd 252 (systemd.service(5),
 * "Command lines"): a word that begins with `$` is one variable, split at blanks with its quotes removed;
 * `${X}` anywhere is replaced within the word; `$$` is `$`; everything else stays.
 */
export function expandVariables(argv: readonly TracedText[], lookUp: LookUp): readonly TracedText[] {
  const words: TracedText[] = [];
  for (const word of argv) {
    if (/^\$(?![{$])/.test(word.text)) {
      const value = lookUpPart(word, 1, word.length, word, lookUp);
      if (value) words.push(...splitValue(value));
    } else words.push(expandBraces(word, lookUp));
  }
  return words;
}

/**
 * The words of a variable's value. Where nothing of it is known it may be any number of words; an unknown
 * part of a known text, such as a placeholder for an address, is taken to be part of its word.
 */
function splitValue(value: TracedText): readonly TracedText[] {
  // Neither the name of an instance nor another specifier brings blanks.
  const isOpen = value.runs.length === 1 && value.unknowns[0]?.name.startsWith('%') !== true;
  const source = new Cutter(isOpen ? value.withSplits(true) : value);
  const words: TracedText[] = [];
  let at = 0;
  while (at < source.text.length) {
    const result = nextWord(source, at, { unescape: false, relaxed: true });
    if (result.kind !== 'word') break;
    words.push(placeholderWord(result.word, words.at(-1)));
    at = result.next;
  }
  return words;
}

/** The value of the variable whose name is a part of a word; unknown if the name is. */
function lookUpPart(
  word: TracedText,
  from: number,
  to: number,
  reference: TracedText,
  lookUp: LookUp,
): TracedText | undefined {
  const unknown = word.isKnown ? undefined : word.slice(from, to).unknowns[0];
  const at = extent(reference);
  if (unknown && at) return TracedText.unknown(`$${unknown.name}`, unknown.because, at);
  return lookUp(word.text.slice(from, to), at);
}

function expandBraces(word: TracedText, lookUp: LookUp): TracedText {
  if (!word.text.includes('$')) return word;
  const source = new Cutter(word);
  const { text } = source;
  const pieces: TracedText[] = [];
  let plain = 0;
  let at = text.indexOf('$');
  while (at >= 0 && at + 1 < text.length) {
    let next = at + 2;
    if (text[at + 1] === '$') {
      pieces.push(source.cut(plain, at + 1));
      plain = next;
    } else if (text[at + 1] === '{') {
      const end = endOfName(text, next);
      if (text[end] === '}') {
        pieces.push(source.cut(plain, at));
        const reference = source.cut(at, end + 1);
        const value = lookUpPart(word, next, end, reference, lookUp);
        if (value) pieces.push(value.withSplits(false));
        plain = end + 1;
      }
      next = end + 1;
    }
    at = text.indexOf('$', next);
  }
  pieces.push(source.cut(plain, text.length));
  return TracedText.concat(pieces);
}

/** Where a name after `${` ends: at `}`, or at a `:`, which makes systemd leave the text alone. */
function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '}' && text[at] !== ':') at++;
  return at;
}
