import { TracedText } from '../../text/traced-text.ts';
import { splitWords } from '../words.ts';
import type { XargsOptions } from '../wrappers/step.ts';
import { textOfFile } from './file-access.ts';
import type { Context, Machine } from './machine.ts';
import type { State } from './state.ts';

const MOST_COMMANDS = 200;
/** Input of more parts is given up. */
const MOST_PARTS = 2000;

/** `xargs`: the command with the words of the input; an unknown part where the input is not known. */
export function runXargs(
  command: readonly TracedText[],
  options: XargsOptions,
  state: State,
  machine: Machine,
  context: Context,
): void {
  const start = command.length > 0 ? command : echoWord(context);
  const input = inputText(options, state, machine);
  const run = (words: readonly TracedText[]) =>
    machine.subshell(state, (copy) => machine.external(words, copy, context));
  if (input === undefined) {
    const at = context.at;
    if (at === undefined) return;
    const open = TracedText.unknown(
      'what xargs reads',
      'the input of xargs is not known',
      at,
      options.replace === undefined,
    );
    run(
      options.replace === undefined
        ? [...start, open]
        : start.map((word) => replaced(word, options.replace ?? '', open)),
    );
    return;
  }
  if (options.replace !== undefined) {
    for (const line of lines(input).slice(0, MOST_COMMANDS)) {
      const item = splitLine(line, options);
      if (item.length > 0) run(start.map((word) => replaced(word, options.replace ?? '', item)));
    }
    return;
  }
  const groups = groupWords(input, options);
  if (groups.length === 0 && !options.skipEmpty) run(start);
  for (const group of groups.slice(0, MOST_COMMANDS)) run([...start, ...group]);
}

function echoWord(context: Context): readonly TracedText[] {
  return context.at === undefined ? [] : [TracedText.decoded('echo', context.at)];
}

function inputText(options: XargsOptions, state: State, machine: Machine): TracedText | undefined {
  if (options.file !== undefined) {
    const path = options.file.known;
    const text = path === undefined ? 'unknown' : textOfFile(path, state, machine);
    return typeof text === 'string' ? undefined : text;
  }
  const { input } = state;
  if (input === 'unknown') return undefined;
  state.input = 'empty';
  if (input === 'empty') return TracedText.empty;
  return input.text.runs.length > MOST_PARTS ? undefined : input.text.slice(input.from);
}

function lines(text: TracedText): readonly TracedText[] {
  return [...text.text.matchAll(/[^\n]+/g)].map((match) =>
    text.slice(match.index, match.index + match[0].length),
  );
}

/** With `-I` a line is one item, without blanks in front; quotes are read all the same. */
function splitLine(line: TracedText, options: XargsOptions): TracedText {
  if (options.delimiter !== undefined) return line;
  const start = /^[ \t]*/.exec(line.text)?.[0].length ?? 0;
  return line.slice(start);
}

function groupWords(input: TracedText, options: XargsOptions): readonly (readonly TracedText[])[] {
  if (options.lines !== undefined) return lines(input).map((line) => splitWords(line, 'posix').words);
  const words =
    options.delimiter === undefined ? splitWords(input, XARGS).words : cutAt(input, options.delimiter);
  const size = options.words ?? words.length;
  const groups: TracedText[][] = [];
  for (let i = 0; i < words.length; i += size) groups.push(words.slice(i, i + size));
  return groups;
}

/** Quotes of either kind take everything; a backslash escapes one character outside them. */
const XARGS = { singleQuotes: true, escapedInDouble: '', backslash: true, comments: false };

function cutAt(text: TracedText, delimiter: string): readonly TracedText[] {
  const items: TracedText[] = [];
  let from = 0;
  for (let end = text.text.indexOf(delimiter); end >= 0; end = text.text.indexOf(delimiter, from)) {
    items.push(text.slice(from, end));
    from = end + 1;
  }
  if (from < text.length) items.push(text.slice(from));
  return items;
}

function replaced(word: TracedText, mark: string, item: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let from = 0;
  for (let at = word.text.indexOf(mark); at >= 0; at = word.text.indexOf(mark, from)) {
    pieces.push(word.slice(from, at), item);
    from = at + mark.length;
  }
  return from === 0 ? word : TracedText.concat([...pieces, word.slice(from)]);
}
