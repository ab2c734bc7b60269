import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, child, entries } from '../../yaml/access.ts';
import type { YamlDocument, YamlMapping, YamlNode } from '../../yaml/node.ts';
import { spelled } from './spelled.ts';

/** Labels or a selector: unknown values compare by what stands in their place. */
export type Labels = ReadonlyMap<string, string>;

/** One API object of a manifest. */
export interface KubernetesObject {
  readonly kind: string;
  readonly apiVersion: string;
  /** As written; `(no name)` where there is none. */
  readonly name: string;
  /** `undefined`: not written, or not known. */
  readonly namespace: string | undefined;
  readonly node: YamlMapping;
  /** Path of the file that holds it. */
  readonly path: string;
}

/** Lists may hold lists, but nobody nests them deeper than this. */
const DEEPEST_LIST = 5;

/** The objects of a manifest's documents; those inside a `List` or an OpenShift `Template` take its place. */
export function objectsOf(documents: readonly YamlDocument[], path: string): readonly KubernetesObject[] {
  return documents.flatMap(({ root }) => objectsAt(root, path, 0));
}

function objectsAt(node: YamlNode | undefined, path: string, depth: number): readonly KubernetesObject[] {
  const mapping = asMapping(node);
  if (mapping === undefined) return [];
  const top = entries(mapping);
  const kind = asText(top.get('kind')?.value)?.known;
  const apiVersion = asText(top.get('apiVersion')?.value)?.text;
  if (kind === undefined || apiVersion === undefined) return [];
  const list = kind === 'Template' ? 'objects' : kind.endsWith('List') ? 'items' : undefined;
  const items = list === undefined ? undefined : asItems(top.get(list)?.value);
  if (items !== undefined && depth < DEEPEST_LIST)
    return items.flatMap((item) => objectsAt(item, path, depth + 1));
  const metadata = top.get('metadata')?.value;
  const name = asText(child(metadata, 'name')) ?? asText(child(metadata, 'generateName'));
  return [
    {
      kind,
      apiVersion,
      name: name === undefined || name.text === '' ? '(no name)' : spelled(name),
      namespace: asText(child(metadata, 'namespace'))?.known || undefined,
      node: mapping,
      path,
    },
  ];
}

/** The labels at a node: `metadata.labels`, a Service's `selector`, `matchLabels`. */
export function labelsAt(node: YamlNode | undefined): Labels {
  const labels = new Map<string, string>();
  for (const [key, { value }] of entries(node)) {
    const text = asText(value);
    if (text !== undefined) labels.set(key, spelled(text));
  }
  return labels;
}

/** Whether every label of a selector is among some labels. */
export function selects(selector: Labels, labels: Labels): boolean {
  for (const [key, value] of selector) if (labels.get(key) !== value) return false;
  return true;
}

/** Objects without a namespace go where whoever applies them says, so they may meet those of any. */
export function mayShareNamespace(
  a: Pick<KubernetesObject, 'namespace'>,
  b: Pick<KubernetesObject, 'namespace'>,
): boolean {
  return a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace;
}

/** The texts of a list of scalars. */
export function textsOf(node: YamlNode | undefined): readonly TracedText[] {
  return (asItems(node) ?? []).flatMap((item) => asText(item) ?? []);
}
