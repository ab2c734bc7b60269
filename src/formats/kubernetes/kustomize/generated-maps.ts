import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { asItems, asMapping, asText, child } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import { buildObject } from '../build-node.ts';
import { mergeValues } from '../chart/merge-values.ts';
import { type KubernetesObject, textsOf } from '../objects.ts';

/**
 * The ConfigMaps that `configMapGenerator` makes. Kustomize puts a hash behind the name and changes all references
 * to it; here both keep the name that is written.
 *
 * @param fileAt gives a file by its path in the kustomization's folder.
 */
export function generatedMaps(
  root: YamlNode | undefined,
  path: string,
  fileAt: (name: string) => SourceFile | undefined,
): readonly { readonly object: KubernetesObject; readonly merges: boolean }[] {
  return (asItems(child(root, 'configMapGenerator')) ?? []).flatMap((item) => {
    const name = asText(child(item, 'name'));
    if (name?.known === undefined) return [];
    const texts = (key: string) => textsOf(child(item, key));
    const environments = [...texts('envs'), ...[asText(child(item, 'env'))].flatMap((text) => text ?? [])];
    const data: Record<string, TracedText> = {};
    for (const [key, value] of [
      ...texts('files').flatMap((text) => fileEntry(text, fileAt)),
      ...environments.flatMap((text) => environmentEntries(fileAt(text.text))),
      ...texts('literals').flatMap(literalEntry),
    ])
      data[key] = value;
    const namespace = asText(child(item, 'namespace'));
    const shape = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
    const object = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      name: name.known,
      namespace: namespace?.known,
      node: buildObject(shape, item.file.at(item.start, item.end)),
      path,
    };
    return [{ object, merges: asText(child(item, 'behavior'))?.known === 'merge' }];
  });
}

/** Objects with the generated ones beside them, or merged into those of that name. */
export function withGenerated(
  objects: readonly KubernetesObject[],
  generated: ReturnType<typeof generatedMaps>,
): readonly KubernetesObject[] {
  let result = objects;
  for (const { object, merges } of generated) {
    const isSame = (other: KubernetesObject) => other.kind === 'ConfigMap' && other.name === object.name;
    const old = result.find(isSame);
    const node = asMapping(merges && old !== undefined ? mergeValues(old.node, object.node) : object.node);
    result = [...result.filter((other) => !isSame(other)), { ...object, node: node ?? object.node }];
  }
  return result;
}

type Entry = readonly [string, TracedText];

/** `KEY=VALUE`; quotes around the value are taken away. */
function literalEntry(text: TracedText): readonly Entry[] {
  const equals = text.text.indexOf('=');
  if (equals < 1) return [];
  const value = text.slice(equals + 1);
  const quote = value.text[0];
  const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.text.at(-1) === quote;
  return [[text.text.slice(0, equals), isQuoted ? value.slice(1, value.length - 1) : value]];
}

/** `PATH` under its own name, or `KEY=PATH`. */
function fileEntry(text: TracedText, fileAt: (name: string) => SourceFile | undefined): readonly Entry[] {
  const [first = '', second] = text.text.split('=');
  const path = second ?? first;
  const file = fileAt(path);
  const key = second === undefined ? path.slice(path.lastIndexOf('/') + 1) : first;
  return file === undefined ? [] : [[key, TracedText.source(file, 0, file.text.length)]];
}

/** Lines `KEY=VALUE`; kustomize takes the value as it is. */
function environmentEntries(file: SourceFile | undefined): readonly Entry[] {
  const found: Entry[] = [];
  let start = 0;
  for (const line of file?.text.split('\n') ?? []) {
    const text = line.replace(/\r$/, '');
    const equals = text.indexOf('=');
    const key = text.slice(0, Math.max(equals, 0)).trim();
    if (file !== undefined && key !== '' && !key.startsWith('#'))
      found.push([key, TracedText.source(file, start + equals + 1, start + text.length)]);
    start += line.length + 1;
  }
  return found;
}
