import type { TracedText } from '../../text/traced-text.ts';
import { textOfFile } from '../interpreter/file-access.ts';
import { implied, print, printUnknown } from '../interpreter/output.ts';
import type { State } from '../interpreter/state.ts';
import { joinWords } from '../wrappers/shells.ts';
import type { Builtin } from './builtin.ts';
import { setStatus } from './control.ts';
import { forgetVariables } from './unknown-source.ts';

/** `eval`: its words, joined by blanks, are read as a command line. */
export const evalBuiltin: Builtin = (words, state, machine, context) => {
  const text = joinWords(words);
  state.status = 0;
  if (!machine.spend(1 + (text.length >> 8)) && context.depth > 2) return [state];
  return machine.text(text.withSplits(true), state, context);
};

/** `. FILE`, `source FILE`: the file's commands in this shell. A missing file ends a POSIX shell. */
export function source(
  words: readonly TracedText[],
  bashName: boolean,
  state: State,
  machine: Parameters<Builtin>[2],
  context: Parameters<Builtin>[3],
): State[] {
  if (bashName && state.dialect === 'sh') return setStatus(state, 127);
  const operands = words[0]?.text === '--' ? words.slice(1) : words;
  const [file, ...parameters] = operands;
  const path = file?.known;
  const text = path === undefined ? 'unknown' : sourcedText(path, state, machine);
  if (text === 'missing') {
    if (state.dialect === 'sh') state.flow = { kind: 'exit' };
    return setStatus(state, 1);
  }
  if (text === 'unknown') {
    forgetVariables(state, path ?? file?.text ?? 'a file');
    return setStatus(state, 'success');
  }
  const { positional } = state;
  if (parameters.length > 0 && state.dialect === 'bash') state.positional = parameters;
  const results = machine.text(text, state, context);
  for (const result of results) {
    if (result.flow?.kind === 'return') result.flow = undefined;
    if (parameters.length > 0 && state.dialect === 'bash') result.positional = positional;
  }
  return results;
}

function sourcedText(
  path: string,
  state: State,
  machine: Parameters<Builtin>[2],
): TracedText | 'missing' | 'unknown' {
  if (path !== '/dev/stdin') return textOfFile(path, state, machine);
  const { input } = state;
  return typeof input === 'string' ? 'unknown' : input.text.slice(input.from);
}

/** `trap COMMANDS EXIT`: run when the shell ends; traps of signals do not run by themselves. */
export const trap: Builtin = (words, state) => {
  const [action, ...conditions] = words[0]?.text === '--' ? words.slice(1) : words;
  if (action === undefined || !conditions.some((word) => word.text === 'EXIT' || word.text === '0'))
    return setStatus(state, 0);
  state.exitTrap = action.text === '-' || action.text === '' ? undefined : action;
  return setStatus(state, 0);
};

export const alias: Builtin = (words, state) => {
  for (const word of words) {
    const equals = word.text.indexOf('=');
    if (equals > 0) state.aliases.set(word.text.slice(0, equals), word.slice(equals + 1));
  }
  return setStatus(state, 0);
};

export const unalias: Builtin = (words, state) => {
  for (const word of words) {
    if (word.text === '-a') for (const [name] of [...state.aliases]) state.aliases.delete(name);
    else state.aliases.delete(word.text);
  }
  return setStatus(state, 0);
};

/** `cd`: taken to succeed. */
export const changeDirectory: Builtin = (words, state) => {
  const target = words.find((word) => !/^-[LPe@]+$/.test(word.text) && word.text !== '--');
  const path = target?.known;
  if (path === undefined || path === '-') state.directory = undefined;
  else if (path.startsWith('/')) state.directory = path;
  else if (state.directory !== undefined && path !== '.' && path !== '')
    state.directory = state.directory === '' ? path : `${state.directory}/${path}`;
  return setStatus(state, 'success');
};

/** `command NAME …` passes functions over; with `-v` it only tells where the program is. */
export const commandBuiltin: Builtin = (words, state, machine, context) => {
  let i = 0;
  let shows = false;
  for (; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (!/^-[pvV-]+$/.test(text)) break;
    if (/[vV]/.test(text)) shows = true;
  }
  const rest = words.slice(i);
  if (shows) return typeBuiltin(rest, state, machine, context);
  const name = rest[0]?.known;
  const builtin =
    name === undefined ? undefined : ['echo', 'printf', 'cd', 'eval', 'exec', '.'].includes(name);
  if (builtin !== true) return machine.external(rest, state, context);
  const hidden = name === undefined ? undefined : state.functions.get(name);
  if (name === undefined || hidden === undefined) return machine.argv(rest, state, context);
  state.functions.delete(name);
  const results = machine.argv(rest, state, context);
  for (const result of results) result.functions.set(name, hidden);
  return results;
};

/** Prints where a program is; the directory depends on the machine, the name does not. */
export const typeBuiltin: Builtin = (words, state, _machine, context) => {
  for (const word of words) {
    if (word.text.startsWith('-')) continue;
    const at = word.locate() ?? context.at;
    if (at === undefined) continue;
    if (!word.text.includes('/')) {
      printUnknown(
        state,
        `the directory of ${word.text}`,
        'the directory of a program depends on the machine',
        at,
      );
      print(state, implied('/', at));
    }
    print(state, word);
    print(state, implied('\n', at));
  }
  return setStatus(state, 'unknown');
};

/** `exec COMMAND` ends the shell; without a command it only redirects. */
export const execBuiltin: Builtin = (words, state, machine, context) => {
  let rest = words;
  for (;;) {
    const text = rest[0]?.text ?? '';
    if (text === '--') {
      rest = rest.slice(1);
      break;
    }
    if (text === '-a') rest = rest.slice(2);
    else if (/^-[cl]+$/.test(text)) rest = rest.slice(1);
    else break;
  }
  if (rest.length === 0) return setStatus(state, 0);
  const results = machine.external(rest, state, context);
  for (const result of results) result.flow = { kind: 'exit' };
  return results;
};
