import { describe, expect, it } from 'vitest';
import { published, read, taken } from './read.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: cache, labels: { app: cache, tier: back } }
spec: { containers: [{ name: mc, image: "memcached:1.6", ports: [{ name: mc, containerPort: 11211 }] }] }
---
`;
const service = (spec: string, annotation = '') =>
  `${POD}apiVersion: v1\nkind: Service\nmetadata: { name: cache, annotations: { ${annotation} } }\nspec: { ports: [{ port: 11211 }], selector: { app: cache }, ${spec} }\n`;
const balanced = (annotation: string, spec = '') => service(`type: LoadBalancer, ${spec}`, annotation);
const AWS = 'service.beta.kubernetes.io/aws-load-balancer';

/** A manifest, and what it opens to whom: the reach that a Service states, or the address that decides. */
const SERVICES: readonly (readonly [string, string, string])[] = [
  ['ClusterIP', service(''), ''],
  ['ClusterIP by name', service('type: ClusterIP'), ''],
  ['headless', service('clusterIP: None'), ''],
  ['ExternalName', service('type: ExternalName, externalName: x.test'), ''],
  ['NodePort', service('type: NodePort'), 'public *→11211/tcp'],
  ['LoadBalancer', balanced(''), 'public 11211→11211/tcp'],
  ['an address', balanced('', 'loadBalancerIP: 10.0.0.9'), '10.0.0.9:11211→11211/tcp'],
  [
    'an address of a pool',
    balanced('metallb.io/loadBalancerIPs: 192.168.1.9'),
    '192.168.1.9:11211→11211/tcp',
  ],
  ['all sources', balanced('', 'loadBalancerSourceRanges: ["0.0.0.0/0"]'), 'public 11211→11211/tcp'],
  [
    'all sources in halves',
    balanced('', 'loadBalancerSourceRanges: ["0.0.0.0/1", "128.0.0.0/1"]'),
    'public 11211→11211/tcp',
  ],
  [
    'all sources of IPv6',
    balanced('', 'loadBalancerSourceRanges: ["10.0.0.0/8", "::/0"]'),
    'public 11211→11211/tcp',
  ],
  ['private sources', balanced('', 'loadBalancerSourceRanges: [10.0.0.0/8]'), 'private 11211→11211/tcp'],
  ['named sources', balanced('', 'loadBalancerSourceRanges: [203.0.113.0/24]'), 'private 11211→11211/tcp'],
  [
    'sources do not bind nodes',
    service('type: NodePort, loadBalancerSourceRanges: [10.0.0.0/8]'),
    'public *→11211/tcp',
  ],
  ['Google', balanced('networking.gke.io/load-balancer-type: Internal'), 'private 11211→11211/tcp'],
  ['Google, older', balanced('cloud.google.com/load-balancer-type: "Internal"'), 'private 11211→11211/tcp'],
  ['Google, outside', balanced('networking.gke.io/load-balancer-type: External'), 'public 11211→11211/tcp'],
  ['AWS', balanced(`${AWS}-internal: "true"`), 'private 11211→11211/tcp'],
  ['AWS, older', balanced(`${AWS}-internal: 0.0.0.0/0`), 'private 11211→11211/tcp'],
  ['AWS, outside', balanced(`${AWS}-internal: "false"`), 'public 11211→11211/tcp'],
  ['the AWS controller', balanced(`${AWS}-type: external`), 'private 11211→11211/tcp'],
  [
    'the AWS controller, outside',
    balanced(`${AWS}-type: external, ${AWS}-scheme: internet-facing`),
    'public 11211→11211/tcp',
  ],
  ['the AWS class', balanced('', 'loadBalancerClass: service.k8s.aws/nlb'), 'private 11211→11211/tcp'],
  ['the older AWS type', balanced(`${AWS}-type: nlb`), 'public 11211→11211/tcp'],
  [
    'Azure',
    balanced('service.beta.kubernetes.io/azure-load-balancer-internal: "true"'),
    'private 11211→11211/tcp',
  ],
  [
    'Azure, outside',
    balanced('service.beta.kubernetes.io/azure-load-balancer-internal: "false"'),
    'public 11211→11211/tcp',
  ],
  [
    'OpenStack',
    balanced('service.beta.kubernetes.io/openstack-internal-load-balancer: "true"'),
    'private 11211→11211/tcp',
  ],
  [
    'IBM',
    balanced('service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type: private'),
    'private 11211→11211/tcp',
  ],
  [
    'Alibaba',
    balanced('service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet'),
    'private 11211→11211/tcp',
  ],
  [
    'Tencent',
    balanced('service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: subnet-1'),
    'private 11211→11211/tcp',
  ],
  [
    'DigitalOcean',
    balanced('service.beta.kubernetes.io/do-loadbalancer-network: INTERNAL'),
    'private 11211→11211/tcp',
  ],
  ['another class', balanced('', 'loadBalancerClass: example.test/lb'), 'unknown 11211→11211/tcp'],
  ['an external address', service('externalIPs: [203.0.113.9]'), '203.0.113.9:11211→11211/tcp'],
  ['UDP', service('type: NodePort, ports: [{ port: 11211, protocol: UDP }]'), 'public *→11211/udp'],
  ['a named port', service('type: NodePort, ports: [{ port: 80, targetPort: mc }]'), 'public *→11211/tcp'],
  ['a name that no container has', service('type: NodePort, ports: [{ port: 80, targetPort: web }]'), ''],
  ['other labels', service('type: NodePort, selector: { app: web }'), ''],
  ['labels that it lacks', service('type: NodePort, selector: { app: cache, release: a }'), ''],
  [
    'another namespace',
    service('type: NodePort')
      .replaceAll('name: cache,', 'name: cache, namespace: a,')
      .replace('namespace: a', 'namespace: b'),
    '',
  ],
  [
    'no namespace',
    service('type: NodePort').replace('name: cache,', 'name: cache, namespace: b,'),
    'public *→11211/tcp',
  ],
];

describe('who a Service lets in', () => {
  it.each(SERVICES)('%s', async (_, manifest, expected) => {
    const reading = await read({ 'cache.yaml': manifest });
    const [launch] = reading.launches;
    expect(launch?.network.kind).toBe('pod');
    const ports = launch?.network.kind === 'pod' ? launch.network.published : [];
    expect(ports.map(published).join(' ')).toBe(expected);
    const isOpen = /^(?:public|203).*tcp$/.test(expected);
    expect(taken(reading).length).toBe(isOpen ? 1 : 0);
  });
});
