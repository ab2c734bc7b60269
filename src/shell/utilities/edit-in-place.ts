import { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { resolvePath, textOfFile, writeFile } from '../interpreter/file-access.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import { implied } from '../interpreter/output.ts';
import type { State } from '../interpreter/state.ts';
import { hasOption, permutedOptions } from '../wrappers/options.ts';
import { lineFilter } from './filters.ts';
import { linesOf } from './input.ts';
import { perlLines } from './perl.ts';
import { sedLines } from './sed.ts';

const SED = { short: 'ef', glued: 'i', long: ['expression', 'file'] };
const PERL = { short: 'eIMm', glued: 'i' };

/** A file of more parts is not edited line by line. */
const MOST_PARTS = 1000;

type Lines = readonly TracedText[];

const filter = lineFilter('sed', SED, 1, sedLines);

/** `sed`, which with `-i` edits files: what is then known of them is the edited text, or nothing. */
export const sed: Builtin = (words, state, machine, context) => {
  const options = permutedOptions(words, SED);
  if (!hasOption(options, 'i', 'in-place')) return filter(words, state, machine, context);
  // The sed of BSD wants a suffix after -i, which may be empty.
  const rest = options.rest[0]?.text === '' ? options.rest.slice(1) : options.rest;
  const files = hasOption(options, 'e', 'expression') ? rest : rest.slice(1);
  for (const file of files)
    editFile(file, (lines) => sedLines(lines, { ...options, rest }), state, machine, context);
  return setStatus(state, 'success');
};

/** `perl -pi -e 's/a/b/' FILES`; what else Perl does is not known. */
export const perl: Builtin = (words, state, machine, context) => {
  const options = permutedOptions(words, PERL);
  if (!['p', 'i', 'e'].every((name) => hasOption(options, name))) return setStatus(state, 'unknown');
  for (const file of options.rest)
    editFile(file, (lines) => perlLines(lines, options), state, machine, context);
  return setStatus(state, 'success');
};

/** Changes a file's lines, where they are known; where what is made of them is not, nothing is known of it any more. */
export function editFile(
  file: TracedText,
  change: (lines: Lines) => Lines | undefined,
  state: State,
  machine: Machine,
  context: Context,
): void {
  const path = file.known;
  const resolved = path === undefined ? undefined : resolvePath(path, state);
  if (path === undefined || resolved === undefined) return;
  const before = textOfFile(path, state, machine);
  const isUsable =
    typeof before !== 'string' && before.runs.length < MOST_PARTS && machine.spend(1 + (before.length >> 6));
  const lines = isUsable ? change(linesOf(before)) : undefined;
  if (lines === undefined) {
    state.files.set(resolved, 'unknown');
    return;
  }
  const text = TracedText.concat(lines.flatMap((line) => [line, implied('\n', line.locate() ?? context.at)]));
  writeFile(resolved, text, false, state);
  machine.write({ path, text, append: false, at: file.locate(), conditional: context.conditional }, state);
}
