import { TracedText } from '../../text/traced-text.ts';
import type { Environment } from '../invocation.ts';
import type { ShellDialect } from '../wrappers/step.ts';
import { Code, parseCode } from './code.ts';
import { joinCounts } from './join.ts';
import type { Context, Machine } from './machine.ts';
import { print, printedText } from './output.ts';
import { State, type Status } from './state.ts';

/** What a program inherits: exported variables. An unexported one may still come from the caller. */
function inheritedEnvironment(state: State): Environment {
  const variables = state.variables.clone();
  const { base } = state;
  return {
    lookup(name) {
      const own = variables.get(name);
      if (own === undefined) return base.lookup(name);
      if (own.value.kind === 'unset') return 'unset';
      if (own.value.kind === 'unknown') return own.exported ? 'unknown' : base.lookup(name);
      if (!own.exported) return base.lookup(name) === 'unset' ? 'unset' : 'unknown';
      return own.value.kind === 'scalar' ? own.value.text : 'unset';
    },
  };
}

/** Runs text as a shell of its own. */
export function runChildShell(
  text: TracedText,
  operands: readonly TracedText[],
  dialect: ShellDialect,
  state: State,
  machine: Machine,
  context: Context,
): void {
  if (context.depth > 40) return;
  const child = new State(dialect, inheritedEnvironment(state));
  const [zero, ...positional] = operands;
  child.zero = zero;
  child.positional = positional;
  child.counts = state.counts.clone();
  child.files = state.files.clone();
  child.links = state.links.clone();
  child.directory = state.directory;
  child.input = state.input;
  child.captured = state.captured;
  child.hasBackground = false;
  const parsed = parseCode(text, dialect);
  const results = runTraps(
    machine.statements(parsed.statements, [child], { ...context, code: parsed.code, tested: false }),
    machine,
    context,
  );
  takeBack(state, results, 'append');
  state.status = jointStatus(results);
}

const TRAP_CONTEXT: Context = {
  code: new Code(TracedText.empty),
  conditional: true,
  tested: false,
  ownNetwork: false,
  depth: 1,
  at: undefined,
};

/** What `trap … EXIT` registered runs when the shell ends. */
export function runTraps(states: readonly State[], machine: Machine, context: Context): State[] {
  const done: State[] = [];
  for (const state of states) {
    const { exitTrap } = state;
    if (exitTrap === undefined) done.push(state);
    else {
      state.exitTrap = undefined;
      state.flow = undefined;
      done.push(...machine.text(exitTrap, state, context));
    }
  }
  return done;
}

/** Runs something in a copy; what it does to files and prints stays, the rest is forgotten. */
export function runSubshell(state: State, run: (copy: State) => readonly State[], machine: Machine): void {
  const copy = state.clone();
  copy.exitTrap = undefined;
  const before = state.output;
  copy.output = undefined;
  const results = runTraps(run(copy), machine, TRAP_CONTEXT);
  state.output = before;
  takeBack(state, results, 'append');
  state.status = jointStatus(results);
}

/** Runs something in a copy and gives what it prints. */
export function runCapture(
  state: State,
  run: (copy: State) => readonly State[],
  machine: Machine,
): TracedText {
  const copy = state.clone();
  copy.exitTrap = undefined;
  copy.output = undefined;
  copy.captured = true;
  const results = runTraps(run(copy), machine, TRAP_CONTEXT);
  takeBack(state, results, 'drop');
  state.status = jointStatus(results);
  return jointOutput(results, 'its output depends on what happens before');
}

function takeBack(state: State, results: readonly State[], output: 'append' | 'drop'): void {
  const [first] = results;
  if (first === undefined) return;
  state.files = first.files.clone();
  state.links = first.links.clone();
  for (const result of results) {
    joinCounts(state, result);
    for (const [path, text] of result.files) if (!state.files.has(path)) state.files.set(path, text);
  }
  if (typeof state.input !== 'string') state.input = first.input;
  if (output === 'append' && state.captured)
    print(state, jointOutput(results, 'it depends on what happens before'));
}

/** The text that all agree on; an unknown part where they differ. */
function jointOutput(results: readonly State[], because: string): TracedText {
  const texts = results.map((result) => printedText(result.output));
  const [first, ...rest] = texts;
  if (first === undefined) return TracedText.empty;
  if (rest.every((text) => text.text === first.text)) return first;
  const at = texts.map((text) => text.locate()).find((place) => place !== undefined);
  return at === undefined ? first : TracedText.unknown('its output', because, at);
}

function jointStatus(results: readonly State[]): Status {
  const [first, ...rest] = results;
  if (first === undefined) return 'unknown';
  return rest.every((result) => result.status === first.status) ? first.status : 'unknown';
}
