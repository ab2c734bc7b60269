import { asItems, asMapping, asText, child, nodeAt } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import { mergeValues } from '../chart/merge-values.ts';
import type { KubernetesObject } from '../objects.ts';
import { changeAt } from './edit-node.ts';

/** Where an object keeps labels of pods, and selectors of them. */
const POD_LABELS = [
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
];

/**
 * The objects with the `namespace` and the labels of a kustomization. `commonLabels`, and `labels` that say so, reach
 * pods; the selectors that get them, too, select the same pods as before. Names keep what is written in the files,
 * since all references change with them.
 */
export function withCommonFields(
  objects: readonly KubernetesObject[],
  root: YamlNode | undefined,
): readonly KubernetesObject[] {
  const namespace = asText(child(root, 'namespace'))?.known;
  const lists = asItems(child(root, 'labels')) ?? [];
  const isOn = (item: YamlNode, key: string) => asText(child(item, key))?.known === 'true';
  const common = [child(root, 'commonLabels')];
  const templating = lists.filter((item) => isOn(item, 'includeTemplates') || isOn(item, 'includeSelectors'));
  const pairs = (items: readonly YamlNode[]) => [...common, ...items.map((item) => child(item, 'pairs'))];
  return objects.map((object) => {
    let node: YamlNode = object.node;
    for (const path of POD_LABELS) node = laid(node, path, pairs(templating));
    if (object.kind === 'Pod') node = laid(node, ['metadata', 'labels'], pairs(templating));
    return {
      ...object,
      node: asMapping(node) ?? object.node,
      ...(namespace === undefined ? {} : { namespace }),
    };
  });
}

function laid(node: YamlNode, path: readonly string[], over: readonly (YamlNode | undefined)[]): YamlNode {
  if (asMapping(nodeAt(node, path)) === undefined) return node;
  return over.reduce<YamlNode>(
    (under, pairs) =>
      asMapping(pairs) === undefined ? under : changeAt(under, path, (old) => mergeValues(old, pairs)),
    node,
  );
}
