import type { TracedText } from '../../text/traced-text.ts';

/** What a variable holds. `unknown` may be any text, also none. */
export type Value =
  | { readonly kind: 'scalar'; readonly text: TracedText }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown'; readonly because: string }
  | { readonly kind: 'array'; readonly items: ReadonlyMap<string, TracedText>; readonly associative: boolean }
  /** `declare -n`: another variable's name. */
  | { readonly kind: 'reference'; readonly name: string };

export interface Variable {
  readonly value: Value;
  readonly exported: boolean;
  readonly readonly: boolean;
  /** `declare -i`, `-u`, `-l`: what an assignment does to the text. */
  readonly transform?: 'integer' | 'upper' | 'lower';
  /** The value rests on a fallback (`${X:-v}` of an unknown X), so that tests on it can go either way. */
  readonly assumed: boolean;
}

export const UNSET: Value = { kind: 'unset' };

/** A plain variable. */
export function variable(value: Value, exported = false, assumed = false): Variable {
  return { value, exported, readonly: false, assumed };
}

/** Whether two values are the same for every later command. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'scalar' && b.kind === 'scalar') return sameText(a.text, b.text);
  if (a.kind === 'array' && b.kind === 'array') return sameItems(a.items, b.items);
  if (a.kind === 'reference' && b.kind === 'reference') return a.name === b.name;
  return a.kind === b.kind && (a.kind === 'unset' || a.kind === 'unknown');
}

function sameItems(a: ReadonlyMap<string, TracedText>, b: ReadonlyMap<string, TracedText>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, text] of a) {
    const other = b.get(key);
    if (other === undefined || !sameText(text, other)) return false;
  }
  return true;
}

/** Whether two texts read the same, unknown parts by their names. */
export function sameText(a: TracedText, b: TracedText): boolean {
  if (a === b) return true;
  if (a.text !== b.text) return false;
  const left = a.unknowns;
  const right = b.unknowns;
  return (
    left.length === right.length &&
    left.every((run, i) => run.name === right[i]?.name && run.splits === right[i]?.splits)
  );
}
