import { TracedText } from '../../text/traced-text.ts';
import { hasOption, optionValue, type ReadOptions } from '../wrappers/options.ts';
import { type Effort, type Match, search } from './pattern-machine.ts';
import { compilePattern, type Step } from './posix-pattern.ts';

/** Lines longer than this are not matched. */
const LONGEST_LINE = 2000;

/** Steps of the pattern machine for one run. */
const MOST_EFFORT = 1_000_000;

type Lines = readonly TracedText[];

/** `grep [-v] [-i] [-o] [-E|-F] PATTERN`. */
export function grepLines(lines: Lines, options: ReadOptions): Lines | undefined {
  if (
    options.options.some(
      (option) => !/^(?:[viEFowxehH]|regexp|invert-match|ignore-case|only-matching)$/.test(option.name),
    )
  )
    return undefined;
  const source = (optionValue(options, 'e', 'regexp') ?? options.rest[0])?.known;
  if (source === undefined || lines.some((line) => !line.isKnown || line.length > LONGEST_LINE))
    return undefined;
  const fixed = hasOption(options, 'F') ? source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : source;
  const ignoreCase = hasOption(options, 'i', 'ignore-case');
  const pattern = compilePattern(fixed, { extended: hasOption(options, 'E', 'F'), ignoreCase });
  if (pattern === undefined || hasOption(options, 'w', 'x')) return undefined;
  const effort: Effort = { left: MOST_EFFORT };
  const invert = hasOption(options, 'v', 'invert-match');
  const found = hasOption(options, 'o', 'only-matching')
    ? lines.flatMap((line) =>
        allMatches(pattern, line.text, effort).map(([start, end]) => line.slice(start ?? 0, end)),
      )
    : lines.filter((line) => (search(pattern, line.text, 0, effort) !== undefined) !== invert);
  return effort.left < 0 ? undefined : found;
}

/** `awk '{print $1}'`, with `-F`; other programs are not followed. */
export function awkLines(lines: Lines, options: ReadOptions): Lines | undefined {
  const program = options.rest[0]?.known;
  const separator = optionValue(options, 'F')?.known ?? ' ';
  const match = /^\s*(?:\/([^/]*)\/|NR\s*==\s*(\d+))?\s*\{\s*print(?:\s+\$(\d|NF))?\s*;?\s*\}\s*$/.exec(
    program ?? '',
  );
  if (
    match === null ||
    separator.length !== 1 ||
    lines.some((line) => !line.isKnown || line.length > LONGEST_LINE)
  )
    return undefined;
  const [, pattern, number, field = '0'] = match;
  const test = pattern === undefined ? undefined : compilePattern(pattern, { extended: true });
  if (pattern !== undefined && test === undefined) return undefined;
  const effort: Effort = { left: MOST_EFFORT };
  const matches = (line: TracedText) =>
    test === undefined || search(test, line.text, 0, effort) !== undefined;
  const found = lines
    .filter((line, i) => matches(line) && (number === undefined || i + 1 === Number(number)))
    .map((line) => (field === '0' ? line : awkField(line, field, separator)));
  return effort.left < 0 ? undefined : found;
}

function awkField(line: TracedText, field: string, separator: string): TracedText {
  const bounds =
    separator === ' '
      ? [...line.text.matchAll(/[^ \t]+/g)]
      : [...line.text.matchAll(new RegExp(`(?<=^|\\${separator})[^\\${separator}]*`, 'g'))];
  const match = field === 'NF' ? bounds.at(-1) : bounds[Number(field) - 1];
  return match === undefined ? TracedText.empty : line.slice(match.index, match.index + match[0].length);
}

/** Matches one after another that are not empty. */
function allMatches(program: readonly Step[], text: string, effort: Effort): readonly Match[] {
  const matches: Match[] = [];
  for (let from = 0; from <= text.length && effort.left >= 0; ) {
    const match = search(program, text, from, effort);
    if (match === undefined) break;
    const [start = 0, end = 0] = match;
    if (end > start) matches.push(match);
    from = end > start ? end : end + 1;
  }
  return matches;
}
