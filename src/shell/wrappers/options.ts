import type { TracedText } from '../../text/traced-text.ts';

/** How a wrapper's own options are read. All wrappers stop at the first word that is not an option. */
export interface OptionSyntax {
  /** Letters whose value is in the same word or the next. */
  readonly short?: string;
  /** Letters whose value, if any, is in the same word only (`nice -10`, `xargs -i{}`). */
  readonly glued?: string;
  /** Long names (without dashes) that take the next word unless `=` gives the value. */
  readonly long?: readonly string[];
  /** Long options are written with one dash (`valgrind` has none, `chpst` neither; `find`, `daemon` …). */
  readonly singleDash?: boolean;
}

export interface ReadOptions {
  /** In order: the letter or long name, and the value where one was given. */
  readonly options: readonly { readonly name: string; readonly value?: TracedText }[];
  /** The words after the options (and after `--`). */
  readonly rest: readonly TracedText[];
  /** The options ended with `--`. */
  readonly dashes: boolean;
}

/**
 * Reads options up to the first operand. A word that is wholly unknown and can be any number of words
 * (`$SUDO_OPTS`) is passed over: it stands where options stand.
 */
export function readOptions(words: readonly TracedText[], syntax: OptionSyntax): ReadOptions {
  const options: { name: string; value?: TracedText }[] = [];
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) break;
    const { text } = word;
    if (text === '--') return { options, rest: words.slice(i + 1), dashes: true };
    if (word.splits && text.length === 1 && i + 1 < words.length) continue;
    if (text[0] !== '-' || text === '-') break;
    if (text.startsWith('--') || syntax.singleDash === true)
      i += readLong(word, words[i + 1], syntax, options);
    else i += readCluster(word, words[i + 1], syntax, options);
  }
  return { options, rest: words.slice(i), dashes: false };
}

type Found = { name: string; value?: TracedText }[];

/** Reads one long option; returns how many words beyond its own it used. */
function readLong(
  word: TracedText,
  next: TracedText | undefined,
  syntax: OptionSyntax,
  found: Found,
): number {
  const start = word.text.startsWith('--') ? 2 : 1;
  const equals = word.text.indexOf('=');
  if (equals > 0) {
    found.push({ name: word.text.slice(start, equals), value: word.slice(equals + 1) });
    return 0;
  }
  const name = word.text.slice(start);
  if (next !== undefined && syntax.long?.includes(name) === true) {
    found.push({ name, value: next });
    return 1;
  }
  found.push({ name });
  return 0;
}

/** Reads `-abc`; returns how many words beyond its own it used. */
function readCluster(
  word: TracedText,
  next: TracedText | undefined,
  syntax: OptionSyntax,
  found: Found,
): number {
  for (let i = 1; i < word.text.length; i++) {
    const name = word.text.charAt(i);
    if (syntax.glued?.includes(name) === true) {
      found.push({ name, value: word.slice(i + 1) });
      return 0;
    }
    if (syntax.short?.includes(name) !== true) {
      found.push({ name });
      continue;
    }
    if (i + 1 < word.text.length) {
      found.push({ name, value: word.slice(i + 1) });
      return 0;
    }
    if (next === undefined) found.push({ name });
    else found.push({ name, value: next });
    return 1;
  }
  return 0;
}

/** The last value given to an option under any of its names. */
export function optionValue(read: ReadOptions, ...names: readonly string[]): TracedText | undefined {
  return read.options.findLast((option) => names.includes(option.name))?.value;
}

/** Whether an option was given under any of its names. */
export function hasOption(read: ReadOptions, ...names: readonly string[]): boolean {
  return read.options.some((option) => names.includes(option.name));
}

/** As `readOptions`, but options may also follow operands (`su memcache -c 'cmd'`), as GNU getopt has it. */
export function permutedOptions(words: readonly TracedText[], syntax: OptionSyntax): ReadOptions {
  const options: { readonly name: string; readonly value?: TracedText }[] = [];
  const operands: TracedText[] = [];
  let left = words;
  while (left.length > 0) {
    const read = readOptions(left, syntax);
    options.push(...read.options);
    if (read.dashes) return { options, rest: [...operands, ...read.rest], dashes: true };
    const [first, ...others] = read.rest;
    if (first !== undefined) operands.push(first);
    left = others;
  }
  return { options, rest: operands, dashes: false };
}
