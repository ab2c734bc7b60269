import { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { resolvePath, textOfFile, writeFile } from '../interpreter/file-access.ts';
import { implied } from '../interpreter/output.ts';
import { hasOption, readOptions } from '../wrappers/options.ts';
import { sedLines } from './editors.ts';
import { lineFilter } from './filters.ts';
import { linesOf } from './input.ts';

const SYNTAX = { short: 'ef', glued: 'i', long: ['expression', 'file'] };

const filter = lineFilter('sed', SYNTAX, 1, sedLines);

/** `sed`, which with `-i` edits files: what is then known of them is the edited text, or nothing. */
export const sed: Builtin = (words, state, machine, context) => {
  const options = readOptions(words, SYNTAX);
  if (!hasOption(options, 'i', 'in-place')) return filter(words, state, machine, context);
  const files = hasOption(options, 'e', 'expression') ? options.rest : options.rest.slice(1);
  const script = {
    ...options,
    options: options.options.filter(({ name }) => name !== 'i' && name !== 'in-place'),
  };
  for (const file of files) {
    const path = file.known;
    const resolved = path === undefined ? undefined : resolvePath(path, state);
    if (path === undefined || resolved === undefined) continue;
    const before = textOfFile(path, state, machine);
    const usable =
      typeof before !== 'string' && before.runs.length < 1000 && machine.spend(1 + (before.length >> 6));
    const lines = usable ? sedLines(linesOf(before), script) : undefined;
    if (lines === undefined) state.files.set(resolved, 'unknown');
    else {
      const text = TracedText.concat(
        lines.flatMap((line) => [line, implied('\n', line.locate() ?? context.at)]),
      );
      writeFile(resolved, text, false, state);
      machine.write(
        { path, text, append: false, at: file.locate(), conditional: context.conditional },
        state,
      );
    }
  }
  return setStatus(state, 'success');
};
