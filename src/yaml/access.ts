import type { Location } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlSequence } from './node.ts';

/** What may still be spent on aliases and merge keys, so that a small hostile file cannot grow without end. */
export class ExpansionBudget {
  #left: number;

  /** Some 10,000 nodes are far more than any hand-written document expands to. */
  constructor(nodes = 10_000) {
    this.#left = nodes;
  }

  /** Takes one node from the budget; false once it is spent. */
  spend(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** The node itself, or what an alias stands for; `undefined` for an alias without anchor. */
export function follow(node: YamlNode | undefined): YamlNode | undefined {
  let at = node;
  for (let hops = 0; at?.kind === 'alias'; hops++) {
    if (hops > 100) return undefined;
    at = at.target;
  }
  return at;
}

/** The mapping at a node, through aliases. */
export function asMapping(node: YamlNode | undefined): YamlMapping | undefined {
  const found = follow(node);
  return found?.kind === 'mapping' ? found : undefined;
}

/** The items of the sequence at a node, through aliases; `undefined` if it is something else. */
export function asItems(node: YamlNode | undefined): readonly YamlNode[] | undefined {
  const found: YamlSequence | YamlNode | undefined = follow(node);
  return found?.kind === 'sequence' ? found.items : undefined;
}

/** The text of the scalar at a node, through aliases; `undefined` if it is a collection. */
export function asText(node: YamlNode | undefined): TracedText | undefined {
  const found = follow(node);
  return found?.kind === 'scalar' ? found.text : undefined;
}

/** Whether a node is null in every YAML version: nothing, `~`, `null`. */
export function isNull(node: YamlNode | undefined): boolean {
  const found = follow(node);
  return (
    found === undefined ||
    (found.kind === 'scalar' && found.style === 'plain' && /^(?:~|null|Null|NULL)?$/.test(found.text.text))
  );
}

/**
 * The entries of a mapping with merge keys (`<<: *base`, `<<: [*a, *b]`) resolved: own keys win over merged
 * ones, an earlier merged mapping over a later one, the last of duplicate keys over the others.
 */
export function entries(
  node: YamlNode | undefined,
  budget = new ExpansionBudget(),
): ReadonlyMap<string, YamlPair> {
  const found = new Map<string, YamlPair>();
  collect(node, found, new Set(), budget);
  return found;
}

/** The value under a key, merge keys resolved. */
export function child(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entries(node).get(key)?.value;
}

function collect(
  node: YamlNode | undefined,
  found: Map<string, YamlPair>,
  open: Set<YamlNode>,
  budget: ExpansionBudget,
): void {
  const mapping = asMapping(node);
  if (mapping === undefined || open.has(mapping)) return;
  open.add(mapping);
  const own = new Set<string>();
  const merged: YamlNode[] = [];
  for (const pair of mapping.pairs) {
    if (!budget.spend()) break;
    const key = asText(pair.key)?.text;
    if (key === undefined) continue;
    if (key === '<<' && pair.key.kind === 'scalar' && pair.key.style === 'plain') merged.push(pair.value);
    else if (own.has(key) || !found.has(key)) {
      own.add(key);
      found.set(key, pair);
    }
  }
  for (const value of merged)
    for (const source of asItems(value) ?? [value]) collect(source, found, open, budget);
  open.delete(mapping);
}

/** The places of one path in a document. */
export interface PathPlaces {
  /** The key, where the path ends in one. */
  readonly key?: Location;
  readonly value: Location;
}

/** Finds the value at a path of keys and indexes. `undefined`: nothing is there. */
export function locate(
  root: YamlNode | undefined,
  path: readonly (string | number)[],
): PathPlaces | undefined {
  const { node, key } = walk(root, path);
  if (node === undefined) return undefined;
  return { value: placeOf(node), ...(key === undefined ? {} : { key: placeOf(key) }) };
}

/** The node at a path of keys and indexes. */
export function nodeAt(root: YamlNode | undefined, path: readonly (string | number)[]): YamlNode | undefined {
  return walk(root, path).node;
}

function walk(
  root: YamlNode | undefined,
  path: readonly (string | number)[],
): { readonly node: YamlNode | undefined; readonly key: YamlNode | undefined } {
  let node = root;
  let key: YamlNode | undefined;
  for (const step of path) {
    const items = asItems(node);
    const pair = items === undefined ? entries(node).get(String(step)) : undefined;
    key = pair?.key;
    node = items === undefined ? pair?.value : typeof step === 'number' ? items[step] : undefined;
  }
  return { node, key };
}

/** Where a node stands; for a scalar its text without quotes. */
export function placeOf(node: YamlNode): Location {
  if (node.kind !== 'scalar') return node.file.at(node.start, node.end);
  // Without the line breaks at the end of a block scalar.
  const text = node.text.locate(0, node.text.text.trimEnd().length || node.text.length);
  return text ?? node.file.at(node.start, node.end);
}
