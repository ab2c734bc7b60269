import { asMapping, asText, child, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { mergeValues } from '../kubernetes/chart/merge-values.ts';
import { isMemcachedName } from './recognition.ts';
import type { Subject } from './subjects.ts';

/** A chart that something installs, with the values that it is given. */
export interface Release {
  /** `bitnami/memcached`, `oci://registry/charts/memcached`, `memcached`. */
  readonly chart: string;
  /** Each laid over those before it. */
  readonly values: readonly (YamlNode | undefined)[];
}

/** Everything that a release is given, as one. */
export function mergedValues({ values }: Release): YamlNode | undefined {
  return values.reduce<YamlNode | undefined>((under, over) => mergeValues(under, over), undefined);
}

/** The memcached charts in a release: the chart itself, or parts of a chart of charts. */
export function subjectsOfRelease(release: Release): readonly Subject[] {
  const { chart } = release;
  const mapping = asMapping(mergedValues(release));
  const first = mapping?.pairs[0];
  if (mapping === undefined || first === undefined) return [];
  const name = chart.slice(chart.lastIndexOf('/') + 1).replace(/-\d[\w.-]*\.tgz$/, '');
  if (isMemcachedName(name)) return [{ name: `chart ${name}`, values: mapping, at: placeOf(first.key) }];
  return [...entries(mapping)].flatMap(([key, { key: keyNode, value }]) =>
    isMemcachedName(key) && asText(child(value, 'enabled'))?.known !== 'false'
      ? [{ name: `subchart ${key} of ${name}`, values: value, at: placeOf(keyNode) }]
      : [],
  );
}
