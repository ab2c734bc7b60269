import { asItems, asMapping, asText, child, nodeAt } from '../../../yaml/access.ts';
import type { YamlMapping, YamlNode } from '../../../yaml/node.ts';
import { type KubernetesObject, labelsAt } from '../objects.ts';
import { changeAt, insertAt, strategicMerge } from './edit-node.ts';

/** A patch and, where it is written beside it, what it is for. */
export interface Patch {
  readonly node: YamlNode;
  readonly target: YamlNode | undefined;
}

/** The objects with a patch applied: a JSON 6902 list of operations, or a strategic merge patch. */
export function applyPatch(
  objects: readonly KubernetesObject[],
  { node, target }: Patch,
): readonly KubernetesObject[] {
  const operations = asItems(node);
  const isFor = (object: KubernetesObject) =>
    target === undefined ? isNamed(object, node) : isTarget(object, target);
  if (operations === undefined && asMapping(node) === undefined) return objects;
  return objects.flatMap((object) => {
    if (!isFor(object)) return [object];
    if (operations === undefined && asText(child(node, '$patch'))?.known === 'delete') return [];
    const changed =
      operations === undefined
        ? strategicMerge(object.node, node, object.kind)
        : applyOperations(object.node, node);
    const mapping: YamlMapping | undefined = asMapping(changed);
    return [mapping === undefined ? object : { ...object, node: mapping }];
  });
}

/** A strategic merge patch names its object like the object itself. */
function isNamed(object: KubernetesObject, patch: YamlNode): boolean {
  return (
    asText(child(patch, 'kind'))?.text === object.kind &&
    asText(nodeAt(patch, ['metadata', 'name']))?.text === object.name
  );
}

/** Whether a `target` or `select` means an object. `kind` and `name` are regular expressions for the whole name; here only their plain form and `.*`. */
export function isTarget(object: KubernetesObject, target: YamlNode): boolean {
  const matches = (key: string, value: string) => {
    const wanted = asText(child(target, key))?.text;
    return wanted === undefined || wanted === '' || sameName(wanted, value);
  };
  const selector = asText(child(target, 'labelSelector'))?.text ?? '';
  const labels = labelsAt(nodeAt(object.node, ['metadata', 'labels']));
  const isSelected = selector
    .split(',')
    .filter((part) => part !== '')
    .every((part) => {
      const [key = '', value = ''] = part.split(/==?/);
      return labels.get(key.trim()) === value.trim();
    });
  return matches('kind', object.kind) && matches('name', object.name) && isSelected;
}

function sameName(pattern: string, name: string): boolean {
  const parts = pattern.replace(/^\^|\$$/g, '').split('.*');
  if (parts.length === 1) return parts[0] === name;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === parts.length - 1 ? name.length - part.length : name.indexOf(part, at);
    if (found < at || !name.startsWith(part, found) || (index === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return true;
}

/** A node after the operations of a JSON Patch (RFC 6902). */
export function applyOperations(node: YamlNode, patch: YamlNode): YamlNode {
  return (asItems(patch) ?? []).reduce(applyOperation, node);
}

function applyOperation(node: YamlNode, operation: YamlNode): YamlNode {
  const name = asText(child(operation, 'op'))?.known;
  const pointer = asText(child(operation, 'path'))?.known;
  const value = child(operation, 'value');
  if (pointer === undefined || !pointer.startsWith('/')) return node;
  const path = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (name === 'remove') return changeAt(node, path, () => undefined);
  if (value === undefined) return node;
  if (name === 'replace') return changeAt(node, path, () => value);
  return name === 'add' ? insertAt(node, path, value) : node;
}
