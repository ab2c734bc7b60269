import { TracedText } from '../../text/traced-text.ts';
import { isName, lookupVariable, resolveName, setVariable } from '../expansion/variables.ts';
import { makeLocal } from '../interpreter/functions.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { Assignment, Word } from '../interpreter/nodes.ts';
import type { State } from '../interpreter/state.ts';
import { UNSET, type Value, type Variable, variable } from '../interpreter/variable.ts';
import { setStatus } from './control.ts';

interface Attributes {
  readonly local: boolean;
  readonly exported?: boolean;
  readonly readonly?: boolean;
  readonly array?: 'plain' | 'associative';
  readonly reference?: boolean;
  readonly transform?: Variable['transform'];
}

/**
 * `export`, `readonly`, `local`, `declare`, `typeset`. All words are expanded before any name is set: in
 * `local A=$1 B=$A` B gets the outer A.
 */
export function declare(
  builtin: string,
  words: readonly (Word | Assignment)[],
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  if (state.dialect === 'sh' && (builtin === 'declare' || builtin === 'typeset'))
    return setStatus(state, 127);
  state.status = 0;
  const { options, operands } = takeOptions(words, machine, state, context);
  if (builtin === 'local' && state.scopes.length === 0) {
    if (state.dialect === 'sh') state.flow = { kind: 'exit' };
    return setStatus(state, 1);
  }
  if (/[fFp]/.test(options) && builtin !== 'export') return [state];
  const attributes = attributesOf(builtin, options, state);
  const targets = operands.map((operand) => prepared(operand, attributes, state, machine, context));
  if (state.flow !== undefined) return [state];
  for (const target of targets.flat())
    apply(target, attributes, options.includes('n') && builtin === 'export', state, machine, context);
  return [state];
}

function takeOptions(
  words: readonly (Word | Assignment)[],
  machine: Machine,
  state: State,
  context: Context,
): { options: string; operands: readonly (Word | Assignment)[] } {
  let options = '';
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i];
    if (word?.type !== 'Word') break;
    const { text } = machine.single(word, state, context);
    if (text.text === '--') return { options, operands: words.slice(i + 1) };
    if (!/^[-+][A-Za-z]+$/.test(text.text)) break;
    options += text.text.startsWith('-') ? text.text.slice(1) : '';
  }
  return { options, operands: words.slice(i) };
}

function attributesOf(builtin: string, options: string, state: State): Attributes {
  const declares = builtin === 'declare' || builtin === 'typeset' || builtin === 'local';
  const local = builtin === 'local' || (declares && state.scopes.length > 0 && !options.includes('g'));
  if (!declares)
    return {
      local,
      exported: builtin === 'export',
      readonly: builtin === 'readonly' || options.includes('r'),
    };
  const transform = options.includes('i')
    ? 'integer'
    : options.includes('u')
      ? 'upper'
      : options.includes('l')
        ? 'lower'
        : undefined;
  const array = options.includes('A') ? 'associative' : options.includes('a') ? 'plain' : undefined;
  return {
    local,
    exported: options.includes('x'),
    readonly: options.includes('r'),
    reference: options.includes('n'),
    ...(array === undefined ? {} : { array }),
    ...(transform === undefined ? {} : { transform }),
  };
}

/** A name and what it is to get; `undefined` value: only its attributes change. */
interface Target {
  readonly name: string;
  readonly value?: Value;
  readonly assumed: boolean;
  readonly append: boolean;
  /** An array, or an assignment that depends on the old value, is carried out by `assign`. */
  readonly node?: Assignment;
}

function prepared(
  operand: Word | Assignment,
  attributes: Attributes,
  state: State,
  machine: Machine,
  context: Context,
): readonly Target[] {
  if (operand.type === 'Assignment') {
    const { name } = operand;
    const append = operand.append === true;
    if (
      operand.value?.type === 'ArrayValue' ||
      operand.index !== undefined ||
      append ||
      attributes.transform === 'integer'
    )
      return [{ name, assumed: false, append, node: operand }];
    const scratch = state.clone();
    scratch.variables.delete(name);
    scratch.scopes = [];
    if (operand.value === undefined)
      return [{ name, value: { kind: 'scalar', text: TracedText.empty }, assumed: false, append }];
    const { text, assumed } = machine.single(operand.value as Word, state, context);
    return [{ name, value: { kind: 'scalar', text }, assumed, append }];
  }
  // `export $(cat conf)`, `declare "$k=$v"`: the words decide after expansion.
  return machine.fields([operand], state, context).map((text) => {
    const equals = text.text.indexOf('=');
    if (equals < 0) return { name: text.text, assumed: false, append: false };
    return {
      name: text.text.slice(0, equals),
      value: { kind: 'scalar', text: text.slice(equals + 1) },
      assumed: false,
      append: false,
    };
  });
}

function apply(
  target: Target,
  attributes: Attributes,
  unexport: boolean,
  state: State,
  machine: Machine,
  context: Context,
): void {
  if (!isName(target.name)) return;
  const name =
    attributes.reference === true || attributes.local ? target.name : resolveName(state, target.name);
  if (attributes.local && makeLocal(name, state)) startLocal(name, target, state);
  const before = lookupVariable(state, name);
  if (before.readonly && (target.value !== undefined || target.node !== undefined)) {
    state.flow = { kind: 'exit' };
    return;
  }
  state.variables.set(name, {
    ...before,
    ...emptyArray(attributes, before.value),
    ...(attributes.transform === undefined ? {} : { transform: attributes.transform }),
  });
  if (target.node !== undefined) machine.assign(target.node, state, context);
  else if (target.value !== undefined) {
    const reference =
      attributes.reference === true && target.value.kind === 'scalar' ? target.value.text.known : undefined;
    if (reference !== undefined) state.variables.set(name, variable({ kind: 'reference', name: reference }));
    else setVariable(state, name, target.value, target.assumed);
  }
  const now = state.variables.get(name) ?? before;
  state.variables.set(name, {
    ...now,
    exported: unexport ? false : now.exported || attributes.exported === true,
    readonly: now.readonly || attributes.readonly === true,
  });
}

/** A local variable starts unset in bash; in dash it keeps the outer value. */
function startLocal(name: string, target: Target, state: State): void {
  const bare = target.value === undefined && target.node === undefined;
  if (state.dialect === 'sh' && bare) return;
  const old = state.variables.get(name);
  state.variables.set(name, { ...variable(UNSET), exported: old?.exported === true });
}

function emptyArray(attributes: Attributes, old: Value): { readonly value?: Value } {
  if (attributes.array === undefined || old.kind === 'array') return {};
  return { value: { kind: 'array', items: new Map(), associative: attributes.array === 'associative' } };
}
