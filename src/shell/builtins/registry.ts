import type { Builtin } from './builtin.ts';
import {
  alias,
  changeDirectory,
  commandBuiltin,
  evalBuiltin,
  execBuiltin,
  source,
  trap,
  typeBuiltin,
  unalias,
} from './commands.ts';
import { breakLoop, continueLoop, exit, returnFrom, setStatus, shift } from './control.ts';
import { getopts } from './getopts.ts';
import { echo, printf } from './print.ts';
import { letBuiltin, mapfile, read } from './read.ts';
import { setBuiltin, shopt, unset } from './settings.ts';
import { testBuiltin } from './test.ts';

/** Builtins whose words may be assignments, taken apart before anything is expanded. */
export const DECLARATIONS: ReadonlySet<string> = new Set([
  'export',
  'readonly',
  'local',
  'declare',
  'typeset',
]);

/** POSIX special builtins: assignments before them stay. */
export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set(
  ': . break continue eval exec exit export readonly return set shift trap unset times'.split(' '),
);

const quiet =
  (status: number): Builtin =>
  (_words, state) =>
    setStatus(state, status);

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', quiet(0)],
  ['true', quiet(0)],
  ['false', quiet(1)],
  ['wait', quiet(0)],
  ['disown', quiet(0)],
  ['umask', quiet(0)],
  ['ulimit', quiet(0)],
  ['times', quiet(0)],
  ['jobs', quiet(0)],
  ['hash', quiet(0)],
  ['bind', quiet(0)],
  ['enable', quiet(0)],
  ['echo', echo],
  ['printf', printf],
  ['test', (words, state, machine, context) => testBuiltin(words, false, state, machine, context)],
  ['[', (words, state, machine, context) => testBuiltin(words, true, state, machine, context)],
  ['set', setBuiltin],
  ['shopt', shopt],
  ['unset', unset],
  ['shift', shift],
  ['exit', exit],
  ['return', returnFrom],
  ['break', breakLoop],
  ['continue', continueLoop],
  ['eval', evalBuiltin],
  ['.', (words, state, machine, context) => source(words, false, state, machine, context)],
  ['source', (words, state, machine, context) => source(words, true, state, machine, context)],
  ['trap', trap],
  ['alias', alias],
  ['unalias', unalias],
  ['cd', changeDirectory],
  ['pushd', changeDirectory],
  ['command', commandBuiltin],
  [
    'builtin',
    (words, state, machine, context) => (words.length === 0 ? [state] : machine.argv(words, state, context)),
  ],
  ['type', typeBuiltin],
  ['exec', execBuiltin],
  ['read', read],
  ['mapfile', mapfile],
  ['readarray', mapfile],
  ['let', letBuiltin],
  ['getopts', getopts],
]);
