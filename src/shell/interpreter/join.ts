import { TracedText } from '../../text/traced-text.ts';
import { lookupVariable } from '../expansion/variables.ts';
import type { SharedMap } from './shared-map.ts';
import type { Output, State } from './state.ts';
import { sameText, sameValue, type Variable } from './variable.ts';

/** More states than these are made one, in which what differs is unknown. */
const MOST_STATES = 8;

/** Takes states together that no later command can tell apart, and all of them where there are too many. */
export function mergeStates(states: readonly State[], most = MOST_STATES): State[] {
  if (states.length < 2) return [...states];
  const kept: State[] = [];
  for (const state of states) {
    const twin = kept.find((other) => sameState(other, state));
    if (twin === undefined) kept.push(state);
    else absorb(twin, state);
  }
  const live = kept.filter((state) => state.flow === undefined);
  if (live.length > most)
    return [widen(live), ...kept.filter((state) => state.flow !== undefined).slice(0, 4)];
  return kept.length > 2 * most ? kept.slice(0, 2 * most) : kept;
}

/** Adds states to those collected so far, merging before they become many. */
export function collect(collected: State[], states: readonly State[]): void {
  for (const state of states) collected.push(state);
  if (collected.length <= 2 * MOST_STATES) return;
  const merged = mergeStates(collected);
  collected.length = 0;
  for (const state of merged) collected.push(state);
}

function sameState(a: State, b: State): boolean {
  return (
    sameFlow(a, b) &&
    a.directory === b.directory &&
    a.options === b.options &&
    a.captured === b.captured &&
    a.hasBackground === b.hasBackground &&
    a.flags === b.flags &&
    a.descriptors === b.descriptors &&
    sameInput(a, b) &&
    sameOutput(a.output, b.output) &&
    sameWords(a.positional, b.positional) &&
    sameMap(a.functions, b.functions, (x, y) => x === y) &&
    sameMap(a.files, b.files, (x, y) => x === y) &&
    sameMap(a.links, b.links, (x, y) => x === y) &&
    sameMap(a.variables, b.variables, sameVariable)
  );
}

function sameFlow(a: State, b: State): boolean {
  if (a.flow?.kind !== b.flow?.kind) return false;
  const levels = (state: State) =>
    state.flow !== undefined && 'levels' in state.flow ? state.flow.levels : 0;
  return levels(a) === levels(b);
}

function sameInput(a: State, b: State): boolean {
  if (a.input === b.input) return true;
  if (typeof a.input === 'string' || typeof b.input === 'string') return false;
  return a.input.text === b.input.text && a.input.from === b.input.from;
}

function sameOutput(a: Output | undefined, b: Output | undefined): boolean {
  let left = a;
  let right = b;
  while (left !== right) {
    if (left === undefined || right === undefined || !sameText(left.piece, right.piece)) return false;
    left = left.before;
    right = right.before;
  }
  return true;
}

function sameWords(a: readonly TracedText[], b: readonly TracedText[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((word, i) => b[i] !== undefined && sameText(word, b[i]));
}

function sameVariable(a: Variable, b: Variable): boolean {
  return a === b || (a.exported === b.exported && a.assumed === b.assumed && sameValue(a.value, b.value));
}

/** Copies that went their own ways are only compared while that is cheap; they count as different then. */
const MOST_COMPARED = 300;

function sameMap<V>(a: SharedMap<V>, b: SharedMap<V>, same: (a: V, b: V) => boolean): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const equal = a.equals(b, same);
  if (equal !== undefined) return equal;
  if (a.size > MOST_COMPARED) return false;
  for (const [key, left] of a) {
    const right = b.get(key);
    if (left !== right && (right === undefined || !same(left, right))) return false;
  }
  return true;
}

function keysOf<V>(...maps: readonly SharedMap<V>[]): ReadonlySet<string> {
  return new Set(maps.flatMap((map) => [...map].map(([key]) => key)));
}

/** What `other` did happened on one of the ways to the joint state. */
function absorb(state: State, other: State): void {
  if (state.status !== other.status) state.status = 'unknown';
  joinCounts(state, other);
}

/** Counts of both; the greater where they differ, since only one way is taken. */
export function joinCounts(state: State, other: State): void {
  const keys = state.counts.changedKeys(other.counts) ?? keysOf(other.counts);
  for (const key of keys) {
    const count = other.counts.get(key) ?? 0;
    if (count > (state.counts.get(key) ?? 0)) state.counts.set(key, count);
  }
}

/** The first state as one for all: what they agree on, and `unknown` for the rest. A copy would lose what they share. */
function widen(states: readonly State[]): State {
  const [state, ...rest] = states;
  if (state === undefined) throw new RangeError('no states to widen');
  for (const other of rest) {
    absorb(state, other);
    if (state.directory !== other.directory) state.directory = undefined;
    if (!sameInput(state, other)) state.input = 'unknown';
    if (other.hasBackground) state.hasBackground = true;
    if (state.flags !== other.flags) state.flags = undefined;
    if (state.descriptors !== other.descriptors) state.descriptors = undefined;
    if (!sameWords(state.positional, other.positional))
      state.positional = [openWord(state.positional, other.positional)].flat();
    widenVariables(state, other);
    for (const [name, body] of other.functions)
      if (!state.functions.has(name)) state.functions.set(name, body);
    for (const [path, text] of other.files) if (!state.files.has(path)) state.files.set(path, text);
  }
  return state;
}

function widenVariables(state: State, other: State): void {
  const names = state.variables.changedKeys(other.variables) ?? keysOf(state.variables, other.variables);
  for (const name of names) {
    const a = lookupVariable(state, name);
    const b = lookupVariable(other, name);
    if (sameVariable(a, b)) continue;
    state.variables.set(name, {
      ...a,
      exported: a.exported || b.exported,
      value: { kind: 'unknown', because: `${name} has several values, depending on what happens before` },
    });
  }
}

/** Parameters that differ: any number of words. */
function openWord(a: readonly TracedText[], b: readonly TracedText[]): readonly TracedText[] {
  const at = [...a, ...b].map((word) => word.locate()).find((place) => place !== undefined);
  return at === undefined
    ? []
    : [TracedText.unknown('$@', 'the parameters depend on what happens before', at, true)];
}
