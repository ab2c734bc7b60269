import { TracedText } from '../../text/traced-text.ts';
import { declare } from '../builtins/declare.ts';
import { DECLARATIONS, SPECIAL_BUILTINS } from '../builtins/registry.ts';
import { lookupVariable, resolveName } from '../expansion/variables.ts';
import { expandRaw } from '../expansion/words.ts';
import type { Context, Machine } from './machine.ts';
import type { Assignment, Redirection, SimpleCommand, Word } from './nodes.ts';
import { ORDINARY, type Redirected, withRedirections } from './redirect.ts';
import type { State } from './state.ts';
import type { Variable } from './variable.ts';

/** A command taken apart as its dialect reads it. */
interface Parts {
  readonly assignments: readonly Assignment[];
  readonly words: readonly (Word | Assignment)[];
  readonly redirections: readonly Redirection[];
}

/** Runs a simple command: expansion, redirections, assignments, then what it names. */
export function runSimple(node: SimpleCommand, state: State, machine: Machine, outer: Context): State[] {
  const at = outer.code.locate(node.pos, node.end);
  const context: Context = { ...outer, at: at ?? outer.at };
  if (state.dialect === 'sh') {
    const split = splitAtBackground(node);
    if (split !== undefined) return runBackground(split, state, machine, context);
  }
  const alias = aliasText(node, state, context);
  if (alias !== undefined) return runAlias(alias.name, alias.text, state, machine, context);
  const parts = partsOf(node, state);
  return runParts(parts, state, machine, context);
}

function runParts(parts: Parts, state: State, machine: Machine, context: Context): State[] {
  const [first] = parts.words;
  const builtin = first?.type === 'Word' ? first.text.replace(/^\\/, '') : '';
  if (DECLARATIONS.has(builtin) && !state.functions.has(builtin)) {
    return withRedirections(parts.redirections, state, machine, context, redirected(builtin, state), () =>
      declare(builtin, parts.words.slice(1), state, machine, context),
    );
  }
  if (parts.words.length === 0) state.status = 0;
  const words = expandWords(parts.words, machine, state, context);
  if (state.flow?.kind === 'skip') {
    state.flow = undefined;
    state.status = 1;
    return [state];
  }
  if (state.flow !== undefined) return [state];
  if (words.length === 0) return runAssignments(parts, state, machine, context);
  const name = words[0]?.known ?? '';
  const kind = words.length === 1 && name === 'exec' ? 'exec' : redirected(name, state);
  return withAssignments(parts.assignments, words, state, machine, context, () =>
    withRedirections(parts.redirections, state, machine, context, kind, () =>
      machine.argv(words, state, context),
    ),
  );
}

function redirected(name: string, state: State): Redirected {
  return SPECIAL_BUILTINS.has(name) && !state.functions.has(name) ? 'special' : ORDINARY;
}

/** A command without a name. dash opens its files before it assigns, bash after. */
function runAssignments(parts: Parts, state: State, machine: Machine, context: Context): State[] {
  const assign = () => {
    for (const assignment of parts.assignments) {
      machine.assign(assignment, state, context);
      if (state.flow !== undefined) return;
    }
  };
  if (state.dialect === 'bash') assign();
  if (state.flow !== undefined) return [state];
  return withRedirections(parts.redirections, state, machine, context, ORDINARY, () => {
    if (state.dialect === 'sh') assign();
    return [state];
  });
}

/** An assignment after the command's name is an ordinary word. */
function expandWords(
  items: readonly (Word | Assignment)[],
  machine: Machine,
  state: State,
  context: Context,
): readonly TracedText[] {
  const words = items.filter((item) => item.type === 'Word');
  if (words.length === items.length) return machine.fields(words, state, context);
  return items.flatMap((item) =>
    item.type === 'Word'
      ? machine.fields([item], state, context)
      : expandRaw(context.code.slice(item.pos, item.end), machine, state, context),
  );
}

/** `A=1 cmd`: set for the command only, except before special builtins in POSIX shells. */
function withAssignments(
  assignments: readonly Assignment[],
  words: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
  run: () => State[],
): State[] {
  if (assignments.length === 0) return run();
  const name = words[0]?.known ?? '';
  const stays = state.dialect === 'sh' && SPECIAL_BUILTINS.has(name) && !state.functions.has(name);
  const saved = new Map<string, Variable | undefined>();
  for (const assignment of assignments) {
    const target = resolveName(state, assignment.name);
    if (!saved.has(target)) saved.set(target, state.variables.get(target));
    machine.assign(assignment, state, context);
    if (state.flow !== undefined) return [state];
    const now = lookupVariable(state, target);
    if (!stays) state.variables.set(target, { ...now, exported: true });
  }
  const results = run();
  if (stays) return results;
  for (const result of results)
    for (const [target, old] of saved) {
      if (old === undefined) result.variables.delete(target);
      else result.variables.set(target, old);
    }
  return results;
}

function partsOf(node: SimpleCommand, state: State): Parts {
  const assignments: Assignment[] = [];
  const redirections: Redirection[] = [];
  const words: (Word | Assignment)[] = [];
  for (const item of node.prefix) {
    if (item.type === 'Assignment') assignments.push(item);
    else redirections.push(item);
  }
  if (node.name !== undefined) words.push(node.name);
  for (const item of node.suffix) {
    if (item.type === 'Word' || item.type === 'Assignment') words.push(item);
    else {
      const digits = state.dialect === 'sh' ? descriptorWord(item) : undefined;
      if (digits !== undefined) words.push(digits);
      redirections.push(
        digits === undefined || item.type !== 'Redirect' ? item : { ...item, descriptor: undefined },
      );
    }
  }
  return { assignments, words, redirections };
}

/** dash knows one-digit descriptors only: `11211>log` is the word `11211` and `>log`; so is `{fd}>log`. */
function descriptorWord(item: Redirection): Word | undefined {
  const { descriptor } = item;
  if (descriptor === undefined || descriptor.end - descriptor.pos < 2) return undefined;
  const text = descriptor.type === 'FileDescriptor' ? String(descriptor.value) : `{${descriptor.name}}`;
  return { type: 'Word', text, value: text, pos: descriptor.pos, end: descriptor.end };
}

/** `cmd &> log` is `cmd &` and `> log` in dash. */
function splitAtBackground(node: SimpleCommand): readonly [SimpleCommand, SimpleCommand] | undefined {
  const at = node.suffix.findIndex((item) => item.type === 'Redirect' && item.operator.startsWith('&>'));
  if (at < 0) return undefined;
  const [redirection, ...rest] = node.suffix.slice(at);
  if (redirection?.type !== 'Redirect') return undefined;
  const operator = redirection.operator === '&>>' ? '>>' : '>';
  const name = rest.find((item) => item.type === 'Word');
  const others = rest.filter((item) => item !== name);
  const before = { ...node, suffix: node.suffix.slice(0, at), end: redirection.pos } as SimpleCommand;
  const after = {
    ...node,
    prefix: [{ ...redirection, operator }],
    name,
    suffix: others,
    pos: redirection.pos,
  } as SimpleCommand;
  return [before, after];
}

function runBackground(
  [before, after]: readonly [SimpleCommand, SimpleCommand],
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  machine.subshell(state, (copy) => runSimple(before, copy, machine, context));
  state.hasBackground = true;
  return runSimple(after, state, machine, context);
}

function aliasText(
  node: SimpleCommand,
  state: State,
  context: Context,
): { readonly name: string; readonly text: TracedText } | undefined {
  if (node.name === undefined || state.aliases.size === 0) return undefined;
  if (state.dialect === 'bash' && !state.options.aliases) return undefined;
  const name = node.name.text;
  const value = state.aliases.get(name);
  if (value === undefined) return undefined;
  return { name, text: TracedText.concat([value, context.code.slice(node.name.end, node.end)]) };
}

/** The alias is not seen within its own text. */
function runAlias(name: string, text: TracedText, state: State, machine: Machine, context: Context): State[] {
  const value = state.aliases.get(name);
  state.aliases.delete(name);
  const results = machine.text(text, state, context);
  if (value !== undefined) for (const result of results) result.aliases.set(name, value);
  return results;
}
