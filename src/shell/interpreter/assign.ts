import { TracedText } from '../../text/traced-text.ts';
import { evaluateText } from '../expansion/arithmetic.ts';
import { arrayIndex } from '../expansion/parameter.ts';
import { isTooLong, lookupVariable, nextIndex, setVariable } from '../expansion/variables.ts';
import { expandSingle } from '../expansion/words.ts';
import type { Context, Machine } from './machine.ts';
import type { Assignment, Word } from './nodes.ts';
import type { State } from './state.ts';
import type { Value } from './variable.ts';

/** Carries out `X=v`, `X+=v`, `A=(…)`, `A[i]=v`. An assignment to a read-only variable ends the shell, in both dialects. */
export function assign(node: Assignment, machine: Machine, state: State, context: Context): void {
  const old = lookupVariable(state, node.name);
  if (node.value?.type === 'ArrayValue') {
    if (node.append === true && isTooLong(old.value)) return;
    const items = arrayOf(node.value.elements, node.append === true, old.value, machine, state, context);
    if (state.flow === undefined) setVariable(state, node.name, { kind: 'array', ...items });
    return;
  }
  const { text, assumed } = assignedText(node, machine, state, context);
  if (state.flow !== undefined) return;
  if (node.index !== undefined) {
    assignElement(node, node.index, text, old.value, machine, state, context);
    return;
  }
  if (old.transform === 'integer') assignInteger(node, text, machine, state, context);
  else if (old.value.kind === 'array')
    assignKey('0', text, node.append === true, old.value, node.name, state);
  else {
    const value =
      node.append === true ? appended(old.value, text) : ({ kind: 'scalar', text } satisfies Value);
    if (!setVariable(state, node.name, value, assumed || (node.append === true && old.assumed)))
      state.flow = { kind: 'exit' };
  }
}

function assignedText(
  node: Assignment,
  machine: Machine,
  state: State,
  context: Context,
): { readonly text: TracedText; readonly assumed: boolean } {
  if (node.value === undefined || node.value.type !== 'Word')
    return { text: TracedText.empty, assumed: false };
  return expandSingle(node.value, machine, state, context, true);
}

function appended(old: Value, text: TracedText): Value {
  if (old.kind === 'scalar') return { kind: 'scalar', text: TracedText.concat([old.text, text]) };
  if (old.kind !== 'unknown') return { kind: 'scalar', text };
  return old;
}

function assignInteger(
  node: Assignment,
  text: TracedText,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const old = lookupVariable(state, node.name).value;
  const source = text.known;
  const added = source === undefined ? 'unknown' : evaluateText(source, machine, state, context);
  const before =
    node.append === true && old.kind === 'scalar'
      ? evaluateText(old.text.known ?? '', machine, state, context)
      : 0n;
  const at = text.locate() ?? context.at;
  if (typeof added !== 'bigint' || typeof before !== 'bigint' || at === undefined)
    setVariable(state, node.name, { kind: 'unknown', because: 'it is computed from unknown values' });
  else
    setVariable(state, node.name, { kind: 'scalar', text: TracedText.decoded(String(before + added), at) });
}

function assignElement(
  node: Assignment,
  index: Word,
  text: TracedText,
  old: Value,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const array =
    old.kind === 'array'
      ? old
      : { kind: 'array' as const, items: new Map<string, TracedText>(), associative: false };
  const name = machine.single(index, state, context).text.text;
  const key = array.associative ? name : arrayIndex(name, array.items, machine, state, context);
  if (key === undefined) setVariable(state, node.name, { kind: 'unknown', because: 'an index is not known' });
  else assignKey(key, text, node.append === true, array, node.name, state);
}

function assignKey(
  key: string,
  text: TracedText,
  append: boolean,
  array: Extract<Value, { kind: 'array' }>,
  name: string,
  state: State,
): void {
  const items = new Map(array.items);
  const old = append ? items.get(key) : undefined;
  items.set(key, old === undefined ? text : TracedText.concat([old, text]));
  setVariable(state, name, { kind: 'array', items, associative: array.associative });
}

/** The elements of `(…)`: words with splitting and globs, or `[key]=value`. */
function arrayOf(
  elements: readonly Word[],
  append: boolean,
  old: Value,
  machine: Machine,
  state: State,
  context: Context,
): { items: Map<string, TracedText>; associative: boolean } {
  const associative = old.kind === 'array' && old.associative;
  const items = new Map<string, TracedText>();
  if (append && old.kind === 'array') for (const [key, text] of old.items) items.set(key, text);
  if (append && old.kind === 'scalar') items.set('0', old.text);
  // What the caller may have put into the variable stays in front.
  if (append && old.kind === 'unknown' && context.at !== undefined)
    items.set('0', TracedText.unknown('an inherited value', old.because, context.at, true));
  let next = nextIndex(items);
  for (const element of elements) {
    const source = element.text;
    const keyed = /^\[([^\]]{1,200})\]=/.exec(source);
    if (keyed?.[1] !== undefined) {
      const whole = machine.single(element, state, context).text;
      const equals = whole.text.indexOf(']=');
      const name = whole.text.slice(1, equals);
      const key = associative ? name : arrayIndex(name, items, machine, state, context);
      if (key !== undefined) items.set(key, whole.slice(equals + 2));
      if (!associative && key !== undefined) next = Number(key) + 1;
      continue;
    }
    for (const text of machine.fields([element], state, context)) items.set(String(next++), text);
  }
  return { items, associative };
}
