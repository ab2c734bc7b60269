import { TracedText } from '../../../text/traced-text.ts';
import { asItems, asMapping, asText, follow } from '../../../yaml/access.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlSequence } from '../../../yaml/node.ts';

/** A step of a path: a key, or an index of a list; `-` is behind the last one. */
export type Step = string;

/** What becomes of the value at the end of a path; `undefined`: it goes. */
export type Change = (value: YamlNode | undefined) => YamlNode | undefined;

/** A copy of a tree in which the value at a path is changed; parts that are not there are left as they are. */
export function changeAt(node: YamlNode, path: readonly Step[], change: Change): YamlNode {
  const [step, ...rest] = path;
  const found = follow(node);
  if (step === undefined || found === undefined) return change(node) ?? node;
  if (found.kind === 'sequence') return changeItem(found, step, rest, change);
  if (found.kind !== 'mapping') return node;
  const pairs: YamlPair[] = [];
  let isThere = false;
  for (const pair of found.pairs) {
    if (asText(pair.key)?.text !== step) {
      pairs.push(pair);
      continue;
    }
    isThere = true;
    const value = rest.length === 0 ? change(pair.value) : changeAt(pair.value, rest, change);
    if (value !== undefined) pairs.push({ key: pair.key, value });
  }
  const added = isThere || rest.length > 0 ? undefined : change(undefined);
  if (added !== undefined) pairs.push({ key: keyNode(step, added), value: added });
  return { ...found, pairs };
}

function changeItem(list: YamlSequence, step: Step, rest: readonly Step[], change: Change): YamlNode {
  const index = step === '-' ? list.items.length : Number(step);
  const item = list.items[index];
  const items = [...list.items];
  const value =
    rest.length === 0 ? change(item) : item === undefined ? undefined : changeAt(item, rest, change);
  if (value === undefined) items.splice(index, item === undefined ? 0 : 1);
  else items.splice(index, item === undefined ? 0 : 1, value);
  return { ...list, items };
}

/** Puts a value before the item at a path's end, as JSON Patch's `add` does to lists. */
export function insertAt(node: YamlNode, path: readonly Step[], value: YamlNode): YamlNode {
  const last = path.at(-1);
  const parent = path.slice(0, -1);
  return changeAt(node, parent, (found) => {
    const items = asItems(found);
    const list = follow(found);
    if (items === undefined || list?.kind !== 'sequence' || last === undefined) {
      return found === undefined ? undefined : changeAt(found, path.slice(-1), () => value);
    }
    const index = last === '-' ? items.length : Number(last);
    return { ...list, items: [...items.slice(0, index), value, ...items.slice(index)] };
  });
}

function keyNode(key: string, beside: YamlNode): YamlNode {
  return textNode(TracedText.decoded(key, beside.file.at(beside.start, beside.end)), beside);
}

/** A scalar with this text in the place of another node. */
export function textNode(text: TracedText, { file, start, end }: YamlNode): YamlNode {
  return { kind: 'scalar', file, start, end, style: 'double-quoted', absent: false, text };
}

/** Lists whose items are told apart by one of their keys (strategic merge patch of the API's types). */
const MERGE_KEY: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
};
const DEEPEST = 60;

/** A strategic merge patch laid over an object of a kind. */
export function strategicMerge(base: YamlNode, patch: YamlNode, kind: string, depth = 0): YamlNode {
  const under = asMapping(base);
  const upper = asMapping(patch);
  if (under === undefined || upper === undefined || depth > DEEPEST || directive(upper) === 'replace')
    return patch;
  const found = new Map<string, YamlPair>();
  for (const pair of under.pairs) found.set(asText(pair.key)?.text ?? '', pair);
  for (const { key, value } of upper.pairs) {
    const name = asText(key)?.text ?? '';
    const old = found.get(name);
    if (name === '$patch') continue;
    const merged = mergeValue(name, old?.value, value, kind, depth);
    if (merged === undefined) found.delete(name);
    else found.set(name, { key, value: merged });
  }
  return { ...under, pairs: [...found.values()] };
}

function mergeValue(
  name: string,
  old: YamlNode | undefined,
  value: YamlNode,
  kind: string,
  depth: number,
): YamlNode | undefined {
  const target = follow(value);
  if (target === undefined || (target.kind === 'scalar' && isNullText(target.style, target.text.text)))
    return undefined;
  if (old === undefined) return value;
  const mapping = asMapping(value);
  if (mapping !== undefined) {
    if (directive(mapping) === 'delete') return undefined;
    return strategicMerge(old, value, kind, depth + 1);
  }
  const key = name === 'ports' ? (kind === 'Service' ? 'port' : 'containerPort') : MERGE_KEY[name];
  const list = follow(old);
  if (key === undefined || target.kind !== 'sequence' || list?.kind !== 'sequence') return value;
  return mergeLists(list, target, key, kind, depth);
}

function mergeLists(
  under: YamlSequence,
  upper: YamlSequence,
  key: string,
  kind: string,
  depth: number,
): YamlNode | undefined {
  const items = [...under.items];
  for (const item of upper.items) {
    const mapping = asMapping(item);
    if (mapping !== undefined && directive(mapping) === 'replace') return { ...upper, items: upper.items };
    const name = keyOf(item, key);
    const index = items.findIndex((other) => name !== undefined && keyOf(other, key) === name);
    const old = items[index];
    const isDeleted = mapping !== undefined && directive(mapping) === 'delete';
    if (isDeleted) items.splice(index, old === undefined ? 0 : 1);
    else if (old === undefined) items.push(item);
    else items[index] = strategicMerge(old, item, kind, depth + 1);
  }
  return { ...under, items };
}

function keyOf(item: YamlNode, key: string): string | undefined {
  const pair = asMapping(item)?.pairs.find((found) => asText(found.key)?.text === key);
  return pair === undefined ? undefined : asText(pair.value)?.text;
}

function directive(mapping: YamlMapping): string | undefined {
  return keyOf(mapping, '$patch');
}

function isNullText(style: string, text: string): boolean {
  return style === 'plain' && /^(?:~|null|Null|NULL)?$/.test(text);
}
