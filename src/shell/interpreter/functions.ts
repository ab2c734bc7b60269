import type { TracedText } from '../../text/traced-text.ts';
import type { Context, Machine } from './machine.ts';
import type { ShellFunction, State } from './state.ts';
import type { Variable } from './variable.ts';

const DEEPEST = 30;

/** Calls a function: its words are the positional parameters, `local` variables end with it. */
export function callFunction(
  called: ShellFunction,
  words: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  if (state.scopes.length > DEEPEST || context.depth > 40 || (machine.exhausted && state.scopes.length > 3))
    return [state];
  machine.spend(words.reduce((sum, word) => sum + (word.length >> 6), 1));
  const { positional } = state;
  state.positional = words;
  state.scopes = [...state.scopes, new Map<string, Variable | undefined>()];
  const inner: Context = { ...context, code: called.code, depth: context.depth + 1 };
  const { body } = called;
  const results =
    body.type === 'CompoundList'
      ? machine.statements(body.commands, [state], inner)
      : machine.command(body, state, inner);
  for (const result of results) {
    result.positional = positional;
    restore(result);
    if (result.flow?.kind === 'return') result.flow = undefined;
  }
  return results;
}

function restore(state: State): void {
  const scope = state.scopes.at(-1);
  state.scopes = state.scopes.slice(0, -1);
  if (scope === undefined) return;
  for (const [name, old] of scope) {
    if (old === undefined) state.variables.delete(name);
    else state.variables.set(name, old);
  }
}

/** Remembers a variable's outer value, once a function. `false` outside of functions. */
export function makeLocal(name: string, state: State): boolean {
  const scope = state.scopes.at(-1);
  if (scope === undefined) return false;
  if (!scope.has(name)) scope.set(name, state.variables.get(name));
  return true;
}
