import type { Environment, VariableValue } from './invocation.ts';

/** An environment of which nothing is known: the caller's. */
export const unknownEnvironment: Environment = { lookup: () => 'unknown' };

/** An environment without any variable, as `env -i` makes it. */
export const emptyEnvironment: Environment = { lookup: () => 'unset' };

/**
 * Variables from a map. What the map lacks is `others`: `unset` where the map is all there is (a unit's
 * environment block), `unknown` where the caller may have set more.
 */
export function environmentOf(
  variables: ReadonlyMap<string, VariableValue>,
  others: 'unset' | 'unknown',
): Environment {
  return { lookup: (name) => variables.get(name) ?? others };
}

/** `upper` over `lower`: what `upper` does not hold is looked up in `lower`. */
export function layered(upper: ReadonlyMap<string, VariableValue>, lower: Environment): Environment {
  return { lookup: (name) => upper.get(name) ?? lower.lookup(name) };
}
