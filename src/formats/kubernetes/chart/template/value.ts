import { TracedText } from '../../../../text/traced-text.ts';
import { asItems, asMapping, asText, child, entries, follow, isNull } from '../../../../yaml/access.ts';
import type { YamlNode } from '../../../../yaml/node.ts';

/** What an expression of a template gives. */
export type Value =
  /** Of `values.yaml` or `Chart.yaml`. */
  | { readonly kind: 'node'; readonly node: YamlNode }
  | { readonly kind: 'text'; readonly text: TracedText }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** `nil`, or a name that is not there. */
  | { readonly kind: 'none' }
  /** Something that only the cluster or another chart knows. */
  | { readonly kind: 'unknown'; readonly name: string };

export const NONE: Value = { kind: 'none' };

export function unknown(name: string): Value {
  return { kind: 'unknown', name };
}

export function ofText(text: TracedText): Value {
  return { kind: 'text', text };
}

export function ofBool(value: boolean | undefined, name: string): Value {
  return value === undefined ? unknown(name) : { kind: 'bool', value };
}

/** The value under a name. */
export function field(value: Value, name: string): Value {
  if (value.kind === 'map') return value.entries.get(name) ?? NONE;
  if (value.kind === 'unknown') return unknown(`${value.name}.${name}`);
  if (value.kind !== 'node') return NONE;
  const node = child(value.node, name);
  return node === undefined || isNull(node) ? NONE : { kind: 'node', node };
}

/** Whether a value counts as true in a condition; `undefined`: nobody knows. */
export function isTrue(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'map':
      return value.entries.size > 0;
    case 'list':
      return value.items.length > 0;
    case 'text':
      return value.text.text === ''
        ? false
        : value.text.runs.some((run) => run.kind === 'literal') || undefined;
    case 'node':
      return isTrueNode(value.node);
  }
}

function isTrueNode(node: YamlNode): boolean {
  const found = follow(node);
  if (found === undefined || isNull(found)) return false;
  if (found.kind === 'mapping') return found.pairs.length > 0;
  if (found.kind === 'sequence') return found.items.length > 0;
  if (found.kind !== 'scalar') return false;
  const { text } = found.text;
  return found.style === 'plain' ? !/^(?:false|False|FALSE|0|0\.0|)$/.test(text) : text !== '';
}

/** What printing a value gives; `undefined` for what is not known or is no text. */
export function textOfValue(value: Value): TracedText | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'none') return TracedText.empty;
  return value.kind === 'node' ? asText(value.node) : undefined;
}

/** The items of a list, or the values of a map with their keys. */
export function itemsOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (value.kind === 'none') return [];
  if (value.kind === 'list') return value.items.map((item, index) => [unknown(`${index}`), item] as const);
  if (value.kind !== 'node') return undefined;
  const items = asItems(value.node);
  if (items !== undefined) return items.map((node, index) => [unknown(`${index}`), { kind: 'node', node }]);
  if (asMapping(value.node) === undefined) return undefined;
  return [...entries(value.node).values()].map(({ key, value: node }) => [
    { kind: 'node', node: key },
    { kind: 'node', node },
  ]);
}
