import { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { programName } from '../program-name.ts';
import { UTILITIES } from '../utilities/registry.ts';
import { shellDialect } from '../wrappers/shells.ts';
import type { EnvironmentChange, ShellDialect } from '../wrappers/step.ts';
import { unwrap } from '../wrappers/unwrap.ts';
import { resolvePath, textOfFile } from './file-access.ts';
import type { Context, Machine } from './machine.ts';
import { printUnknown } from './output.ts';
import type { State, Status } from './state.ts';
import { runXargs } from './xargs.ts';

const DEEPEST = 60;
const FEW = 5;

/** Programs whose status is an answer, so that neither success nor failure can be presumed. */
const TESTING = new Set(
  'grep egrep fgrep rgrep pgrep pidof cmp diff id getent ping nc ncat netcat ss lsof hash type which whereis'.split(
    ' ',
  ),
);

/** Utilities that only read and print. */
const MAKES_NO_FILES = new Set(
  'echo printf true false test [ which cat tr seq expr basename dirname readlink realpath rm head tail cut uniq tac grep sleep'.split(
    ' ',
  ),
);

/** `/etc/init.d/memcached restart`, `/lib/svc/method/memcached start`: a script of the same name, which has its own file. */
const SERVICE_SCRIPT = /(?:^|\/)(?:(?:init|rc)\.?d|svc\/method)\//;

/** Runs an argv without functions and builtins: utilities, wrappers, scripts, programs. */
export function runExternal(
  words: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  const [program, ...rest] = words;
  if (program === undefined) return [state];
  const name = programName(program);
  const utility = name === undefined ? undefined : UTILITIES.get(name);
  state.status = name !== undefined && TESTING.has(name) ? 'unknown' : 'success';
  if (name === undefined || !MAKES_NO_FILES.has(name)) machine.filesMayAppear = true;
  if (utility !== undefined) return utility(rest, state, machine, context);
  const step = unwrap(words);
  machine.spend();
  // Without budget only what stands in the script itself is followed into shells and files.
  if (context.depth > (machine.exhausted ? FEW : DEEPEST) && step.kind !== 'program') return [state];
  const inner: Context = { ...context, depth: context.depth + 1 };
  switch (step.kind) {
    case 'program':
      runProgram(program, name, rest, state, machine, context);
      return [state];
    case 'nothing':
      printUnknown(state, program.text, `what ${program.text} prints is not known`, context.at);
      return [state];
    case 'script':
      // What is put into code unquoted may be any number of words there, however it was quoted outside.
      machine.childShell(step.script.withSplits(true), step.operands, step.dialect, state, inner);
      return [state];
    case 'stdin':
      runInput(step.operands, step.dialect, state, machine, inner);
      return [state];
    case 'file':
      runFile(step.path, step.operands, step.dialect, state, machine, inner);
      return [state];
    case 'command': {
      const command = step.ownNetwork === true ? { ...inner, ownNetwork: true } : inner;
      const { environment, xargs } = step;
      if (xargs !== undefined) runXargs(step.words, xargs, state, machine, command);
      else
        machine.subshell(state, (copy) => {
          if (environment !== undefined) changeEnvironment(copy, environment);
          return machine.external(step.words, copy, command);
        });
      return [state];
    }
  }
}

function changeEnvironment(state: State, change: EnvironmentChange): void {
  if (change.clear === true) {
    for (const [name] of [...state.variables]) state.variables.delete(name);
    state.base = { lookup: () => 'unset' };
  }
  for (const name of change.unset ?? [])
    state.variables.set(name, { value: { kind: 'unset' }, exported: false, readonly: false, assumed: false });
  for (const [name, text] of change.set ?? [])
    state.variables.set(name, {
      value: { kind: 'scalar', text },
      exported: true,
      readonly: false,
      assumed: false,
    });
}

/** A shell that reads its commands from the standard input. */
function runInput(
  operands: readonly TracedText[],
  dialect: ShellDialect,
  state: State,
  machine: Machine,
  context: Context,
): void {
  const { input } = state;
  if (typeof input === 'string') return;
  state.input = 'unknown';
  const zero = TracedText.decoded(dialect, context.at ?? { file: new SourceFile('', ''), start: 0, end: 0 });
  const script = input.text.slice(input.from).withSplits(true);
  machine.childShell(script, [zero, ...operands], dialect, state, context);
}

/** A script given to a shell by its path. */
function runFile(
  path: TracedText,
  operands: readonly TracedText[],
  dialect: ShellDialect,
  state: State,
  machine: Machine,
  context: Context,
): void {
  const name = path.known;
  if (name === '/dev/stdin' || name === '/dev/fd/0') {
    runInput(operands, dialect, state, machine, context);
    return;
  }
  const text = name === undefined ? 'unknown' : textOfFile(name, state, machine);
  if (typeof text !== 'string') machine.childShell(text, [path, ...operands], dialect, state, context);
}

function runProgram(
  program: TracedText,
  name: string | undefined,
  argv: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
): void {
  const target = linkTarget(program, state);
  const known =
    target === undefined
      ? name
      : programName(
          TracedText.decoded(target, context.at ?? { file: new SourceFile('', ''), start: 0, end: 0 }),
        );
  if (known !== undefined && target === undefined && runScript(program, argv, state, machine, context))
    return;
  if (known === undefined || !LEAVES_FILES.has(known)) forgetFiles(argv, state);
  printUnknown(
    state,
    [program, ...argv].map((word) => word.text).join(' '),
    `what ${known ?? 'the program'} prints is not known`,
    context.at,
  );
  if (known === undefined || SERVICE_SCRIPT.test(program.text) || !machine.options.interest(known)) return;
  const posixlyCorrect = exportedValue(state, 'POSIXLY_CORRECT');
  const { at, conditional, ownNetwork } = context;
  const input = typeof state.input === 'string' ? {} : { input: state.input.text.slice(state.input.from) };
  machine.invoke(
    { name: known, program, argv, at, conditional, ownNetwork, posixlyCorrect, ...input },
    state,
  );
}

/** Programs that take files as words and leave their text alone. */
const LEAVES_FILES = new Set(
  'chmod chown chgrp ls stat file wc touch scp diff cmp md5sum sha256sum less more memcached docker podman nerdctl'.split(
    ' ',
  ),
);

/** A program that is not followed may change a file that it is given. */
function forgetFiles(words: readonly TracedText[], state: State): void {
  if (state.files.size === 0) return;
  for (const word of words.slice(0, 100)) {
    const path = word.known === undefined ? undefined : resolvePath(word.known, state);
    if (path !== undefined && state.files.has(path)) state.files.set(path, 'unknown');
  }
}

function exportedValue(state: State, name: string): boolean {
  const own = state.variables.get(name);
  if (own !== undefined) return own.exported && own.value.kind === 'scalar';
  const inherited = state.base.lookup(name);
  return inherited !== 'unset' && inherited !== 'unknown';
}

/** What a link that the script made leads to. */
function linkTarget(program: TracedText, state: State): string | undefined {
  const path = program.known;
  if (path === undefined || !path.includes('/') || state.links.size === 0) return undefined;
  const resolved = resolvePath(path, state);
  return resolved === undefined ? undefined : state.links.get(resolved);
}

/** `./start.sh`: a script at hand, run by the shell of its first line. */
function runScript(
  program: TracedText,
  operands: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
): boolean {
  const path = program.known;
  if (path === undefined || !path.includes('/')) return false;
  const text = textOfFile(path, state, machine);
  if (typeof text === 'string') return false;
  const dialect = scriptDialect(text.text.slice(0, 200));
  if (dialect === undefined) return false;
  const status: Status = state.status;
  machine.childShell(text, [program, ...operands], dialect, state, { ...context, depth: context.depth + 1 });
  if (state.status === 'unknown') state.status = status;
  return true;
}

/** The shell that a script's first line names; without one the calling shell reads it. */
function scriptDialect(start: string): ShellDialect | undefined {
  const line = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(start);
  if (line === null) return /[\0]/.test(start) ? undefined : 'sh';
  const base = (path: string | undefined) => path?.replace(/^.*\//, '') ?? '';
  const name = base(line[1]);
  return shellDialect(name === 'env' ? base(line[2]) : name);
}
