import { TracedText } from '../../text/traced-text.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { WordPart } from '../interpreter/nodes.ts';
import type { State } from '../interpreter/state.ts';
import { UNSET, type Value } from '../interpreter/variable.ts';
import { evaluateText } from './arithmetic.ts';
import { arrayItems, fieldSeparators, lookupVariable, scalarOf } from './variables.ts';

/** What a parameter stands for before its operation. */
export type Parameter =
  | { readonly kind: 'value'; readonly value: Value; readonly assumed: boolean }
  /** `$@`, `$*`, `${A[@]}`: a list, joined where `star`. */
  | { readonly kind: 'list'; readonly items: readonly TracedText[]; readonly star: boolean };

export type ParameterPart = Extract<WordPart, { type: 'ParameterExpansion' | 'SimpleExpansion' }>;

/** Looks a parameter up by name and index. */
export function lookupParameter(
  name: string,
  index: string | undefined,
  part: ParameterPart,
  machine: Machine,
  state: State,
  context: Context,
): Parameter {
  if (name === '@' || name === '*') return { kind: 'list', items: state.positional, star: name === '*' };
  const at = context.code.locate(part.pos, part.end);
  const value = (v: Value, assumed = false): Parameter => ({ kind: 'value', value: v, assumed });
  if (/^\d+$/.test(name)) return value(positionalValue(Number(name), state));
  if (/^[#?$!-]$/.test(name)) {
    if (name === '!' && !state.hasBackground) return value(UNSET);
    const special = specialText(name, state);
    if (special === undefined || at === undefined)
      return value({ kind: 'unknown', because: specialReason(name) });
    return value({ kind: 'scalar', text: TracedText.decoded(special, at) });
  }
  if (name === 'IFS' && !state.variables.has(name) && at !== undefined)
    return value({ kind: 'scalar', text: TracedText.decoded(fieldSeparators(state), at) });
  if (
    name === 'BASH_SOURCE' &&
    state.dialect === 'bash' &&
    !state.variables.has(name) &&
    state.zero !== undefined
  )
    return value({ kind: 'scalar', text: state.zero });
  const found = lookupVariable(state, name);
  if (index === undefined) return value(scalarOf(found.value), found.assumed);
  if (index === '@' && found.value.kind === 'unknown' && at !== undefined && !hasOperation(part)) {
    // However it is quoted, it may be any number of words.
    return { kind: 'list', items: [TracedText.unknown(name, found.value.because, at, true)], star: false };
  }
  return indexed(found.value, index, found.assumed, machine, state, context);
}

function hasOperation(part: ParameterPart): boolean {
  return part.type === 'ParameterExpansion' && part.operation !== undefined;
}

function indexed(
  value: Value,
  index: string,
  assumed: boolean,
  machine: Machine,
  state: State,
  context: Context,
): Parameter {
  if (index === '@' || index === '*') return listOf(value, index === '*', assumed);
  if (value.kind !== 'array')
    return {
      kind: 'value',
      value: index === '0' ? value : value.kind === 'unknown' ? value : UNSET,
      assumed,
    };
  const key = value.associative ? index : arrayIndex(index, value.items, machine, state, context);
  if (key === undefined)
    return { kind: 'value', value: { kind: 'unknown', because: 'the index is not known' }, assumed };
  const text = value.items.get(key);
  return { kind: 'value', value: text === undefined ? UNSET : { kind: 'scalar', text }, assumed };
}

function listOf(value: Value, star: boolean, assumed: boolean): Parameter {
  if (value.kind === 'array')
    return { kind: 'list', items: arrayItems(value.items, value.associative).map(([, text]) => text), star };
  if (value.kind === 'scalar') return { kind: 'list', items: [value.text], star };
  if (value.kind === 'unset') return { kind: 'list', items: [], star };
  return { kind: 'value', value, assumed };
}

/** An index of a plain array as its key; negative ones count from the end. */
export function arrayIndex(
  index: string,
  items: ReadonlyMap<string, TracedText>,
  machine: Machine,
  state: State,
  context: Context,
): string | undefined {
  const number = evaluateText(index, machine, state, context);
  if (typeof number !== 'bigint') return undefined;
  if (number >= 0n) return String(number);
  const last = Math.max(-1, ...[...items.keys()].map(Number));
  return String(BigInt(last + 1) + number);
}

/** `$N`: unknown as soon as a part of the parameters before it may be any number of words. */
function positionalValue(n: number, state: State): Value {
  if (n === 0)
    return state.zero === undefined
      ? { kind: 'unknown', because: 'the name of the script is not known' }
      : { kind: 'scalar', text: state.zero };
  const before = state.positional.slice(0, n);
  if (before.some((word) => word.splits))
    return { kind: 'unknown', because: 'it is an argument of the script' };
  const word = state.positional[n - 1];
  return word === undefined ? UNSET : { kind: 'scalar', text: word };
}

function specialText(name: string, state: State): string | undefined {
  if (name === '#')
    return state.positional.some((word) => word.splits) ? undefined : String(state.positional.length);
  if (name === '?')
    return typeof state.status === 'number'
      ? String(state.status)
      : state.status === 'success'
        ? '0'
        : undefined;
  if (name === '-') return state.flags;
  return undefined;
}

function specialReason(name: string): string {
  if (name === '#') return 'the number of arguments is not known';
  if (name === '?') return 'the exit status of a command is not known';
  return 'it is a process id or the like, which only exists at run time';
}
