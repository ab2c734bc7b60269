import { asMapping, asText, child, entries, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlDocument, YamlNode } from '../../yaml/node.ts';
import { parseRendered } from '../kubernetes/chart/rendered-yaml.ts';
import { isMemcachedName } from './recognition.ts';
import type { Subject } from './subjects.ts';

/** The values that Flux's HelmRelease and Argo CD's Application objects give a memcached chart. */
export async function releaseSubjects(documents: readonly YamlDocument[]): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  for (const { root } of documents) {
    const kind = asText(child(root, 'kind'))?.known;
    if (kind === 'HelmRelease') {
      const chart =
        asText(nodeAt(root, ['spec', 'chart', 'spec', 'chart'])) ??
        asText(nodeAt(root, ['spec', 'chart', 'name']));
      found.push(...subjectsOf(chart?.known, nodeAt(root, ['spec', 'values'])));
    } else if (kind === 'Application') {
      for (const source of sourcesOf(root)) {
        const chart = asText(child(source, 'chart'))?.known;
        const written = nodeAt(source, ['helm', 'valuesObject']);
        const text = asText(nodeAt(source, ['helm', 'values']));
        const values =
          written ?? (text === undefined ? undefined : (await parseRendered(source.file, text))[0]?.root);
        found.push(...subjectsOf(chart, values));
      }
    }
  }
  return found;
}

function sourcesOf(root: YamlNode | undefined): readonly YamlNode[] {
  const one = nodeAt(root, ['spec', 'source']);
  const many = nodeAt(root, ['spec', 'sources']);
  return [...(one === undefined ? [] : [one]), ...(many?.kind === 'sequence' ? many.items : [])];
}

function subjectsOf(chart: string | undefined, values: YamlNode | undefined): readonly Subject[] {
  const mapping = asMapping(values);
  const first = mapping?.pairs[0];
  if (chart === undefined || mapping === undefined || first === undefined) return [];
  const name = chart.slice(chart.lastIndexOf('/') + 1);
  if (isMemcachedName(name)) return [{ name: `chart ${name}`, values: mapping, at: placeOf(first.key) }];
  return [...entries(mapping)].flatMap(([key, { key: keyNode, value }]) =>
    isMemcachedName(key) && asText(child(value, 'enabled'))?.known !== 'false'
      ? [{ name: `subchart ${key} of ${name}`, values: value, at: placeOf(keyNode) }]
      : [],
  );
}
