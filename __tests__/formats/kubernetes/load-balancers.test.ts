import { describe, expect, it } from 'vitest';
import { published, read, taken } from './read.ts';

/** A cache behind a load balancer with an annotation and further keys of its `spec`. */
function balanced(annotation: string, spec = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: cache }
spec: { template: { metadata: { labels: { app: cache } }, spec: { containers: [{ name: mc, image: "memcached:1.6" }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: cache, annotations: { ${annotation} } }
spec: { type: LoadBalancer, ports: [{ port: 11211 }], selector: { app: cache }, ${spec} }
`;
}
const K8S = 'service.beta.kubernetes.io';

const INTERNAL: readonly (readonly [string, string])[] = [
  ['Oracle', `${K8S}/oci-load-balancer-internal: "true"`],
  ["Oracle's network load balancer", 'oci-network-load-balancer.oraclecloud.com/internal: "true"'],
  ['Baidu', `${K8S}/cce-load-balancer-internal-vpc: "true"`],
  ['Hetzner', 'load-balancer.hetzner.cloud/disable-public-network: "true"'],
  ['Scaleway', `${K8S}/scw-loadbalancer-private: "true"`],
  ['Yandex', 'yandex.cloud/load-balancer-type: internal'],
  ['Amazon by its scheme', `${K8S}/aws-load-balancer-scheme: internal`],
  ["Amazon's controller with targets by address", `${K8S}/aws-load-balancer-type: nlb-ip`],
  ['sources in the older annotation', `${K8S}/load-balancer-source-ranges: "10.0.0.0/8, 192.0.2.0/24"`],
  ["sources in Azure's annotation", `${K8S}/azure-allowed-ip-ranges: 203.0.113.0/24`],
];

const OPEN: readonly (readonly [string, string, string])[] = [
  ['nothing that says otherwise', '', ''],
  ['an internal one that is turned off', `${K8S}/oci-load-balancer-internal: "false"`, ''],
  ['a public network that is left on', 'load-balancer.hetzner.cloud/disable-public-network: "false"', ''],
  ['an annotation that decides other things', `${K8S}/aws-load-balancer-backend-protocol: tcp`, ''],
  ['sources that are everybody', `${K8S}/load-balancer-source-ranges: 0.0.0.0/0`, ''],
  [
    'the spec before the annotation',
    `${K8S}/load-balancer-source-ranges: 10.0.0.0/8`,
    'loadBalancerSourceRanges: [0.0.0.0/0]',
  ],
  [
    'a traffic policy',
    '',
    'externalTrafficPolicy: Local, internalTrafficPolicy: Local, sessionAffinity: ClientIP',
  ],
  ['no ports on the nodes', '', 'allocateLoadBalancerNodePorts: false'],
];

describe('load balancers', () => {
  it.each(INTERNAL)('is for some only: %s', async (_, annotation) => {
    const reading = await read({ 'cache.yaml': balanced(annotation) });
    const network = reading.launches[0]?.network;
    expect(network?.kind === 'pod' && network.published.map(published)).toEqual(['private 11211→11211/tcp']);
    expect(taken(reading)).toEqual([]);
  });

  it.each(OPEN)('is for everybody: %s', async (_, annotation, spec) => {
    expect(taken(await read({ 'cache.yaml': balanced(annotation, spec) }))).toEqual([
      'cache.yaml:9:15 LoadBalancer',
    ]);
  });

  it('opens UDP only where it is listed, and says so', async () => {
    const old = balanced('', '').replace('memcached:1.6', 'memcached:1.4.39');
    const both = old.replace('{ port: 11211 }', '{ port: 11211 }, { port: 11211, protocol: UDP, name: udp }');
    const reaches = async (manifest: string) => {
      const network = (await read({ 'cache.yaml': manifest })).launches[0]?.network;
      return network?.kind === 'pod' ? network.published.map(published) : [];
    };
    expect(await reaches(old)).toEqual(['public 11211→11211/tcp']);
    expect(await reaches(both)).toEqual(['public 11211→11211/tcp', 'public 11211→11211/udp']);
  });
});
