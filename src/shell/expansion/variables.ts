import { TracedText } from '../../text/traced-text.ts';
import type { State } from '../interpreter/state.ts';
import { UNSET, type Value, type Variable, variable } from '../interpreter/variable.ts';

/** Longer values, or values of more parts, are given up as unknown, so that appending in a loop stays linear. */
const LONGEST_VALUE = 65_536;
const MOST_RUNS = 128;
const MOST_ITEMS = 512;

const TOO_LONG: Value = { kind: 'unknown', because: 'the value is too long to follow' };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Variables that the shell itself gives a value. */
const SHELL_SETS: Readonly<Record<State['dialect'], RegExp>> = {
  sh: /^(?:PWD|OLDPWD|PPID)$/,
  bash: /^(?:PWD|OLDPWD|PPID|S?RANDOM|SECONDS|LINENO|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|E?UID|GROUPS|BASH(?:PID|_VERSION|_VERSINFO)?|EPOCHSECONDS|EPOCHREALTIME|SHLVL|PIPESTATUS|FUNCNAME|_)$/,
};

export function isName(text: string): boolean {
  return NAME.test(text);
}

/** The variable behind `declare -n` references. */
export function resolveName(state: State, name: string): string {
  let current = name;
  for (let i = 0; i < 8; i++) {
    const value = state.variables.get(current)?.value;
    if (value?.kind !== 'reference') return current;
    current = value.name;
  }
  return current;
}

/** A variable as the shell sees it: its own, else what it inherited. */
export function lookupVariable(state: State, name: string): Variable {
  const resolved = resolveName(state, name);
  const own = state.variables.get(resolved);
  if (own !== undefined) return own;
  if (resolved === 'OPTIND') return variable(UNSET);
  const inherited = state.base.lookup(resolved);
  if (typeof inherited === 'string' && SHELL_SETS[state.dialect].test(resolved))
    return variable({ kind: 'unknown', because: `the shell sets ${resolved} when it runs` });
  if (inherited === 'unset') return variable(UNSET);
  if (inherited === 'unknown')
    return variable({ kind: 'unknown', because: `${resolved} is not set here and may come from outside` });
  return variable({ kind: 'scalar', text: inherited }, true);
}

/** Sets a variable, keeping its attributes; `false` where it is read-only. */
export function setVariable(state: State, name: string, value: Value, assumed = false): boolean {
  const resolved = resolveName(state, name);
  const old = state.variables.get(resolved);
  if (old?.readonly === true) return false;
  const before = old ?? lookupVariable(state, resolved);
  state.variables.set(resolved, {
    ...before,
    value: transformed(bounded(value), old),
    exported: before.exported || state.options.allexport,
    assumed,
  });
  return true;
}

function bounded(value: Value): Value {
  if (value.kind === 'array') return value.items.size > MOST_ITEMS ? TOO_LONG : value;
  if (value.kind !== 'scalar') return value;
  return isLong(value.text) ? TOO_LONG : value;
}

/** Whether a text is too long, or of too many parts, to be followed. */
export function isLong(text: TracedText): boolean {
  return text.length > LONGEST_VALUE || text.runs.length > MOST_RUNS;
}

/** Whether a value was given up for its length; what is appended to it is lost as well. */
export function isTooLong(value: Value): boolean {
  return value === TOO_LONG;
}

function transformed(value: Value, old: Variable | undefined): Value {
  if (value.kind !== 'scalar' || old?.transform === undefined || old.transform === 'integer') return value;
  return { kind: 'scalar', text: mapText(value.text, old.transform === 'upper' ? upper : lower) };
}

const upper = (text: string) => text.toUpperCase();
const lower = (text: string) => text.toLowerCase();

/** Changes the literal parts of a text; places stay as long as the length does. */
export function mapText(text: TracedText, change: (text: string) => string): TracedText {
  return TracedText.concat(
    text.runs.map((run) => {
      if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, run.origin, run.splits);
      const changed = change(run.text);
      return TracedText.decoded(changed, run.origin, run.exact && changed === run.text);
    }),
  );
}

/** Elements of an array in the order of their indices (bash keeps associative arrays in hash order). */
export function arrayItems(
  items: ReadonlyMap<string, TracedText>,
  associative: boolean,
): readonly [string, TracedText][] {
  const entries = [...items];
  return associative ? entries : entries.sort(([a], [b]) => Number(a) - Number(b));
}

/** The first free index after the last. */
export function nextIndex(items: ReadonlyMap<string, TracedText>): number {
  let next = 0;
  for (const key of items.keys()) next = Math.max(next, Number(key) + 1);
  return next;
}

/** A scalar or the element 0 of an array, as `$A` reads it. */
export function scalarOf(value: Value): Value {
  if (value.kind !== 'array') return value;
  const text = value.items.get('0');
  return text === undefined ? UNSET : { kind: 'scalar', text };
}

/** IFS as text; the shell sets its default at the start, whatever the caller had. */
export function fieldSeparators(state: State): string {
  const own = state.variables.get('IFS')?.value;
  if (own === undefined || own.kind === 'unset') return ' \t\n';
  return own.kind === 'scalar' ? (own.text.known ?? ' \t\n') : ' \t\n';
}
