import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { asItems, asMapping, asText, child, entries, nodeAt } from '../../yaml/access.ts';
import type { YamlDocument, YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { parseRendered } from '../kubernetes/chart/rendered-yaml.ts';
import { isHelmfilePath } from './recognition.ts';
import { isOfRepository, type Release } from './release.ts';
import { type SetValue, valuesOfPaths } from './set-values.ts';

/**
 * The charts that a file installs: Flux's HelmRelease, Argo CD's Application, k3s's HelmChart, `helmCharts` of a
 * kustomization, the releases of a helmfile.
 */
export async function releasesIn(
  file: SourceFile,
  documents: readonly YamlDocument[],
  repository: Repository,
): Promise<readonly Release[]> {
  const found: Release[] = [];
  for (const { root } of documents) {
    const kind = asText(child(root, 'kind'))?.known;
    if (kind === 'HelmRelease') found.push(...fluxRelease(root));
    else if (kind === 'HelmChart') found.push(...(await clusterChart(root)));
    else if (kind === 'Application') found.push(...(await argoReleases(root)));
    else if (isHelmfilePath(file.path)) found.push(...(await helmfileReleases(file, root, repository)));
    else found.push(...(await kustomizedCharts(file, root, repository)));
  }
  return found.filter(({ chart }) => !isOfRepository(chart, file.path, repository));
}

function release(chart: string | undefined, values: Release['values']): readonly Release[] {
  return chart === undefined ? [] : [{ chart, values }];
}

function fluxRelease(root: YamlNode | undefined): readonly Release[] {
  const chart =
    asText(nodeAt(root, ['spec', 'chart', 'spec', 'chart'])) ??
    asText(nodeAt(root, ['spec', 'chart', 'name'])) ??
    asText(nodeAt(root, ['spec', 'chartRef', 'name']));
  return release(chart?.known, [nodeAt(root, ['spec', 'values'])]);
}

async function clusterChart(root: YamlNode | undefined): Promise<readonly Release[]> {
  const spec = child(root, 'spec');
  const set = [...entries(child(spec, 'set'))].flatMap(([path, { value }]) => {
    const text = asText(value);
    return text === undefined ? [] : [{ path, value: text }];
  });
  return release(asText(child(spec, 'chart'))?.known, [
    await written(child(spec, 'valuesContent')),
    setAt(spec, set),
  ]);
}

async function argoReleases(root: YamlNode | undefined): Promise<readonly Release[]> {
  const one = nodeAt(root, ['spec', 'source']);
  const sources = [
    ...(one === undefined ? [] : [one]),
    ...(asItems(nodeAt(root, ['spec', 'sources'])) ?? []),
  ];
  const found: Release[] = [];
  for (const source of sources) {
    const helm = child(source, 'helm');
    const values = [
      await written(child(helm, 'values')),
      child(helm, 'valuesObject'),
      setAt(helm, pathsAndValues(child(helm, 'parameters'))),
    ];
    found.push(...release(asText(child(source, 'chart'))?.known, values));
  }
  return found;
}

async function helmfileReleases(
  file: SourceFile,
  root: YamlNode | undefined,
  repository: Repository,
): Promise<readonly Release[]> {
  const found: Release[] = [];
  for (const item of asItems(child(root, 'releases')) ?? []) {
    if (asText(child(item, 'installed'))?.known === 'false') continue;
    const values: (YamlNode | undefined)[] = [];
    for (const part of asItems(child(item, 'values')) ?? [])
      values.push(asMapping(part) ?? (await valuesFile(file, part, repository)));
    values.push(setAt(item, pathsAndValues(child(item, 'set'))));
    found.push(...release(asText(child(item, 'chart'))?.known, values));
  }
  return found;
}

async function kustomizedCharts(
  file: SourceFile,
  root: YamlNode | undefined,
  repository: Repository,
): Promise<readonly Release[]> {
  const found: Release[] = [];
  for (const item of asItems(child(root, 'helmCharts')) ?? []) {
    const files = [child(item, 'valuesFile'), ...(asItems(child(item, 'additionalValuesFiles')) ?? [])];
    const values: (YamlNode | undefined)[] = [];
    for (const path of files) values.push(await valuesFile(file, path, repository));
    values.push(child(item, 'valuesInline'));
    found.push(...release(asText(child(item, 'name'))?.known, values));
  }
  return found;
}

/** `name: service.type` and `value: NodePort`, in a list. */
function pathsAndValues(node: YamlNode | undefined): readonly SetValue[] {
  return (asItems(node) ?? []).flatMap((item) => {
    const path = asText(child(item, 'name'))?.known;
    const value = asText(child(item, 'value'));
    return path === undefined || value === undefined ? [] : [{ path, value }];
  });
}

function setAt(node: YamlNode | undefined, values: readonly SetValue[]): YamlNode | undefined {
  return node === undefined ? undefined : valuesOfPaths(values, node.file.at(node.start, node.end));
}

/** Values as a text within a file. */
async function written(node: YamlNode | undefined): Promise<YamlNode | undefined> {
  const text = asText(node);
  return node === undefined || text === undefined
    ? undefined
    : (await parseRendered(node.file, text))[0]?.root;
}

async function valuesFile(
  { path }: SourceFile,
  node: YamlNode | undefined,
  repository: Repository,
): Promise<YamlNode | undefined> {
  const name = asText(node)?.known;
  return name === undefined ? undefined : valuesAt(path, name, repository);
}

/** The values in a file that another one names, relative to itself or to the root. */
export async function valuesAt(
  from: string,
  name: string,
  repository: Repository,
): Promise<YamlNode | undefined> {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  for (const candidate of [resolved(folder, name), resolved('', name)]) {
    const file = candidate === undefined ? undefined : repository.read(candidate);
    if (isReadable(file)) return (await parseYaml(file)).documents[0]?.root;
  }
  return undefined;
}

function resolved(folder: string, name: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}${name}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
