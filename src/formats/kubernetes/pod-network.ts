import type { RelatedPlace } from '../../launch/launch.ts';
import type { Network, PublishedPort } from '../../network/network.ts';
import { asItems, asText, child } from '../../yaml/access.ts';
import { numberAt, protocolOf, publishedBy, type Service } from './services.ts';
import type { PodContainer, Workload } from './workloads.ts';

/** Where a pod's sockets live, and what is worth telling about it. */
export interface PodNetwork {
  readonly network: Network;
  readonly related: readonly RelatedPlace[];
}

/** The network of a workload's pods: the node's, or their own with what takes ports of it out of the cluster. */
export function podNetwork(
  workload: Workload,
  container: PodContainer,
  services: readonly Service[],
): PodNetwork {
  const host = asText(child(workload.pod, 'hostNetwork'));
  const at = host?.locate();
  if (host !== undefined && at !== undefined && !host.isKnown)
    return { network: { kind: 'unknown', because: 'its hostNetwork cannot be known' }, related: [] };
  if (host?.known === 'true' && at !== undefined)
    return {
      network: { kind: 'host', limits: [], because: 'hostNetwork gives it the network of its node' },
      related: [{ at, message: 'hostNetwork gives the pod the network of its node' }],
    };
  const published = [
    ...hostPorts(container),
    ...services.flatMap((service) => publishedBy(service, workload.containers)),
  ];
  return {
    network: { kind: 'pod', published: distinctPorts(published), limits: [] },
    related: [],
  };
}

/** The container's ports that the node forwards; `containerPort` alone publishes nothing. */
function hostPorts({ node }: PodContainer): readonly PublishedPort[] {
  return (asItems(child(node, 'ports')) ?? []).flatMap((port) => {
    const hostPort = asText(child(port, 'hostPort'));
    const at = hostPort?.locate();
    const number = numberAt(child(port, 'hostPort'));
    if (at === undefined || number === undefined || hostPort?.known === '0') return [];
    const address = asText(child(port, 'hostIP'));
    return [
      {
        by: 'host-port' as const,
        at,
        description: 'a hostPort of its node',
        ...(address === undefined || address.text === '' ? {} : { hostAddress: address }),
        hostPort: number,
        containerPort: numberAt(child(port, 'containerPort')) ?? 'unknown',
        protocol: protocolOf(asText(child(port, 'protocol'))),
      },
    ];
  });
}

function distinctPorts(ports: readonly PublishedPort[]): readonly PublishedPort[] {
  const seen = new Set<string>();
  return ports.filter(({ at, containerPort, protocol, hostPort }) => {
    const key = JSON.stringify([at.file.path, at.start, containerPort, protocol, hostPort]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
