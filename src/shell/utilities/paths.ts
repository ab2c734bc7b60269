import { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { resolvePath, writeFile } from '../interpreter/file-access.ts';
import { implied, print, printUnknown } from '../interpreter/output.ts';
import { hasOption, optionValue, readOptions } from '../wrappers/options.ts';
import { readInput } from './input.ts';

/** `basename PATH [SUFFIX]`. */
export const basename: Builtin = (words, state, _machine, context) => {
  const options = readOptions(words, { short: 's' });
  const [path] = options.rest;
  const suffix = optionValue(options, 's')?.known ?? options.rest[1]?.known ?? '';
  if (path !== undefined) {
    const trimmed = path.text.length > 1 ? path.slice(0, path.text.replace(/\/+$/, '').length) : path;
    const base = trimmed.slice(trimmed.text.lastIndexOf('/') + 1);
    const cut = suffix !== '' && base.text !== suffix && base.text.endsWith(suffix);
    print(state, cut ? base.slice(0, base.length - suffix.length) : base);
  }
  print(state, implied('\n', context.at));
  return setStatus(state, 0);
};

/** `dirname PATH`. */
export const dirname: Builtin = (words, state, _machine, context) => {
  const [path] = words;
  if (path !== undefined) {
    const end = path.text.replace(/\/+$/, '').lastIndexOf('/');
    const at = path.locate() ?? context.at;
    if (end > 0) print(state, path.slice(0, end));
    else print(state, implied(path.text.startsWith('/') ? '/' : '.', at));
  }
  print(state, implied('\n', context.at));
  return setStatus(state, 0);
};

/** `readlink -f`, `realpath`: the base name stays, the directory depends on the machine. */
export const realPath: Builtin = (words, state, _machine, context) => {
  const path = readOptions(words, {}).rest[0];
  printUnknown(state, `the directory of ${path?.text ?? '.'}`, 'links depend on the machine', context.at);
  if (path?.text.includes('/') === true) print(state, path.slice(path.text.lastIndexOf('/')));
  return setStatus(state, 'success');
};

/** `tee [-a] FILES`. */
export const tee: Builtin = (words, state, machine, context) => {
  const options = readOptions(words, {});
  const text = readInput([], state, machine);
  if (text === undefined) {
    printUnknown(state, 'what tee reads', 'its input is not known', context.at);
    return setStatus(state, 'success');
  }
  const append = hasOption(options, 'a', 'append');
  for (const word of options.rest) {
    const path = word.known;
    const resolved = path === undefined ? undefined : resolvePath(path, state);
    if (path === undefined || resolved === undefined || path.startsWith('/dev/')) continue;
    writeFile(resolved, text, append, state);
    machine.write({ path, text, append, at: word.locate(), conditional: context.conditional }, state);
  }
  print(state, text);
  return setStatus(state, 'success');
};

/** `ln`, `cp`, `mv`, `install`: a program or a known file under another name. */
export const copyFile: Builtin = (words, state, machine) => {
  const { rest } = readOptions(words, { short: 'mogtS', long: ['mode', 'owner', 'group'] });
  const [source, target] = rest.map((word) => word.known);
  const to = target === undefined ? undefined : resolvePath(target, state);
  const from = source === undefined ? undefined : resolvePath(source, state);
  if (rest.length === 2 && to !== undefined && from !== undefined && source !== undefined) {
    const text = state.files.get(from) ?? machine.options.files(from);
    if (text instanceof TracedText) state.files.set(to, text);
    else if (text instanceof SourceFile && /\.conf$|\/sysconfig\//.test(to))
      state.files.set(to, TracedText.source(text, 0, text.text.length));
    else if (text === undefined || text === 'missing') state.links.set(to, state.links.get(from) ?? source);
  }
  return setStatus(state, 'success');
};

/** `rm FILES`. */
export const remove: Builtin = (words, state) => {
  for (const word of readOptions(words, {}).rest) {
    const path = word.known === undefined ? undefined : resolvePath(word.known, state);
    if (path === undefined) continue;
    state.files.delete(path);
    state.links.delete(path);
  }
  return setStatus(state, 'success');
};
