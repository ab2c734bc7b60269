import { mergeStates } from './join.ts';
import type { Context, Machine } from './machine.ts';
import type { CommandTree, PipelineTree, Statement } from './nodes.ts';
import type { State } from './state.ts';

/** Runs commands one after another in every state that reaches them. */
export function runStatements(
  list: readonly Statement[],
  states: readonly State[],
  machine: Machine,
  context: Context,
): State[] {
  let current = [...states];
  for (const statement of list) {
    if (!current.some((state) => state.flow === undefined)) break;
    const next: State[] = [];
    for (const state of current) {
      if (state.flow !== undefined || state.options.noexec) next.push(state);
      else next.push(...runStatement(statement, state, machine, forked(context, current.length)));
    }
    if (next.length > 1) machine.spend(4 * next.length);
    // Once the budget is used up, ways through the script are no longer kept apart.
    current = machine.exhausted ? mergeStates(next, 1) : mergeStates(next);
  }
  return current;
}

function forked(context: Context, states: number): Context {
  return states > 1 && !context.conditional ? { ...context, conditional: true } : context;
}

function runStatement(statement: Statement, state: State, machine: Machine, context: Context): State[] {
  machine.spend();
  if (statement.background === true) {
    machine.subshell(state, (copy) => runTree(statement.command, copy, machine, context));
    state.hasBackground = true;
    state.status = 0;
    return [state];
  }
  return runTree(statement.command, state, machine, context);
}

function runTree(node: CommandTree, state: State, machine: Machine, context: Context): State[] {
  if (node.type !== 'AndOr') return stopOnError(runPipeline(node, state, machine, context), node, context);
  let states: State[] = [state];
  for (const [i, command] of node.commands.entries()) {
    const operator = node.operators[i - 1];
    const last = i === node.commands.length - 1;
    const inner = last ? context : { ...context, tested: true };
    const next: State[] = [];
    for (const current of states) next.push(...runOperand(command, operator, current, machine, inner, last));
    states = mergeStates(next);
  }
  return states;
}

/** One side of `&&` or `||`, where the status before it lets it run. */
function runOperand(
  command: PipelineTree,
  operator: '&&' | '||' | undefined,
  state: State,
  machine: Machine,
  context: Context,
  last: boolean,
): State[] {
  const run = (s: State, inner: Context) => {
    const results = runPipeline(command, s, machine, inner);
    return last ? stopOnError(results, command, inner) : results;
  };
  if (state.flow !== undefined) return [state];
  if (operator === undefined) return run(state, context);
  const { status } = state;
  const inner = { ...context, conditional: true };
  if (operator === '&&') {
    if (status === 0) return run(state, context);
    if (status === 'success') return run(state, inner);
    if (typeof status === 'number') return [state];
    const skipped = state.clone();
    skipped.status = 1;
    return [...run(state, inner), skipped];
  }
  if (status === 0) return [state];
  if (typeof status === 'number') return run(state, context);
  const skipped = state.clone();
  skipped.status = status === 'success' ? 'success' : 0;
  state.status = 1;
  return [skipped, ...run(state, inner)];
}

/** `set -e`: a known failure that nothing looks at ends the shell; what `!` negates is looked at. */
function stopOnError(states: State[], node: PipelineTree, context: Context): State[] {
  if (node.type === 'Pipeline' && node.prefixes.some((prefix) => prefix.type === 'Negation')) return states;
  if (context.tested) return states;
  for (const state of states)
    if (
      state.options.errexit &&
      typeof state.status === 'number' &&
      state.status !== 0 &&
      state.flow === undefined
    )
      state.flow = { kind: 'exit' };
  return states;
}

function runPipeline(node: PipelineTree, state: State, machine: Machine, context: Context): State[] {
  if (node.type !== 'Pipeline') return machine.command(node, state, context);
  const negated = node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const inner = negated ? { ...context, tested: true } : context;
  const [only] = node.commands;
  let states: State[];
  if (node.commands.length === 1 && only !== undefined) states = machine.command(only, state, inner);
  else {
    runPiped(node.commands, state, machine, inner);
    states = [state];
  }
  if (negated)
    for (const s of states)
      if (typeof s.status === 'number') s.status = s.status === 0 ? 1 : 0;
      else s.status = 'unknown';
  return states;
}

/** Every command of a pipeline is a shell of its own; each reads what the one before prints. */
function runPiped(
  commands: readonly Parameters<Machine['command']>[0][],
  state: State,
  machine: Machine,
  context: Context,
): void {
  const before = state.input;
  for (const [i, command] of commands.entries()) {
    if (i === commands.length - 1) machine.subshell(state, (copy) => machine.command(command, copy, context));
    else {
      const text = machine.capture(state, (copy) => machine.command(command, copy, context));
      state.input = { text, from: 0 };
    }
  }
  state.input = before;
}
