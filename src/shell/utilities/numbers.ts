import type { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { evaluateText } from '../expansion/arithmetic.ts';
import { implied, print, printUnknown } from '../interpreter/output.ts';
import { hasOption, optionValue, readOptions } from '../wrappers/options.ts';

const MOST_NUMBERS = 2000;

/** `seq [FIRST [STEP]] LAST`, with `-s` and `-w`, for whole numbers. */
export const seq: Builtin = (words, state, _machine, context) => {
  const options = readOptions(negativeSafe(words), { short: 'sf', long: ['separator', 'format'] });
  const numbers = options.rest.map((word) =>
    /^-?\d{1,9}$/.test(word.known ?? '') ? Number(word.text) : undefined,
  );
  const [a, b, c] = numbers;
  const first = numbers.length > 1 ? a : 1;
  const step = numbers.length > 2 ? b : 1;
  const last = numbers.length > 2 ? c : numbers.length > 1 ? b : a;
  const at = options.rest.at(-1)?.locate() ?? context.at;
  if (
    first === undefined ||
    step === undefined ||
    last === undefined ||
    step === 0 ||
    hasOption(options, 'f', 'format') ||
    Math.abs((last - first) / step) > MOST_NUMBERS
  ) {
    printUnknown(state, 'what seq prints', 'its bounds are not known', context.at);
    return setStatus(state, 'success');
  }
  const texts: string[] = [];
  for (let n = first; step > 0 ? n <= last : n >= last; n += step) texts.push(String(n));
  const width = hasOption(options, 'w') ? Math.max(...texts.map((text) => text.length)) : 0;
  const separator = optionValue(options, 's', 'separator')?.known ?? '\n';
  const joined = texts.map((text) => text.padStart(width, '0')).join(separator);
  if (texts.length > 0) print(state, implied(`${joined}\n`, at));
  return setStatus(state, 0);
};

/** `seq 3 -1 1`: a negative number is no option. */
function negativeSafe(words: readonly TracedText[]): readonly TracedText[] {
  const at = words.findIndex((word) => /^-\d/.test(word.text));
  const [first] = words;
  return at === 0 && first !== undefined ? [first.slice(0, 0), ...words] : words;
}

/** `expr A + B` and its kin for numbers. */
export const expr: Builtin = (words, state, machine, context) => {
  const text = words.map((word) => word.known ?? '$').join(' ');
  const arithmetic = /^[-+*/%<>=!&|() 0-9]+$/.test(text) && words.length >= 3;
  const value = arithmetic
    ? evaluateText(text.replace(/(^| )=( |$)/g, ' == '), machine, state, context)
    : 'unknown';
  if (typeof value === 'bigint') print(state, implied(`${value}\n`, words[0]?.locate() ?? context.at));
  else printUnknown(state, `expr ${text}`, 'its result is not known', context.at);
  return setStatus(state, typeof value === 'bigint' ? (value === 0n ? 1 : 0) : 'unknown');
};
