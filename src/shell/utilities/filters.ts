import { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { implied, print, printUnknown } from '../interpreter/output.ts';
import {
  hasOption,
  type OptionSyntax,
  optionValue,
  permutedOptions,
  type ReadOptions,
  readOptions,
} from '../wrappers/options.ts';
import { linesOf, readInput } from './input.ts';

/** Longer input is not filtered line by line. */
const LONGEST = 65_536;

/** What a filter makes of the lines it reads; `undefined` where it is used in a way that is not followed. */
type LineFilter = (lines: readonly TracedText[], options: ReadOptions) => readonly TracedText[] | undefined;

/** A program that reads lines and prints lines; unknown output where it or its input is not understood. */
export function lineFilter(name: string, syntax: OptionSyntax, operands: number, apply: LineFilter): Builtin {
  return (words, state, machine, context) => {
    const options = permutedOptions(words, syntax);
    const files = hasOption(options, 'e', 'expression', 'regexp')
      ? options.rest
      : options.rest.slice(operands);
    const text = readInput(files, state, machine);
    const usable = text !== undefined && text.length <= LONGEST && machine.spend(1 + (text.length >> 6));
    const lines = usable ? apply(linesOf(text), options) : undefined;
    if (lines === undefined)
      printUnknown(
        state,
        [name, ...words.map((word) => word.text)].join(' '),
        `what ${name} prints is not known`,
        context.at,
      );
    else
      for (const line of lines) {
        print(state, line);
        print(state, implied('\n', line.locate() ?? context.at));
      }
    return setStatus(state, name === 'grep' ? 'unknown' : 'success');
  };
}

/** `cat FILES`, byte for byte. */
export const cat: Builtin = (words, state, machine, context) => {
  const options = readOptions(words, {});
  const text = options.options.length > 0 ? undefined : readInput(options.rest, state, machine);
  if (text !== undefined) print(state, text);
  else
    printUnknown(
      state,
      `cat ${options.rest.map((word) => word.text).join(' ')}`.trim(),
      'the file is not at hand',
      context.at,
    );
  return setStatus(state, 'success');
};

export const headLines: LineFilter = (lines, options) => {
  const count = lineCount(options, 'n', 'lines');
  return count === undefined || hasOption(options, 'c')
    ? undefined
    : count < 0
      ? lines.slice(0, count)
      : lines.slice(0, count);
};

export const tailLines: LineFilter = (lines, options) => {
  const text = optionValue(options, 'n', 'lines')?.text ?? '';
  if (/^\+\d+$/.test(text)) return lines.slice(Math.max(Number(text.slice(1)) - 1, 0));
  const count = lineCount(options, 'n', 'lines');
  if (count === undefined || hasOption(options, 'c', 'f', 'F')) return undefined;
  return count === 0 ? [] : lines.slice(-Math.abs(count));
};

function lineCount(options: ReadOptions, ...names: readonly string[]): number | undefined {
  const digits = options.options.filter((option) => /^\d$/.test(option.name));
  const old = digits.map((option) => option.name + (option.value?.text ?? '')).join('');
  const text = old === '' ? (optionValue(options, ...names)?.known ?? '10') : old;
  return /^-?\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** `cut -d: -f1,3-`. */
export const cutFields: LineFilter = (lines, options) => {
  const list = optionValue(options, 'f', 'fields')?.known;
  const delimiter = optionValue(options, 'd', 'delimiter')?.known ?? '\t';
  const characters = optionValue(options, 'c', 'characters', 'b', 'bytes')?.known;
  if (list !== undefined) return lines.map((line) => cutLine(line, list, delimiter));
  return characters === undefined
    ? undefined
    : lines.map((line) =>
        TracedText.concat(picked(line.length, characters).map((i) => line.slice(i, i + 1))),
      );
};

function cutLine(line: TracedText, list: string, delimiter: string): TracedText {
  if (!line.text.includes(delimiter)) return line;
  const fields: TracedText[] = [];
  let from = 0;
  for (let at = line.text.indexOf(delimiter); at >= 0; at = line.text.indexOf(delimiter, from)) {
    fields.push(line.slice(from, at));
    from = at + 1;
  }
  fields.push(line.slice(from));
  const pieces: TracedText[] = [];
  for (const [n, i] of picked(fields.length, list).entries()) {
    const field = fields[i];
    if (n > 0) pieces.push(implied(delimiter, line.locate()));
    if (field !== undefined) pieces.push(field);
  }
  return TracedText.concat(pieces);
}

/** The indices that a list such as `1,3-5,7-` picks, in order. */
function picked(length: number, list: string): readonly number[] {
  const ranges = list.split(/[, ]/).map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  return Array.from({ length }, (_, i) => i).filter((i) =>
    ranges.some((range) => {
      if (range === null) return false;
      const [, first = '', dash = '', last = ''] = range;
      const low = first === '' ? 1 : Number(first);
      const high = dash === '' ? low : last === '' ? Number.POSITIVE_INFINITY : Number(last);
      return low <= i + 1 && i + 1 <= high;
    }),
  );
}

export const sortLines: LineFilter = (lines, options) => {
  if (lines.some((line) => !line.isKnown)) return undefined;
  const unique = hasOption(options, 'u');
  if (options.options.some((option) => !/^[urn]$/.test(option.name))) return undefined;
  const compare = hasOption(options, 'n')
    ? (a: TracedText, b: TracedText) => Number.parseFloat(a.text) - Number.parseFloat(b.text)
    : (a: TracedText, b: TracedText) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
  const sorted = [...lines].sort(compare);
  if (hasOption(options, 'r')) sorted.reverse();
  return unique ? sorted.filter((line, i) => line.text !== sorted[i - 1]?.text) : sorted;
};

export const uniqueLines: LineFilter = (lines, options) =>
  options.options.length > 0 || lines.some((line) => !line.isKnown)
    ? undefined
    : lines.filter((line, i) => line.text !== lines[i - 1]?.text);

/** `tac`. */
export const reversedLines: LineFilter = (lines) => [...lines].reverse();
