import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { asItems, asMapping, asText, child, entries, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { isMemcachedName, isMemcachedPath } from './recognition.ts';

/** Values that are for a memcached chart. */
export interface Subject {
  /** For people: "chart memcached". */
  readonly name: string;
  readonly values: YamlNode;
  /** The key that they stand under, or the first thing in the file. */
  readonly at: Location;
}

/** What is known of the chart beside a values file. */
export interface ChartBeside {
  readonly name: string | undefined;
  /** The names under which its values reach its dependencies, with the name of each. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly hasTemplates: boolean;
  /** Dependencies that stand in `charts/` with their templates. */
  readonly vendored: ReadonlySet<string>;
}

/** How deep a chart's values may stand in those of a chart of charts. */
const DEEPEST = 2;

/** The values for memcached charts in a values file. */
export function subjectsIn(
  file: SourceFile,
  root: YamlNode | undefined,
  chart: ChartBeside | undefined,
): readonly Subject[] {
  const mapping = asMapping(root);
  if (mapping === undefined) return [];
  const isOwn = chart === undefined ? isMemcachedPath(file.path) : isMemcachedName(chart.name ?? '');
  const first = mapping.pairs[0];
  // A chart with templates is filled in with its values, which says more.
  if (isOwn && first !== undefined && !chart?.hasTemplates)
    return [{ name: `chart ${chart?.name ?? 'memcached'}`, values: mapping, at: placeOf(first.key) }];
  return isOwn && chart?.hasTemplates ? [] : subchartsIn(mapping, chart, 0);
}

function subchartsIn(node: YamlNode, chart: ChartBeside | undefined, depth: number): readonly Subject[] {
  return [...entries(node)].flatMap(([key, { key: keyNode, value }]) => {
    if (asMapping(value) === undefined || key === 'global') return [];
    if (isSubchart(key, chart, depth))
      return isDisabled(value) ? [] : [{ name: `subchart ${key}`, values: value, at: placeOf(keyNode) }];
    const isChart = chart === undefined || depth > 0 || chart.dependencies.has(key);
    return isChart && depth < DEEPEST ? subchartsIn(value, chart, depth + 1) : [];
  });
}

/** Without a chart beside it the key must be memcached's own name; a chart says itself what its keys mean. */
function isSubchart(key: string, chart: ChartBeside | undefined, depth: number): boolean {
  if (chart === undefined || depth > 0) return isMemcachedName(key);
  if (chart.vendored.has(key)) return false;
  const dependency = chart.dependencies.get(key);
  if (dependency !== undefined) return isMemcachedName(dependency);
  return isMemcachedName(key) && !chart.hasTemplates;
}

function isDisabled(values: YamlNode): boolean {
  return asText(child(values, 'enabled'))?.known === 'false';
}

/** Reads the chart that a values file belongs to; `undefined` if there is none beside it. */
export async function chartBeside(path: string, repository: Repository): Promise<ChartBeside | undefined> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const about = await rootOf(`${folder}Chart.yaml`, repository);
  if (about === undefined) return undefined;
  const older = await rootOf(`${folder}requirements.yaml`, repository);
  const dependencies = new Map<string, string>();
  const vendored = new Set<string>();
  for (const item of [...list(about), ...list(older)]) {
    const name = asText(child(item, 'name'))?.known;
    const key = asText(child(item, 'alias'))?.known ?? name;
    if (name === undefined || key === undefined) continue;
    // A chart of the repository is filled in with these values by itself.
    if (asText(child(item, 'repository'))?.known?.startsWith('file://')) vendored.add(key);
    dependencies.set(key, name);
  }
  const inside = repository.paths
    .filter((found) => found.startsWith(folder))
    .map((found) => found.slice(folder.length));
  for (const found of inside) {
    const name = /^charts\/([^/]+)\/templates\//.exec(found)?.[1];
    if (name !== undefined) vendored.add(name);
  }
  return {
    name: asText(nodeAt(about, ['name']))?.known,
    dependencies,
    hasTemplates: inside.some((found) => /^templates\/.*\.ya?ml$/.test(found)),
    vendored,
  };
}

function list(node: YamlNode | undefined): readonly YamlNode[] {
  return asItems(child(node, 'dependencies')) ?? [];
}

async function rootOf(path: string, repository: Repository): Promise<YamlNode | undefined> {
  const file = repository.read(path);
  return isReadable(file) ? (await parseYaml(file)).documents[0]?.root : undefined;
}
