import { TracedText } from '../../text/traced-text.ts';
import { evaluate } from '../expansion/arithmetic.ts';
import { setVariable } from '../expansion/variables.ts';
import { runCase } from './case.ts';
import { conditionOf } from './conditions.ts';
import { collect, mergeStates } from './join.ts';
import type { Context, Machine } from './machine.ts';
import type { Compound, Statement } from './nodes.ts';
import type { State, Status } from './state.ts';

const MOST_ROUNDS = 2000;

/** Runs `if`, loops, `case`, groups and tests. */
export function runCompound(node: Compound, state: State, machine: Machine, context: Context): State[] {
  switch (node.type) {
    case 'BraceGroup':
      return machine.statements(node.body.commands, [state], context);
    case 'Subshell':
      machine.subshell(state, (copy) => machine.statements(node.body.commands, [copy], context));
      return [state];
    case 'If':
      return runIf(node, state, machine, context);
    case 'While':
      return runWhile(
        node.kind === 'until',
        node.clause.commands,
        node.body.commands,
        state,
        machine,
        context,
      );
    case 'For':
      return runFor(node, state, machine, context);
    case 'Select':
      return runSelect(node, state, machine, context);
    case 'Case':
      return runCase(node, state, machine, context);
    case 'ArithmeticFor':
      return runArithmeticFor(node, state, machine, context);
    case 'ArithmeticCommand':
      state.status =
        state.dialect === 'sh' ? 127 : arithmeticStatus(node.expression, state, machine, context);
      return [state];
    case 'TestCommand':
      state.status = state.dialect === 'sh' ? 127 : conditionOf(node.expression, state, machine, context);
      return [state];
  }
}

type Node<T extends Compound['type']> = Extract<Compound, { type: T }>;

function arithmeticStatus(
  expression: Node<'ArithmeticCommand'>['expression'],
  state: State,
  machine: Machine,
  context: Context,
): Status {
  const value = evaluate(expression, machine, state, context);
  return typeof value === 'bigint' ? (value === 0n ? 1 : 0) : value === 'error' ? 1 : 'unknown';
}

function runIf(node: Node<'If'>, state: State, machine: Machine, context: Context): State[] {
  const done: State[] = [];
  let open: State[] = [state];
  const branch = { ...context, conditional: true };
  for (const { clause, then } of [node, ...node.elif]) {
    const tested: State[] = machine.statements(clause.commands, open, {
      ...(open[0] === state ? context : branch),
      tested: true,
    });
    open = [];
    for (const current of tested) {
      if (current.flow !== undefined) done.push(current);
      else if (current.status === 0) collect(done, machine.statements(then.commands, [current], branch));
      else if (typeof current.status === 'number') open.push(current);
      else {
        const otherwise = current.clone();
        otherwise.status = 1;
        open.push(otherwise);
        collect(done, machine.statements(then.commands, [current], branch));
      }
    }
    if (open.length === 0) return mergeStates(done);
  }
  if (node.else !== undefined) collect(done, machine.statements(node.else.commands, open, branch));
  else for (const current of open) done.push(withStatus(current, 0));
  return mergeStates(done);
}

function withStatus(state: State, status: Status): State {
  state.status = status;
  return state;
}

/** What a round of a loop leaves: states for the next round, and those that have left the loop. */
function sortRound(states: readonly State[], going: State[], done: State[]): void {
  for (const state of states) {
    const { flow } = state;
    if (flow?.kind !== 'break' && flow?.kind !== 'continue') {
      (flow === undefined ? going : done).push(state);
      continue;
    }
    if (flow.levels > 1) {
      state.flow = { kind: flow.kind, levels: flow.levels - 1 };
      done.push(state);
    } else {
      state.flow = undefined;
      (flow.kind === 'continue' ? going : done).push(state);
    }
  }
}

function runWhile(
  until: boolean,
  clause: readonly Statement[],
  body: readonly Statement[],
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  const done: State[] = [];
  let going: State[] = [state];
  const inner = { ...context, conditional: true };
  for (let round = 0; going.length > 0 && round < MOST_ROUNDS && machine.spend(); round++) {
    const tops = going.map((current) => current.clone());
    const tested = machine.statements(clause, going, { ...context, tested: true });
    going = [];
    for (const current of tested) {
      if (current.flow !== undefined) {
        sortRound([current], going, done);
        continue;
      }
      const status =
        until && typeof current.status === 'number' ? (current.status === 0 ? 1 : 0) : current.status;
      if (typeof status === 'number' && status !== 0) {
        done.push(withStatus(current, 0));
        continue;
      }
      // A test that nobody can decide: the body may run, once is enough to see what it does.
      const decided = status === 0;
      if (!decided) done.push(withStatus(current.clone(), 0));
      const next: State[] = [];
      sortRound(machine.statements(body, [current], inner), next, done);
      if (decided)
        for (const after of next) (tops.some((top) => isStill(top, after)) ? done : going).push(after);
      else collect(done, next);
    }
    going = mergeStates(going);
  }
  return mergeStates([...done, ...going]);
}

/** A round that changed nothing will never end the loop by itself. */
function isStill(before: State, after: State): boolean {
  const copy = after.clone();
  copy.status = before.status;
  return mergeStates([before.clone(), copy]).length === 1;
}

function runFor(node: Node<'For'>, state: State, machine: Machine, context: Context): State[] {
  const words =
    node.wordlist === undefined ? state.positional : machine.fields(node.wordlist, state, context);
  if (state.flow !== undefined) return [state];
  state.status = 0;
  const done: State[] = [];
  let going: State[] = [state];
  for (const word of words) {
    if (going.length === 0 || !machine.spend()) break;
    const next: State[] = [];
    for (const current of going) {
      setVariable(current, node.name.value, { kind: 'scalar', text: word.withSplits(false) });
      sortRound(
        machine.statements(node.body.commands, [current], { ...context, conditional: true }),
        next,
        done,
      );
    }
    going = mergeStates(next);
  }
  return mergeStates([...going, ...done]);
}

/** `select` reads the answer from the standard input: the body may run with any of the words. */
function runSelect(node: Node<'Select'>, state: State, machine: Machine, context: Context): State[] {
  if (state.input === 'empty') return [withStatus(state, 1)];
  const skipped = state.clone();
  const at = context.code.locate(node.name.pos, node.name.end);
  if (at === undefined) return [state];
  setVariable(state, node.name.value, {
    kind: 'scalar',
    text: TracedText.unknown(node.name.value, 'somebody chooses it', at),
  });
  const done: State[] = [skipped];
  sortRound(machine.statements(node.body.commands, [state], { ...context, conditional: true }), done, done);
  return mergeStates(done);
}

function runArithmeticFor(
  node: Node<'ArithmeticFor'>,
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  evaluate(node.initialize, machine, state, context);
  const done: State[] = [];
  let going: State[] = [state];
  for (let round = 0; going.length > 0 && round < MOST_ROUNDS && machine.spend(); round++) {
    const next: State[] = [];
    for (const current of going) {
      const test = node.test === undefined ? 1n : evaluate(node.test, machine, current, context);
      if (test === 0n) {
        done.push(withStatus(current, 0));
        continue;
      }
      const after: State[] = [];
      sortRound(
        machine.statements(node.body.commands, [current], { ...context, conditional: true }),
        after,
        done,
      );
      for (const s of after) if (node.update !== undefined) evaluate(node.update, machine, s, context);
      (typeof test === 'bigint' ? next : done).push(...after);
    }
    going = mergeStates(next);
  }
  return mergeStates([...done, ...going]);
}
