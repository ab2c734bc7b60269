import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, nodeAt } from '../../yaml/access.ts';
import { type ConfigMaps, findConfigMap } from './environment.ts';
import type { PodContainer, Workload } from './workloads.ts';

/** The files that a container gets from ConfigMaps of the repository, by path; `undefined` if there are none. */
export function mountedFiles(
  workload: Workload,
  container: PodContainer,
  configMaps: ConfigMaps,
): ((path: string) => TracedText | undefined) | undefined {
  const files = new Map<string, TracedText>();
  const volumes = asItems(child(workload.pod, 'volumes')) ?? [];
  for (const mount of asItems(child(container.node, 'volumeMounts')) ?? []) {
    const name = asText(child(mount, 'name'))?.known;
    const path = asText(child(mount, 'mountPath'))?.known;
    if (name === undefined || path === undefined) continue;
    const volume = volumes.find((item) => asText(child(item, 'name'))?.known === name);
    const map = findConfigMap(nodeAt(volume, ['configMap', 'name']), workload.object, configMaps);
    if (map === undefined) continue;
    const data = child(map.node, 'data');
    const only = asText(child(mount, 'subPath'))?.known;
    for (const [key, file] of keysOf(volume, data)) {
      if (only === undefined) files.set(`${path.replace(/\/+$/, '')}/${file}`, key);
      else if (only === file) files.set(path, key);
    }
  }
  return files.size === 0 ? undefined : (path) => files.get(path);
}

/** A ConfigMap's texts with the file names that they get: their keys, or what the volume's `items` say. */
function keysOf(
  volume: Parameters<typeof child>[0],
  data: Parameters<typeof child>[0],
): readonly (readonly [TracedText, string])[] {
  const items = asItems(nodeAt(volume, ['configMap', 'items']));
  const names =
    items?.map((item) => [asText(child(item, 'key'))?.known, asText(child(item, 'path'))?.known] as const) ??
    keyNames(data);
  return names.flatMap(([key, path]) => {
    const text = key === undefined ? undefined : asText(child(data, key));
    return text === undefined || path === undefined ? [] : [[text, path] as const];
  });
}

function keyNames(data: Parameters<typeof child>[0]): readonly (readonly [string, string])[] {
  const found = data?.kind === 'mapping' ? data.pairs : [];
  return found.flatMap(({ key }) => {
    const name = asText(key)?.known;
    return name === undefined ? [] : [[name, name] as const];
  });
}
