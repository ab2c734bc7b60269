import { TracedText } from '../../text/traced-text.ts';
import { implied } from '../interpreter/output.ts';
import { hasOption, optionValue, type ReadOptions } from '../wrappers/options.ts';
import { posixExpression } from './regular-expression.ts';

/** Lines longer than this are not matched. */
const LONGEST_LINE = 2000;

type Lines = readonly TracedText[];

/** `sed 's/a/b/g; 3p; /x/d'`: substitutions, deletions and prints; anything else is not followed. */
export function sedLines(lines: Lines, options: ReadOptions): Lines | undefined {
  if (hasOption(options, 'i', 'in-place') || lines.some((line) => line.length > LONGEST_LINE))
    return undefined;
  const scripts = options.options.filter((option) => option.name === 'e' || option.name === 'expression');
  const script = scripts.length > 0 ? scripts.map((option) => option.value) : [options.rest[0]];
  const extended = hasOption(options, 'E', 'r', 'regexp-extended');
  let current: Lines | undefined = lines;
  const quiet = hasOption(options, 'n', 'quiet', 'silent');
  for (const text of script) {
    if (text?.known === undefined) return undefined;
    for (const command of splitCommands(text)) {
      if (current === undefined) return undefined;
      current = sedCommand(current, command, extended, quiet);
    }
  }
  return current;
}

/** Commands at `;` and line breaks; a substitution ends where its flags end. */
function splitCommands(script: TracedText): readonly TracedText[] {
  const commands: TracedText[] = [];
  const source = script.text;
  let i = 0;
  while (i < source.length) {
    if (/[\s;]/.test(source.charAt(i))) {
      i++;
      continue;
    }
    const start = i;
    const address = /^(?:\d+|\$|\/(?:[^/\\]|\\.)*\/)?\s*/.exec(source.slice(i))?.[0].length ?? 0;
    i += address;
    if (source[i] === 's' || source[i] === 'y') {
      const delimiter = source.charAt(i + 1);
      let seen = 0;
      for (i += 1; i < source.length && seen < 3; i++) {
        if (source[i] === '\\' && seen > 0) i++;
        else if (source[i] === delimiter) seen++;
      }
    }
    while (i < source.length && !/[;\n]/.test(source.charAt(i))) i++;
    commands.push(script.slice(start, i));
  }
  return commands;
}

function sedCommand(lines: Lines, command: TracedText, extended: boolean, quiet: boolean): Lines | undefined {
  const match = /^(\d+|\$|\/(?:[^/\\]|\\.)*\/)?\s*(.*)$/s.exec(command.text.trimEnd());
  const [, address, action = ''] = match ?? [];
  const selects = addressTest(address, lines.length, extended);
  if (selects === undefined) return undefined;
  if (action === 'd' && !quiet) return lines.filter((line, i) => !selects(line, i));
  if (action === 'p' && quiet) return lines.filter((line, i) => selects(line, i));
  if (!action.startsWith('s')) return undefined;
  const start = command.text.indexOf(action);
  const edit = substitution(command.slice(start, start + action.length), extended);
  if (edit === undefined) return undefined;
  const results: TracedText[] = [];
  for (const [i, line] of lines.entries()) {
    if (!line.isKnown) return undefined;
    const changed = selects(line, i) ? edit.apply(line) : undefined;
    if (!quiet) results.push(changed ?? line);
    if (quiet && edit.prints && changed !== undefined) results.push(changed);
  }
  return results;
}

function addressTest(
  address: string | undefined,
  count: number,
  extended: boolean,
): ((line: TracedText, i: number) => boolean) | undefined {
  if (address === undefined) return () => true;
  if (address === '$') return (_, i) => i === count - 1;
  if (/^\d/.test(address)) return (_, i) => i + 1 === Number(address);
  const pattern = posixExpression(address.slice(1, -1), extended, '');
  return pattern === undefined ? undefined : (line) => pattern.test(line.text);
}

interface Substitution {
  /** `undefined` where nothing matches. */
  readonly apply: (line: TracedText) => TracedText | undefined;
  readonly prints: boolean;
}

function substitution(command: TracedText, extended: boolean): Substitution | undefined {
  const delimiter = command.text.charAt(1);
  const bounds: number[] = [];
  for (let i = 2; i < command.length && bounds.length < 2; i++) {
    if (command.text[i] === '\\') i++;
    else if (command.text[i] === delimiter) bounds.push(i);
  }
  const [first, second] = bounds;
  if (first === undefined || second === undefined) return undefined;
  const flags = command.text.slice(second + 1).trim();
  if (!/^[gpiI]*$/.test(flags)) return undefined;
  const unescaped = command.text.slice(2, first).replaceAll(`\\${delimiter}`, delimiter);
  const pattern = posixExpression(unescaped, extended, `g${/i/i.test(flags) ? 'i' : ''}`);
  if (pattern === undefined) return undefined;
  const replacement = command.slice(first + 1, second);
  const all = flags.includes('g');
  return {
    prints: flags.includes('p'),
    apply: (line) => substitute(line, pattern, replacement, all, delimiter),
  };
}

function substitute(
  line: TracedText,
  pattern: RegExp,
  replacement: TracedText,
  all: boolean,
  delimiter: string,
): TracedText | undefined {
  const pieces: TracedText[] = [];
  let from = 0;
  let changed = false;
  for (const match of line.text.matchAll(pattern)) {
    pieces.push(line.slice(from, match.index), ...replaced(line, match, replacement, delimiter));
    from = match.index + match[0].length;
    changed = true;
    if (!all) break;
  }
  pieces.push(line.slice(from));
  return changed ? TracedText.concat(pieces) : undefined;
}

/** The replacement with `&`, `\1` and `\n`. */
function replaced(
  line: TracedText,
  match: RegExpExecArray,
  replacement: TracedText,
  delimiter: string,
): readonly TracedText[] {
  const pieces: TracedText[] = [];
  const source = replacement.text;
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    if (source[i] !== '&' && source[i] !== '\\') continue;
    pieces.push(replacement.slice(from, i));
    const next = source.charAt(i + 1);
    if (source[i] === '&') pieces.push(line.slice(match.index, match.index + match[0].length));
    else if (/\d/.test(next)) pieces.push(implied(match[Number(next)] ?? '', line.locate()));
    else if (next === 'n') pieces.push(implied('\n', replacement.slice(i, i + 2).locate()));
    else if (next !== delimiter || next === '&') pieces.push(replacement.slice(i + 1, i + 2));
    else pieces.push(replacement.slice(i + 1, i + 2));
    if (source[i] === '\\') i++;
    from = i + 1;
  }
  pieces.push(replacement.slice(from));
  return pieces;
}

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
  const flags = hasOption(options, 'i', 'ignore-case') ? 'gi' : 'g';
  const fixed = hasOption(options, 'F') ? source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : source;
  const pattern = posixExpression(fixed, hasOption(options, 'E', 'F'), flags);
  if (pattern === undefined || hasOption(options, 'w', 'x')) return undefined;
  if (hasOption(options, 'o', 'only-matching'))
    return lines.flatMap((line) =>
      [...line.text.matchAll(pattern)].map((match) => line.slice(match.index, match.index + match[0].length)),
    );
  const invert = hasOption(options, 'v', 'invert-match');
  return lines.filter((line) => line.text.search(pattern) >= 0 !== invert);
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
  const test = pattern === undefined ? undefined : posixExpression(pattern, true, '');
  if (pattern !== undefined && test === undefined) return undefined;
  return lines
    .filter(
      (line, i) =>
        (test === undefined || test.test(line.text)) && (number === undefined || i + 1 === Number(number)),
    )
    .map((line) => (field === '0' ? line : awkField(line, field, separator)));
}

function awkField(line: TracedText, field: string, separator: string): TracedText {
  const bounds =
    separator === ' '
      ? [...line.text.matchAll(/[^ \t]+/g)]
      : [...line.text.matchAll(new RegExp(`(?<=^|\\${separator})[^\\${separator}]*`, 'g'))];
  const match = field === 'NF' ? bounds.at(-1) : bounds[Number(field) - 1];
  return match === undefined ? TracedText.empty : line.slice(match.index, match.index + match[0].length);
}
