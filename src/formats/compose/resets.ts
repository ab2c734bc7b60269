import { mapEntries, matchesPath, type Value } from './value.ts';

/** The paths that `!reset` and `!override` mark in a document. */
export type Resets = readonly (readonly string[])[];

/**
 * Takes away what the marked paths name. As in compose-go (loader/reset.go) items of lists stay, and a name
 * `*` in a marked path stands for any.
 */
export function applyResets<T extends Value>(value: T, resets: Resets, path: readonly string[] = []): T {
  if (resets.length === 0 || value.kind === 'scalar') return value;
  if (value.kind === 'list') {
    const items = value.items.map((item, i) => applyResets(item, resets, [...path, `[${i}]`]));
    return { ...value, items };
  }
  return mapEntries(value, (held, key) => {
    const inner = [...path, key];
    return resets.some((reset) => matchesPath(inner, reset)) ? undefined : applyResets(held, resets, inner);
  }) as T;
}
