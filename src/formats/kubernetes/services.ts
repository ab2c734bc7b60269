import type { PortRange, PublishedPort } from '../../network/network.ts';
import type { Location } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { type LoadBalancer, loadBalancerOf } from './load-balancer.ts';
import { type KubernetesObject, type Labels, labelsAt, textsOf } from './objects.ts';
import type { PodContainer } from './workloads.ts';

/** A Service that sends its traffic to pods. */
export interface Service {
  readonly object: KubernetesObject;
  readonly selector: Labels;
  /** How it is reached where its own `type` does not say: through an ingress controller, a port-forward. */
  readonly ways?: readonly Entrance[];
}

/** `undefined` for any other object, and for a Service without a selector. */
export function serviceOf(object: KubernetesObject): Service | undefined {
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return undefined;
  const selector = labelsAt(nodeAt(object.node, ['spec', 'selector']));
  return selector.size === 0 ? undefined : { object, selector };
}

/** One way into a Service from outside of the cluster. */
export interface Entrance {
  readonly at: Location;
  readonly description: string;
  readonly address?: TracedText;
  readonly reach?: PublishedPort['reach'];
  /** Which of a port's numbers peers use. */
  readonly port: 'port' | 'nodePort';
  /** The number that they use in place of those. */
  readonly outside?: PublishedPort['hostPort'];
}

/**
 * The ports of a pod that a Service takes out of the cluster: those of `type: NodePort` on every node, of
 * `type: LoadBalancer` behind the load balancer's address, any with `externalIPs`. ClusterIP opens none.
 */
export function publishedBy(service: Service, containers: readonly PodContainer[]): readonly PublishedPort[] {
  const ways = service.ways ?? entrances(service);
  if (ways.length === 0) return [];
  return servicePorts(service).flatMap((port) => {
    const protocol = protocolOf(asText(child(port, 'protocol')));
    return targetsOf(port, containers).flatMap((containerPort) =>
      ways.map((way) =>
        through(way, way.outside ?? numberAt(child(port, way.port)), { containerPort, protocol }),
      ),
    );
  });
}

/** The entries of `ports`. */
export function servicePorts({ object }: Service): readonly YamlNode[] {
  return asItems(nodeAt(object.node, ['spec', 'ports'])) ?? [];
}

/** The ways from outside of the cluster to a Service; none for one of type ClusterIP. */
function entrances({ object }: Service): readonly Entrance[] {
  const annotations = nodeAt(object.node, ['metadata', 'annotations']);
  return entrancesOf(`Service ${object.name}`, annotations, child(object.node, 'spec'));
}

/** The ways that a Service's `spec`, or values of a chart with the same keys, open. */
export function entrancesOf(
  name: string,
  annotations: YamlNode | undefined,
  spec: YamlNode | undefined,
): readonly Entrance[] {
  const type = asText(child(spec, 'type'));
  const at = type?.locate();
  const found: Entrance[] = textsOf(child(spec, 'externalIPs')).flatMap((address) => {
    const place = address.locate();
    if (place === undefined) return [];
    return [{ at: place, description: `${name} (externalIPs)`, address, port: 'port' as const }];
  });
  if (type === undefined || at === undefined) return found;
  if (!type.isKnown)
    found.push({ at, description: `${name} (type unknown)`, reach: 'unknown', port: 'port' });
  if (type.known === 'NodePort')
    found.push({ at, description: `${name} (NodePort)`, reach: 'public', port: 'nodePort' });
  if (type.known === 'LoadBalancer') found.push(balanced(name, at, loadBalancerOf(annotations, spec)));
  return found;
}

function balanced(name: string, at: Location, { reach, description, address }: LoadBalancer): Entrance {
  const text = `${name} (${description})`;
  if (reach === undefined && address !== undefined) return { at, description: text, address, port: 'port' };
  return { at, description: text, reach: reach ?? 'public', port: 'port' };
}

/** A mapping of one way to one port of the pod. */
export function through(
  way: Entrance,
  outside: PublishedPort['hostPort'],
  inside: Pick<PublishedPort, 'containerPort' | 'protocol'>,
): PublishedPort {
  return {
    by: 'service',
    at: way.at,
    description: way.description,
    ...(way.address === undefined ? {} : { hostAddress: way.address }),
    ...(way.reach === undefined ? {} : { reach: way.reach }),
    ...(outside === undefined ? {} : { hostPort: outside }),
    ...inside,
  };
}

/** The container ports that a Service port leads to: a number, or a name that the pod's containers declare. */
export function targetsOf(
  port: YamlNode,
  containers: readonly PodContainer[],
): readonly PublishedPort['containerPort'][] {
  const target = asText(child(port, 'targetPort'));
  if (target === undefined || target.text === '' || target.text === '0') {
    const number = numberAt(child(port, 'port'));
    return number === undefined ? [] : [number];
  }
  if (!target.isKnown) return namedTargets(target, containers) ?? ['unknown'];
  return /^\d+$/.test(target.text)
    ? [portRange(Number(target.text))]
    : (namedTargets(target, containers) ?? []);
}

function namedTargets(
  target: TracedText,
  containers: readonly PodContainer[],
): readonly PublishedPort['containerPort'][] | undefined {
  const found = containers
    .flatMap((container) => asItems(child(container.node, 'ports')) ?? [])
    .filter((port) => sameText(asText(child(port, 'name')), target))
    .flatMap((port) => numberAt(child(port, 'containerPort')) ?? []);
  return found.length === 0 ? undefined : found;
}

function sameText(a: TracedText | undefined, b: TracedText): boolean {
  if (a === undefined || a.text !== b.text) return false;
  return a.unknowns.every((run, index) => run.name === b.unknowns[index]?.name);
}

/** A port number; `unknown` for a text that cannot be known, `undefined` for no port. */
export function numberAt(node: YamlNode | undefined): PortRange | 'unknown' | undefined {
  const text = asText(node);
  if (text === undefined || text.text === '') return undefined;
  if (!text.isKnown) return 'unknown';
  return /^\d{1,5}$/.test(text.text) ? portRange(Number(text.text)) : undefined;
}

function portRange(port: number): PortRange {
  return { first: port, last: port };
}

/** `protocol:`, which is TCP where absent. */
export function protocolOf(text: TracedText | undefined): PublishedPort['protocol'] {
  if (text === undefined || text.text === '') return 'tcp';
  const name = text.known?.toLowerCase();
  return name === 'tcp' || name === 'udp' || name === 'sctp' ? name : 'unknown';
}

/** Where a Service is named. */
export function servicePlace({ object }: Service): Location {
  return placeOf(nodeAt(object.node, ['metadata', 'name']) ?? object.node);
}
