import type { Location } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { OptionKind, OptionTable } from './option-table.ts';

/** One option as given. */
export interface GivenOption {
  /** Its long name. */
  readonly name: string;
  /** The value; of a switch only if one is written (`--rm=false`). */
  readonly value: TracedText | undefined;
  /** The word, or the piece of it, that names the option. */
  readonly at: Location | undefined;
}

/** Why the CLI refuses a command line. */
export interface CommandLineError {
  readonly error: string;
  readonly at: Location | undefined;
}

export interface ParsedOptions {
  readonly options: readonly GivenOption[];
  /** Words that stand where options do and cannot be known: they may be any options. */
  readonly open: readonly TracedText[];
  /** Index of the first word that is no option. */
  readonly rest: number;
}

/**
 * Reads options as Go's `pflag` does without interspersing: long ones in full, with `=` or the next word as
 * value; letters in clusters whose last may take the rest, `=rest` or the next word; `--` or the first
 * other word ends them.
 */
export function parseOptions(
  words: readonly TracedText[],
  from: number,
  table: OptionTable,
): ParsedOptions | CommandLineError {
  const options: GivenOption[] = [];
  const open: TracedText[] = [];
  let index = from;
  const refuse = (error: string): CommandLineError => ({
    error,
    at: words[Math.min(index, words.length - 1)]?.locate(),
  });
  for (; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const { text } = word;
    if (isOpen(word, words, index)) {
      open.push(word);
      continue;
    }
    if (text === '--') return { options, open, rest: index + 1 };
    if (!text.startsWith('-') || text === '-') break;
    const read = text.startsWith('--') ? readLong(word, table) : readShort(word, table);
    if (typeof read === 'string') return refuse(read);
    for (const option of read.options) {
      const wrong = checkValue(option, table);
      if (wrong !== undefined) return refuse(wrong);
      options.push(option);
    }
    if (read.wants === undefined) continue;
    const value = words[index + 1];
    if (value === undefined) return refuse(`the option ${text} needs a value`);
    const option = { ...read.wants, value };
    const wrong = checkValue(option, table);
    if (wrong !== undefined) return refuse(wrong);
    options.push(option);
    index++;
  }
  return { options, open, rest: index };
}

/** What one word gives; `wants` is an option whose value is the next word. */
interface WordReading {
  readonly options: readonly GivenOption[];
  readonly wants?: GivenOption;
}

function readLong(word: TracedText, table: OptionTable): WordReading | string {
  const equals = word.text.indexOf('=');
  const name = equals < 0 ? word.text.slice(2) : word.text.slice(2, equals);
  const kind = table.long.get(name);
  if (kind === undefined) return `there is no option --${name}`;
  const at = word.locate(0, name.length + 2);
  if (equals >= 0) return { options: [{ name, value: word.slice(equals + 1), at }] };
  const option = { name, value: undefined, at };
  return kind === 'switch' ? { options: [option] } : { options: [], wants: option };
}

function readShort(word: TracedText, table: OptionTable): WordReading | string {
  const options: GivenOption[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word.text[at] ?? '';
    const name = table.short.get(letter);
    if (name === undefined) return `there is no option -${letter}`;
    const option = { name, value: undefined, at: word.locate(at, at + 1) };
    const hasEquals = word.text[at + 1] === '=' && word.length > at + 2;
    if (hasEquals) return { options: [...options, { ...option, value: word.slice(at + 2) }] };
    if (table.long.get(name) === 'switch') options.push(option);
    else if (at + 1 < word.length) return { options: [...options, { ...option, value: word.slice(at + 1) }] };
    else return { options, wants: option };
  }
  return { options };
}

/** A word that nobody knows may be options; if it is named like an image, or is the last word, it is none. */
function isOpen(word: TracedText, words: readonly TracedText[], index: number): boolean {
  const first = word.runs[0];
  if (first?.kind !== 'unknown' || word.runs.length > 1 || !word.splits) return false;
  return index + 1 < words.length && !/image|tag|repo/i.test(first.name);
}

const VALUES: Readonly<Record<OptionKind, RegExp>> = {
  switch: /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/,
  text: /^/,
  integer: /^[+-]?(?:\d+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/,
  size: /^(?:-1|\d+(?:\.\d*)?\s*(?:[kKmMgGtTpP]?[iI]?[bB]?))$/,
  duration: /^[+-]?(?:0|(?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h))+)$/,
  decimal: /^\d+(?:\.\d*)?(?:\/\d+)?$|^\.\d+$/,
};

function checkValue({ name, value }: GivenOption, table: OptionTable): string | undefined {
  if (value === undefined || !value.isKnown) return undefined;
  const kind = table.long.get(name) ?? 'text';
  if (name === 'sysctl' && !isSysctl(value.text)) return `the sysctl ${spellOut(value)} is not allowed`;
  if (name === 'env' && (value.text === '' || value.text.startsWith('=')))
    return '--env needs a variable name';
  return VALUES[kind].test(value.text)
    ? undefined
    : `${value.text || 'the empty text'} is no value for --${name}`;
}

/** Settings that the kernel keeps per namespace (docker/cli `opts.ValidateSysctl`). */
function isSysctl(text: string): boolean {
  return /^(?:net\.|fs\.mqueue\.|kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)=)/.test(
    text,
  );
}
