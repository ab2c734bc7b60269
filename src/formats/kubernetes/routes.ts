import type { TracedText } from '../../text/traced-text.ts';
import { asText, child } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { buildObject } from './build-node.ts';
import { type KubernetesObject, mayShareNamespace } from './objects.ts';
import { type Backend, backendsOf } from './route-backends.ts';
import { type Service, serviceOf, servicePorts } from './services.ts';

/**
 * The Services that get traffic from outside of the cluster through an ingress controller or a gateway: the
 * `tcp-services` and `udp-services` of ingress-nginx, TCPRoute and UDPRoute of the Gateway API, Traefik's
 * IngressRouteTCP and IngressRouteUDP, `tcp` of Istio's VirtualService.
 */
export function routedServices(objects: readonly KubernetesObject[]): readonly Service[] {
  return objects.flatMap((object) =>
    backendsOf(object, objects).flatMap((backend) => routedTo(backend, object, objects) ?? []),
  );
}

/** The Service with the one way in; one that only the cluster has is told by its name. */
function routedTo(
  { name, namespace, port, description, word, outside, reach, protocol }: Backend,
  route: KubernetesObject,
  objects: readonly KubernetesObject[],
): Service | undefined {
  const at = word.locate();
  if (at === undefined) return undefined;
  const ways = [{ at, description, reach, port: 'port' as const, outside }];
  const owner = { namespace };
  const target = objects.find(
    (object) => object.kind === 'Service' && object.name === name.known && mayShareNamespace(object, owner),
  );
  const service = target === undefined ? undefined : serviceOf(target);
  const ports =
    service === undefined ? [] : servicePorts(service).filter((item) => isPort(item, port, protocol));
  const object: KubernetesObject = {
    ...(target ?? { ...route, kind: 'Service', apiVersion: 'v1', name: name.known ?? '', namespace }),
    node: withPorts(ports, name, { port: port ?? '11211', protocol }, at),
  };
  if (target !== undefined && ports.length === 0) return undefined;
  if (target === undefined) return { object, selector: new Map([['app', name.text]]), ways };
  return service === undefined ? undefined : { object, selector: service.selector, ways };
}

function isPort(item: YamlNode, port: TracedText | undefined, protocol: Backend['protocol']): boolean {
  if ((asText(child(item, 'protocol'))?.text || 'TCP') !== protocol) return false;
  const wanted = port?.text;
  return wanted === undefined || ['port', 'name'].some((key) => asText(child(item, key))?.text === wanted);
}

function withPorts(
  ports: readonly YamlNode[],
  name: TracedText,
  fallback: { readonly port: TracedText | string; readonly protocol: string },
  at: Parameters<typeof buildObject>[1],
): KubernetesObject['node'] {
  const shapes = ports.map((item) => ({
    port: asText(child(item, 'port')),
    targetPort: asText(child(item, 'targetPort')),
    protocol: asText(child(item, 'protocol')),
  }));
  return buildObject(
    {
      metadata: { name },
      spec: { selector: { app: name }, ports: shapes.length > 0 ? shapes : [fallback] },
    },
    at,
  );
}
