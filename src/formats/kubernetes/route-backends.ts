import type { PublishedPort, Reach } from '../../network/network.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, nodeAt } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { buildObject } from './build-node.ts';
import { loadBalancerOf } from './load-balancer.ts';
import { nginxServices } from './nginx-services.ts';
import { type KubernetesObject, textsOf } from './objects.ts';
import { numberAt } from './services.ts';

/** What a route sends traffic to. */
export interface Backend {
  /** The Service's name. */
  readonly name: TracedText;
  readonly namespace: string | undefined;
  /** A number or a name; `undefined`: all of its ports. */
  readonly port: TracedText | undefined;
  /** For people: "TCPRoute cache". */
  readonly description: string;
  /** The word that decides. */
  readonly word: TracedText;
  readonly outside: PublishedPort['hostPort'];
  readonly reach: Reach;
  readonly protocol: 'TCP' | 'UDP';
}

/** What an object of a gateway or an ingress controller sends traffic to. */
export function backendsOf(
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
): readonly Backend[] {
  switch (object.kind) {
    case 'ConfigMap':
      return /(?:^|[-_.])(?:tcp|udp)(?:[-_.]|$)/.test(object.name) ? nginxBackends(object) : [];
    case 'TCPRoute':
    case 'UDPRoute':
      return gatewayBackends(object, objects);
    case 'IngressRouteTCP':
    case 'IngressRouteUDP':
      return (asItems(nodeAt(object.node, ['spec', 'routes'])) ?? []).flatMap((route) =>
        (asItems(child(route, 'services')) ?? []).flatMap((item) =>
          backend(object, item, asText(child(item, 'name')), asText(child(item, 'port')), {
            reach: admitsOnlySome(route, objects) ? 'private' : 'public',
          }),
        ),
      );
    case 'VirtualService':
      return istioBackends(object, objects);
    default:
      return [];
  }
}

/** Whether a middleware of a Traefik route admits named sources only (`ipAllowList`, `ipWhiteList` before Traefik 3). */
function admitsOnlySome(route: YamlNode, objects: readonly KubernetesObject[]): boolean {
  return (asItems(child(route, 'middlewares')) ?? []).some((item) => {
    const name = asText(child(item, 'name'))?.known;
    const spec = objects.find((object) => object.kind === 'MiddlewareTCP' && object.name === name)?.node;
    const sources = ['ipAllowList', 'ipWhiteList'].flatMap((key) =>
      textsOf(nodeAt(spec, ['spec', key, 'sourceRange'])),
    );
    const at = item.file.at(item.start, item.end);
    const limits = buildObject({ loadBalancerSourceRanges: sources }, at);
    return sources.length > 0 && loadBalancerOf(undefined, limits).reach === 'private';
  });
}

/** The items of a list in each item of another list. */
function listsAt(node: YamlNode, path: readonly string[], key: string): readonly YamlNode[] {
  return (asItems(nodeAt(node, path)) ?? []).flatMap((item) => asItems(child(item, key)) ?? []);
}

function backend(
  object: KubernetesObject,
  item: YamlNode,
  name: TracedText | undefined,
  port: TracedText | undefined,
  { outside = 'unknown' as PublishedPort['hostPort'], reach = 'public' as Reach } = {},
): readonly Backend[] {
  if (name === undefined || name.text === '') return [];
  const namespace = asText(child(item, 'namespace'))?.known ?? object.namespace;
  const description = `${object.kind} ${object.name}`;
  const protocol = object.kind.startsWith('UDP') || object.kind.endsWith('UDP') ? 'UDP' : 'TCP';
  return [{ name, namespace, port, description, word: name, outside, reach, protocol }];
}

function nginxBackends(object: KubernetesObject): readonly Backend[] {
  const protocol = /(?:^|[-_.])udp(?:[-_.]|$)/.test(object.name) ? 'UDP' : 'TCP';
  const description = `the ingress controller (ConfigMap ${object.name})`;
  return nginxServices(child(object.node, 'data')).map(({ value, ...found }) => ({
    ...found,
    description,
    word: value,
    reach: 'public',
    protocol,
  }));
}

function gatewayBackends(object: KubernetesObject, objects: readonly KubernetesObject[]): readonly Backend[] {
  const parents = asItems(nodeAt(object.node, ['spec', 'parentRefs'])) ?? [];
  const through = parents.flatMap((parent) => {
    const name = asText(child(parent, 'name'))?.known;
    const gateway = objects.find((other) => other.kind === 'Gateway' && other.name === name);
    return gateway === undefined ? [] : [gatewayWay(gateway, asText(child(parent, 'sectionName'))?.known)];
  });
  return listsAt(object.node, ['spec', 'rules'], 'backendRefs').flatMap((item) =>
    backend(object, item, asText(child(item, 'name')), asText(child(item, 'port')), through[0]),
  );
}

/** The port of a Gateway's listener, and whom its address is for. */
function gatewayWay(gateway: KubernetesObject, section: string | undefined) {
  const spec = child(gateway.node, 'spec');
  const listeners = asItems(child(spec, 'listeners')) ?? [];
  const listener = listeners.find((item) => asText(child(item, 'name'))?.known === section) ?? listeners[0];
  const annotations = [
    nodeAt(gateway.node, ['metadata', 'annotations']),
    nodeAt(spec, ['infrastructure', 'annotations']),
  ];
  const isInternal =
    /internal|private|rilb/i.test(asText(child(spec, 'gatewayClassName'))?.text ?? '') ||
    annotations.some((node) => loadBalancerOf(node, undefined).reach === 'private');
  const reach: Reach = isInternal ? 'private' : 'public';
  return { outside: numberAt(child(listener, 'port')) ?? 'unknown', reach };
}

/** Routes of a VirtualService that stand behind a gateway; without one they are for the mesh alone. */
function istioBackends(object: KubernetesObject, objects: readonly KubernetesObject[]): readonly Backend[] {
  const gateways = (asItems(nodeAt(object.node, ['spec', 'gateways'])) ?? []).flatMap(
    (item) => asText(item)?.known ?? [],
  );
  const outer = gateways.find((name) => name !== 'mesh');
  if (outer === undefined) return [];
  const gateway = objects.find(
    ({ kind, name }) => kind === 'Gateway' && name === outer.slice(outer.lastIndexOf('/') + 1),
  );
  const server = asItems(nodeAt(gateway?.node, ['spec', 'servers']))?.find((item) =>
    /^(?:TCP|TLS)$/.test(asText(nodeAt(item, ['port', 'protocol']))?.text ?? ''),
  );
  const outside = numberAt(nodeAt(server, ['port', 'number'])) ?? 'unknown';
  return listsAt(object.node, ['spec', 'tcp'], 'route').flatMap((item) => {
    const destination = child(item, 'destination');
    const host = asText(child(destination, 'host'));
    const dot = host?.text.indexOf('.') ?? -1;
    const name = dot < 0 ? host : host?.slice(0, dot);
    return backend(object, item, name, asText(nodeAt(destination, ['port', 'number'])), { outside });
  });
}
