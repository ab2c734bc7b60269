import type { Launch } from '../../launch/launch.ts';
import { asMapping, child, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { buildObject } from '../kubernetes/build-node.ts';
import { loneServiceLaunch } from '../kubernetes/lone-service.ts';
import { nginxServices } from '../kubernetes/nginx-services.ts';
import { routedServices } from '../kubernetes/routes.ts';

/**
 * The memcached that values of the ingress-nginx chart, by itself or below another one, take out of the cluster:
 * `tcp: { 11211: "shop/memcached:11211" }`. What stands behind that Service is told by its name.
 */
export function ingressLaunches(root: YamlNode | undefined, format: string): readonly Launch[] {
  const parts = [root, ...[...entries(asMapping(root)).values()].map(({ value }) => value)];
  return parts.flatMap((part) =>
    ['tcp', 'udp'].flatMap((key) => {
      const data = child(part, key);
      if (data === undefined || nginxServices(data).length === 0) return [];
      const name = `${key}-services`;
      const at = data.file.at(data.start, data.end);
      const node = buildObject({ metadata: { name } }, at);
      const pair = buildObject({ data: '' }, at).pairs.map(({ key: under }) => ({ key: under, value: data }));
      const object = {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        name,
        namespace: undefined,
        node: { ...node, pairs: [...node.pairs, ...pair] },
        path: data.file.path,
      };
      return routedServices([object]).flatMap((service) => loneServiceLaunch(service, format) ?? []);
    }),
  );
}
