import { attribute, blocks, type HclBody, type HclValue } from '../nomad/hcl/node.ts';
import type { Interpolate } from '../nomad/hcl/scanner.ts';
import type { BodyOf } from './bodies.ts';

/** What names of bake files stand for: variables, attributes outside of blocks, those of a matrix. */
export type Names = ReadonlyMap<string, HclValue>;

/** Longest chain of variables that are made from each other. */
const PASSES = 4;
/** Characters that references may add to one reading of a file: each `A = "${B}${B}"` doubles B. */
const LONGEST_EXPANSION = 200_000;

/** Fills in references such as `TAG` and `item.tag`; everything else that would be computed is unknown. */
export function interpolation(names: Names): Interpolate {
  let given = 0;
  return (expression) => {
    if (!/^[A-Za-z_][\w-]{0,100}(?:\.[\w-]{1,100}){0,3}$/.test(expression)) return undefined;
    const [first = '', ...path] = expression.split('.');
    let value = names.get(first);
    for (const part of path)
      value =
        value?.kind === 'object' ? value.attributes.findLast(({ name }) => name === part)?.value : undefined;
    if (value?.kind !== 'text') return undefined;
    given += value.text.length;
    return given > LONGEST_EXPANSION ? undefined : value.text;
  };
}

/** The names that files set together, by their defaults; whoever starts bake may set others. */
export function namesOf(files: readonly BodyOf[]): Names {
  let names: Names = new Map();
  for (let pass = 0; pass < PASSES; pass++) {
    const now = interpolation(names);
    names = new Map(files.flatMap((bodyOf) => namesIn(bodyOf(now))));
  }
  return names;
}

function namesIn(body: HclBody): readonly (readonly [string, HclValue])[] {
  const found: [string, HclValue][] = body.attributes.map(({ name, value }) => [name, value]);
  for (const block of blocks(body, 'variable')) {
    const name = block.labels[0]?.known;
    const value = attribute(block.body, 'default');
    const isNull = value?.kind === 'text' && !value.quoted && value.text.text === 'null';
    if (name !== undefined && value !== undefined && !isNull) found.push([name, value]);
  }
  return found;
}

/** The values that each combination of a target's `matrix` gives its names, but at `most` so many; nothing where it has none. */
export function combinationsOf(body: HclBody, most: number): readonly Names[] {
  const matrix = attribute(body, 'matrix');
  if (matrix?.kind !== 'object') return [];
  let found: readonly Names[] = [new Map()];
  for (const { name, value } of matrix.attributes) {
    const items = value.kind === 'list' ? value.items : [value];
    found = found
      .flatMap((names) => items.slice(0, most).map((item) => new Map([...names, [name, item]])))
      .slice(0, most);
  }
  return found;
}
