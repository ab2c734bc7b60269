import type { Launch, Reading } from '../../../launch/launch.ts';
import type { Network, PublishedPort } from '../../../network/network.ts';
import { parsePublished } from '../../../network/published-port.ts';
import { isReadable } from '../../../repository/repository.ts';
import { parseYaml } from '../../../yaml/parse.ts';
import { joinPath } from '../../dockerfile/evaluate.ts';
import { directoryOf } from '../../host/paths.ts';
import { workloadLaunches } from '../../kubernetes/launches.ts';
import { objectsOf } from '../../kubernetes/objects.ts';
import { workloadOf } from '../../kubernetes/workloads.ts';
import { withoutPortsOfOthers } from '../shared-network.ts';
import type { QuadletFiles, QuadletUnit } from './quadlet-unit.ts';

/**
 * The memcached in the pods of a `.kube` unit whose ports the unit publishes (`podman kube play --publish`), or
 * which it puts on the host's network. What the manifest does by itself its own format says.
 */
export async function readKube(unit: QuadletUnit, quadlets: QuadletFiles): Promise<Reading> {
  const published = unit.own.list('PublishPort').flatMap(({ value }) => {
    const ports = parsePublished(value);
    return 'error' in ports ? [] : ports;
  });
  const host = unit.own.list('Network').find(({ value }) => value.text === 'host');
  if (published.length === 0 && host === undefined) return { launches: [], problems: [] };
  const launches: Launch[] = [];
  for (const { value } of unit.own.list('Yaml')) {
    const path = joinPath(`/${directoryOf(unit.file.path)}`, value.known ?? '').slice(1);
    const file = quadlets.repository.read(path);
    if (!isReadable(file)) continue;
    const { documents } = await parseYaml(file);
    const objects = objectsOf(documents, file.path);
    const workloads = objects.flatMap((object) => workloadOf(object) ?? []);
    const configMaps = objects.filter(({ kind }) => kind === 'ConfigMap');
    // podman knows no Services, so none gives its variables either.
    const around = {
      format: 'systemd',
      services: [],
      configMaps,
      policies: [],
      linksOf: () => new Set<string>(),
    };
    const found = workloads.flatMap((workload) => workloadLaunches(workload, around).launches);
    launches.push(
      ...found.flatMap((launch) => inPod({ ...launch, name: unit.name }, published, host !== undefined)),
    );
  }
  return { launches, problems: [] };
}

/** The launch as the unit publishes it; none where it publishes only ports of the pod's other containers. */
function inPod(launch: Launch, ports: readonly PublishedPort[], onHost: boolean): readonly Launch[] {
  if (launch.network.kind !== 'pod') return [];
  if (onHost) {
    const network: Network = {
      kind: 'host',
      limits: [],
      because: 'Network=host gives it the network of the host',
    };
    return [{ ...launch, network }];
  }
  const own = withoutPortsOfOthers({
    ...launch,
    network: { kind: 'container', published: ports, limits: [] },
  });
  return own.network.kind === 'container' && own.network.published.length > 0 ? [own] : [];
}
