import type { Builtin } from '../builtins/builtin.ts';
import { BUILTINS } from '../builtins/registry.ts';

const builtin =
  (name: string): Builtin =>
  (words, state, machine, context) =>
    BUILTINS.get(name)?.(words, state, machine, context) ?? [state];

/** Programs of every system whose output can be told from what they read. */
export const UTILITIES: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['echo', builtin('echo')],
  ['printf', builtin('printf')],
  ['true', builtin('true')],
  ['false', builtin('false')],
  ['test', builtin('test')],
  ['which', builtin('type')],
]);
