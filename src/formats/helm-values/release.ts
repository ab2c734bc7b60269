import type { Repository } from '../../repository/repository.ts';
import { asMapping, asText, child, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { mergeValues } from '../kubernetes/chart/merge-values.ts';
import { isMemcachedChart, isMemcachedName } from './recognition.ts';
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
  if (isMemcachedChart(name)) return [{ name: `chart ${name}`, values: mapping, at: placeOf(first.key) }];
  return [...entries(mapping)].flatMap(([key, { key: keyNode, value }]) =>
    isMemcachedName(key) && asText(child(value, 'enabled'))?.known !== 'false'
      ? [{ name: `subchart ${key} of ${name}`, values: value, at: placeOf(keyNode) }]
      : [],
  );
}

/** Whether a chart stands in the repository, so that it is read with its templates. */
export function isOfRepository(chart: string, from: string, repository: Repository): boolean {
  if (/^\.{0,2}\//.test(chart) || chart === '.') return true;
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return [folder, ''].some((base) => repository.has(`${base}${chart.replace(/\/+$/, '')}/Chart.yaml`));
}
