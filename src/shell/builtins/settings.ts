import type { TracedText } from '../../text/traced-text.ts';
import { resolveName } from '../expansion/variables.ts';
import type { ShellOptions, State } from '../interpreter/state.ts';
import { UNSET, variable } from '../interpreter/variable.ts';
import type { Builtin } from './builtin.ts';
import { setStatus } from './control.ts';

const LETTERS: Readonly<Record<string, keyof ShellOptions>> = {
  e: 'errexit',
  u: 'nounset',
  n: 'noexec',
  f: 'noglob',
  a: 'allexport',
};

const NAMES: Readonly<Record<string, keyof ShellOptions>> = {
  errexit: 'errexit',
  nounset: 'nounset',
  noexec: 'noexec',
  noglob: 'noglob',
  allexport: 'allexport',
};

function change(state: State, option: keyof ShellOptions | undefined, on: boolean): void {
  if (option !== undefined && state.options[option] !== on)
    state.options = { ...state.options, [option]: on };
}

/** `set -eu -o pipefail -- a b`: options, then the positional parameters. */
export const setBuiltin: Builtin = (words, state) => {
  for (let i = 0; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text === '--') return positional(words.slice(i + 1), state);
    if (text === '-')
      return words.length > i + 1 ? positional(words.slice(i + 1), state) : setStatus(state, 0);
    if (!/^[-+]./.test(text)) return positional(words.slice(i), state);
    state.flags = undefined;
    for (const letter of text.slice(1)) {
      if (letter === 'o') {
        i++;
        change(state, NAMES[words[i]?.text ?? ''], text[0] === '-');
      } else change(state, LETTERS[letter], text[0] === '-');
    }
  }
  return setStatus(state, 0);
};

function positional(words: readonly TracedText[], state: State): State[] {
  state.positional = words;
  return setStatus(state, 0);
}

/** `shopt -s nullglob`. */
export const shopt: Builtin = (words, state) => {
  if (state.dialect === 'sh') return setStatus(state, 127);
  const on = words.some((word) => /^-\w*s/.test(word.text));
  const off = words.some((word) => /^-\w*u/.test(word.text));
  const names: Readonly<Record<string, keyof ShellOptions>> = {
    nullglob: 'nullglob',
    failglob: 'failglob',
    expand_aliases: 'aliases',
  };
  if (on || off) for (const word of words) change(state, names[word.text], on);
  return setStatus(state, 0);
};

/** `unset X`, `unset -f f`, `unset 'A[0]'`. */
export const unset: Builtin = (words, state) => {
  const functions = words.some((word) => /^-\w*f/.test(word.text));
  for (const word of words) {
    const name = word.text;
    if (name.startsWith('-')) continue;
    const element = /^([A-Za-z_]\w*)\[([^\]]*)\]$/.exec(name);
    if (functions) state.functions.delete(name);
    else if (element?.[1] !== undefined && element[2] !== undefined)
      unsetElement(element[1], element[2], state);
    else {
      const target = resolveName(state, name);
      if (state.variables.get(target)?.readonly === true) return setStatus(state, 1);
      if (!state.variables.has(target) && state.functions.has(name)) state.functions.delete(name);
      state.variables.set(target, variable(UNSET));
    }
  }
  return setStatus(state, 0);
};

function unsetElement(name: string, index: string, state: State): void {
  const old = state.variables.get(name);
  if (old?.value.kind !== 'array') return;
  const items = new Map<string, TracedText>(old.value.items);
  items.delete(index);
  state.variables.set(name, { ...old, value: { ...old.value, items } });
}
