import { TracedText } from '../../text/traced-text.ts';
import { evaluateText } from '../expansion/arithmetic.ts';
import { splitFields } from '../expansion/fields.ts';
import { fieldText } from '../expansion/globs.ts';
import { fieldSeparators, isName, nextIndex, setVariable } from '../expansion/variables.ts';
import type { State } from '../interpreter/state.ts';
import { hasOption, optionValue, readOptions } from '../wrappers/options.ts';
import type { Builtin } from './builtin.ts';
import { setStatus } from './control.ts';

/** `read [-r] [-a ARRAY] [-d C] NAMES`: one line of the input, split at IFS; the last name takes the rest. */
export const read: Builtin = (words, state, _machine, context) => {
  const read = readOptions(words, { short: 'adinNptu' });
  const raw = hasOption(read, 'r');
  const array = optionValue(read, 'a')?.known;
  const names = read.rest.map((word) => word.text).filter(isName);
  if (typeof state.input !== 'string' && state.input.text.runs.length > 2000) state.input = 'unknown';
  const { input } = state;
  if (input === 'unknown' && context.at !== undefined) {
    const value = { kind: 'unknown', because: 'it is read from the standard input' } as const;
    for (const name of array === undefined ? (names.length > 0 ? names : ['REPLY']) : [array])
      setVariable(state, name, value);
    return setStatus(state, 'unknown');
  }
  if (typeof input === 'string' || input.from >= input.text.length) {
    for (const name of names) setVariable(state, name, { kind: 'scalar', text: TracedText.empty });
    return setStatus(state, 1);
  }
  const delimiter = optionValue(read, 'd')?.text;
  const { line, complete } = nextLine(
    state,
    input,
    raw,
    delimiter === undefined ? '\n' : delimiter.slice(0, 1) || '\0',
  );
  if (array !== undefined) {
    const items = fieldsOf(line, fieldSeparators(state)).map((text, i) => [String(i), text] as const);
    setVariable(state, array, { kind: 'array', items: new Map(items), associative: false });
  } else assignNames(names, line, state);
  return setStatus(state, complete ? 0 : 1);
};

/** Takes a line off the input. Without `-r` a backslash escapes, and joins lines. */
function nextLine(
  state: State,
  input: { readonly text: TracedText; readonly from: number },
  raw: boolean,
  delimiter: string,
): { line: TracedText; complete: boolean } {
  const source = input.text.text;
  const pieces: TracedText[] = [];
  let from = input.from;
  let i = from;
  for (; i < source.length && source[i] !== delimiter; i++) {
    if (raw || source[i] !== '\\') continue;
    pieces.push(input.text.slice(from, i));
    from = source[i + 1] === '\n' ? i + 2 : i + 1;
    i++;
  }
  pieces.push(input.text.slice(from, Math.min(i, source.length)));
  state.input = { text: input.text, from: i + 1 };
  return { line: TracedText.concat(pieces), complete: i < source.length };
}

function fieldsOf(line: TracedText, ifs: string): readonly TracedText[] {
  return splitFields([{ kind: 'text', text: line, quoted: false, split: true }], ifs).map(fieldText);
}

function assignNames(names: readonly string[], line: TracedText, state: State): void {
  const ifs = fieldSeparators(state);
  if (names.length === 0) {
    setVariable(state, 'REPLY', { kind: 'scalar', text: line });
    return;
  }
  let rest = trimmed(line, ifs);
  for (const [i, name] of names.entries()) {
    if (i === names.length - 1) {
      setVariable(state, name, { kind: 'scalar', text: rest.withSplits(false) });
      return;
    }
    let end = 0;
    while (end < rest.length && !ifs.includes(rest.text.charAt(end))) end++;
    setVariable(state, name, { kind: 'scalar', text: rest.slice(0, end).withSplits(false) });
    rest = afterSeparator(rest, end, ifs);
  }
}

function isBlank(char: string, ifs: string): boolean {
  return char !== '' && ' \t\n'.includes(char) && ifs.includes(char);
}

function trimmed(line: TracedText, ifs: string): TracedText {
  let start = 0;
  let end = line.length;
  while (start < end && isBlank(line.text.charAt(start), ifs)) start++;
  while (end > start && isBlank(line.text.charAt(end - 1), ifs)) end--;
  return line.slice(start, end);
}

function afterSeparator(text: TracedText, at: number, ifs: string): TracedText {
  let i = at;
  while (i < text.length && isBlank(text.text.charAt(i), ifs)) i++;
  const char = text.text.charAt(i);
  if (i < text.length && ifs.includes(char)) {
    i++;
    while (i < text.length && isBlank(text.text.charAt(i), ifs)) i++;
  }
  return text.slice(i);
}

/** `mapfile -t A`: the lines of the input. */
export const mapfile: Builtin = (words, state) => {
  const read = readOptions(words, { short: 'dnOsucC' });
  const name = read.rest[0]?.known ?? 'MAPFILE';
  const { input } = state;
  if (input === 'unknown') {
    setVariable(state, name, { kind: 'unknown', because: 'it is read from the standard input' });
    return setStatus(state, 'unknown');
  }
  const items = new Map<string, TracedText>();
  if (input !== 'empty') {
    const source = input.text.text;
    for (let from = input.from; from < source.length; ) {
      const found = source.indexOf('\n', from);
      const end = found < 0 ? source.length : found;
      items.set(String(nextIndex(items)), input.text.slice(from, hasOption(read, 't') ? end : end + 1));
      from = end + 1;
    }
    state.input = 'empty';
  }
  setVariable(state, name, { kind: 'array', items, associative: false });
  return setStatus(state, 0);
};

/** `let P=1+2`. */
export const letBuiltin: Builtin = (words, state, machine, context) => {
  if (state.dialect === 'sh') return setStatus(state, 127);
  let last: ReturnType<typeof evaluateText> = 0n;
  for (const word of words)
    last = word.known === undefined ? 'unknown' : evaluateText(word.known, machine, state, context);
  return setStatus(state, typeof last === 'bigint' ? (last === 0n ? 1 : 0) : 'unknown');
};
