import { describe, expect, it } from 'vitest';
import { published, read, taken } from './read.ts';

const deployment = (pod = '', container = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cache, namespace: shop }\nspec: { template: { metadata: { labels: { app: cache, tier: back } }, spec: { ${pod} containers: [{ name: mc, image: "memcached:1.6", ${container} }] } } }\n---\n`;
const policy = (spec: string, namespace = 'shop') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: ${namespace} }\nspec: { ${spec} }\n`;

const POLICIES: readonly (readonly [string, string, string | undefined])[] = [
  ['every pod, nobody listed', policy('podSelector: {}'), 'admits nobody to the pod'],
  ['an empty list of rules', policy('podSelector: {}, ingress: []'), 'admits nobody to the pod'],
  ['an empty rule', policy('podSelector: {}, ingress: [{}]'), 'admits every source to some ports of the pod'],
  [
    'a rule without sources',
    policy('podSelector: { matchLabels: { app: cache } }, ingress: [{ ports: [{ port: 11211 }] }]'),
    'admits every source to some ports of the pod',
  ],
  [
    'sources',
    policy('podSelector: { matchLabels: { app: cache } }, ingress: [{ from: [{ podSelector: {} }] }]'),
    'admits only some sources to the pod',
  ],
  ['the types named', policy('podSelector: {}, policyTypes: [Ingress]'), 'admits nobody to the pod'],
  ['egress alone', policy('podSelector: {}, policyTypes: [Egress], egress: [{}]'), undefined],
  ['other pods', policy('podSelector: { matchLabels: { app: web } }'), undefined],
  ['another namespace', policy('podSelector: {}', 'other'), undefined],
  [
    'expressions, which are not evaluated',
    policy('podSelector: { matchExpressions: [{ key: app, operator: Exists }] }'),
    undefined,
  ],
];

describe('NetworkPolicies', () => {
  it.each(POLICIES)('%s', async (_, text, expected) => {
    const { launches } = await read({ 'cache.yaml': deployment() + text });
    const said = launches.flatMap(({ related }) => related.map(({ message }) => message));
    const sentence = `NetworkPolicy p ${expected} where the cluster enforces it`;
    expect(said.filter((message) => message.startsWith('NetworkPolicy'))).toEqual(
      expected === undefined ? [] : [sentence],
    );
  });

  it('do not cover pods on the network of their node', async () => {
    const text = deployment('hostNetwork: true,') + policy('podSelector: {}');
    const { launches } = await read({ 'cache.yaml': text });
    expect(launches[0]?.related.map(({ message }) => message)).toEqual([
      'hostNetwork gives the pod the network of its node',
    ]);
  });

  it('close nothing', async () => {
    const service = `apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { type: NodePort, selector: { app: cache }, ports: [{ port: 11211 }] }\n---\n`;
    const text = deployment() + service + policy('podSelector: {}');
    expect(taken(await read({ 'cache.yaml': text }))).toEqual(['cache.yaml:9:15 NodePort']);
  });
});

/** Ports of a container, and what the node forwards. */
const PORTS: readonly (readonly [string, string, string])[] = [
  [
    'containerPort only declares',
    'ports: [{ containerPort: 11211 }, { containerPort: 11211, protocol: UDP }]',
    '',
  ],
  ['no port at all', '', ''],
  ['hostPort', 'ports: [{ containerPort: 11211, hostPort: 11300 }]', '11300→11211/tcp'],
  [
    'hostPort for UDP is an entry of its own',
    'ports: [{ containerPort: 11211, hostPort: 11211, protocol: UDP }]',
    '11211→11211/udp',
  ],
  [
    'an address of the node',
    'ports: [{ containerPort: 11211, hostPort: 11211, hostIP: 127.0.0.1 }]',
    '127.0.0.1:11211→11211/tcp',
  ],
  ['hostPort 0', 'ports: [{ containerPort: 11211, hostPort: 0 }]', ''],
];

describe('ports of a container', () => {
  it.each(PORTS)('%s', async (_, container, expected) => {
    const reading = await read({ 'cache.yaml': deployment('', container) });
    const network = reading.launches[0]?.network;
    expect(network?.kind === 'pod' && network.published.map(published).join(' ')).toBe(expected);
    expect(taken(reading).length).toBe(/^\d+→.*tcp/.test(expected) ? 1 : 0);
  });

  it('hostNetwork makes its sockets those of the node', async () => {
    const { launches } = await read({
      'cache.yaml': deployment('hostNetwork: true,', 'ports: [{ containerPort: 11211, hostPort: 11211 }]'),
    });
    expect(launches[0]?.network.kind).toBe('host');
  });
});

const service = (spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: shop }\nspec: { ${spec} }\n`;

/** Services and who behind them is reached; `''`: nobody out of the cluster. */
const SERVICES: readonly (readonly [string, string, string])[] = [
  ['a headless Service', 'clusterIP: None, selector: { app: cache }, ports: [{ port: 11211 }]', ''],
  ['ExternalName', 'type: ExternalName, externalName: cache.test, selector: { app: cache }', ''],
  [
    'an external address on a ClusterIP',
    'externalIPs: [203.0.113.9], selector: { app: cache }, ports: [{ port: 11211 }]',
    '203.0.113.9:11211→11211/tcp',
  ],
  [
    'an external address of a private network',
    'externalIPs: [10.0.0.9], selector: { app: cache }, ports: [{ port: 11211 }]',
    '10.0.0.9:11211→11211/tcp',
  ],
  [
    'a target that no container declares',
    'type: NodePort, selector: { app: cache }, ports: [{ port: 80, targetPort: 11211, nodePort: 31000 }]',
    'public 31000→11211/tcp',
  ],
  [
    'no target is the port itself',
    'type: NodePort, selector: { app: cache, tier: back }, ports: [{ port: 11211, nodePort: 31000 }]',
    'public 31000→11211/tcp',
  ],
  [
    'a port of the nodes without their type, which the API server refuses',
    'selector: { app: cache }, ports: [{ port: 11211, nodePort: 31000 }]',
    '',
  ],
  ['no selector', 'type: NodePort, ports: [{ port: 11211 }]', ''],
  ['a label more', 'type: NodePort, selector: { app: cache, tier: front }, ports: [{ port: 11211 }]', ''],
];

describe('Services', () => {
  it.each(SERVICES)('%s', async (_, spec, expected) => {
    const reading = await read({ 'cache.yaml': deployment() + service(spec) });
    const network = reading.launches[0]?.network;
    expect(network?.kind === 'pod' && network.published.map(published).join(' ')).toBe(expected);
    expect(taken(reading).length).toBe(/^(?:public|203)/.test(expected) ? 1 : 0);
  });

  it('are each a way in of its own', async () => {
    const balancer = service('type: LoadBalancer, selector: { app: cache }, ports: [{ port: 11211 }]');
    const nodePort = service('type: NodePort, selector: { app: cache }, ports: [{ port: 11211 }]');
    const reading = await read({ 'cache.yaml': `${deployment()}${balancer}---\n${nodePort}` });
    expect(taken(reading)).toEqual(['cache.yaml:9:15 LoadBalancer', 'cache.yaml:14:15 NodePort']);
  });
});
