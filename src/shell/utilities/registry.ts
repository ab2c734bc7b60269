import type { Builtin } from '../builtins/builtin.ts';
import { BUILTINS } from '../builtins/registry.ts';
import { crudini } from './crudini.ts';
import { perl, sed } from './edit-in-place.ts';
import { awkLines, grepLines } from './editors.ts';
import {
  cat,
  cutFields,
  headLines,
  lineFilter,
  reversedLines,
  sortLines,
  tailLines,
  uniqueLines,
} from './filters.ts';
import { expr, seq } from './numbers.ts';
import { basename, copyFile, dirname, realPath, remove, tee } from './paths.ts';
import { tr } from './translate.ts';

const builtin =
  (name: string): Builtin =>
  (words, state, machine, context) =>
    BUILTINS.get(name)?.(words, state, machine, context) ?? [state];

const grep = lineFilter('grep', { short: 'emABCf', long: ['regexp', 'file', 'max-count'] }, 1, grepLines);
const awk = lineFilter('awk', { short: 'Fvf', long: ['field-separator', 'assign'] }, 1, awkLines);

/** Programs of every system whose output can be told from what they read. */
export const UTILITIES: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['echo', builtin('echo')],
  ['printf', builtin('printf')],
  ['true', builtin('true')],
  ['false', builtin('false')],
  ['test', builtin('test')],
  ['[', builtin('[')],
  ['which', builtin('type')],
  ['cat', cat],
  ['tee', tee],
  ['tr', tr],
  ['seq', seq],
  ['expr', expr],
  ['basename', basename],
  ['dirname', dirname],
  ['readlink', realPath],
  ['realpath', realPath],
  ['ln', copyFile],
  ['cp', copyFile],
  ['mv', copyFile],
  ['install', copyFile],
  ['rm', remove],
  ['head', lineFilter('head', { short: 'nc', glued: '0123456789', long: ['lines', 'bytes'] }, 0, headLines)],
  ['tail', lineFilter('tail', { short: 'nc', glued: '0123456789', long: ['lines', 'bytes'] }, 0, tailLines)],
  [
    'cut',
    lineFilter('cut', { short: 'dfcb', long: ['delimiter', 'fields', 'characters', 'bytes'] }, 0, cutFields),
  ],
  ['sort', lineFilter('sort', { short: 'kt' }, 0, sortLines)],
  ['uniq', lineFilter('uniq', {}, 0, uniqueLines)],
  ['tac', lineFilter('tac', {}, 0, reversedLines)],
  ['sed', sed],
  ['perl', perl],
  ['crudini', crudini],
  ['grep', grep],
  ['awk', awk],
  ['gawk', awk],
  ['mawk', awk],
]);
