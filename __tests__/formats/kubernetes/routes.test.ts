import { describe, expect, it } from 'vitest';
import { published, read, taken } from './read.ts';

const CACHE = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cache, namespace: shop }
spec: { template: { metadata: { labels: { app: cache } }, spec: { containers: [{ name: mc, image: "memcached:1.4.39" }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: cache, namespace: shop }
spec: { selector: { app: cache }, ports: [{ name: mc, port: 80, targetPort: 11211 }, { name: mc-udp, port: 80, targetPort: 11211, protocol: UDP }, { name: other, port: 9150 }] }
---
`;
const route = (kind: string, spec: string) =>
  `apiVersion: example.test/v1\nkind: ${kind}\nmetadata: { name: r, namespace: shop }\nspec:\n  ${spec}\n`;
const configMap = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ingress }\ndata: { ${data} }\n`;
const gateway = (extra: string) =>
  `---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: gw }\nspec: { ${extra}, listeners: [{ name: web, port: 80, protocol: HTTP }, { name: cache, port: 11300, protocol: TCP }] }\n`;
const TCP_ROUTE = route(
  'TCPRoute',
  '{ parentRefs: [{ name: gw, sectionName: cache }], rules: [{ backendRefs: [{ name: cache, port: 80 }] }] }',
);

/** A route to the Service, what it opens, and the word that decides. */
const ROUTES: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'tcp-services of ingress-nginx',
    configMap('tcp-services', '11300: "shop/cache:80"'),
    'public 11300→11211/tcp',
    ['cache.yaml:14:17 shop/cache:80'],
  ],
  [
    'by the name of the port',
    configMap('ingress-nginx-tcp', '11300: "shop/cache:mc:PROXY"'),
    'public 11300→11211/tcp',
    ['cache.yaml:14:17 shop/cache:mc:PROXY'],
  ],
  [
    'udp-services',
    configMap('udp-services', '11300: "shop/cache:80"'),
    'public 11300→11211/udp',
    ['cache.yaml:14:17 shop/cache:80'],
  ],
  ['TCPRoute', TCP_ROUTE, 'public ?→11211/tcp', ['cache.yaml:15:85 cache']],
  [
    'TCPRoute through a Gateway',
    TCP_ROUTE + gateway('gatewayClassName: cilium'),
    'public 11300→11211/tcp',
    ['cache.yaml:15:85 cache'],
  ],
  [
    'through an internal one',
    TCP_ROUTE + gateway('gatewayClassName: gke-l7-rilb'),
    'private 11300→11211/tcp',
    [],
  ],
  [
    'through one with an internal address',
    TCP_ROUTE +
      gateway('infrastructure: { annotations: { networking.gke.io/load-balancer-type: Internal } }'),
    'private 11300→11211/tcp',
    [],
  ],
  [
    'UDPRoute',
    route('UDPRoute', '{ rules: [{ backendRefs: [{ name: cache, port: 80 }] }] }'),
    'public ?→11211/udp',
    ['cache.yaml:15:37 cache'],
  ],
  [
    'IngressRouteTCP',
    route(
      'IngressRouteTCP',
      '{ routes: [{ match: "HostSNI(`*`)", services: [{ name: cache, port: 80 }] }] }',
    ),
    'public ?→11211/tcp',
    ['cache.yaml:15:58 cache'],
  ],
  [
    'IngressRouteUDP',
    route('IngressRouteUDP', '{ routes: [{ services: [{ name: cache, port: mc-udp }] }] }'),
    'public ?→11211/udp',
    ['cache.yaml:15:35 cache'],
  ],
  ...['10.0.0.0/8', '0.0.0.0/0'].map(
    (sources) =>
      [
        `IngressRouteTCP for ${sources}`,
        `${route('IngressRouteTCP', '{ routes: [{ services: [{ name: cache, port: 80 }], middlewares: [{ name: m }] }] }')}---\n${route('MiddlewareTCP', `{ ipAllowList: { sourceRange: [${sources}] } }`).replace('name: r', 'name: m')}`,
        `${sources === '10.0.0.0/8' ? 'private' : 'public'} ?→11211/tcp`,
        sources === '10.0.0.0/8' ? [] : ['cache.yaml:15:35 cache'],
      ] as const,
  ),
  [
    'VirtualService',
    route(
      'VirtualService',
      '{ gateways: [istio-system/gw], tcp: [{ route: [{ destination: { host: cache.shop.svc.cluster.local, port: { number: 80 } } }] }] }',
    ),
    'public ?→11211/tcp',
    ['cache.yaml:15:73 cache'],
  ],
];

/** Routes that let nobody to memcached. */
const ELSEWHERE: readonly (readonly [string, string])[] = [
  ['another port', configMap('tcp-services', '11300: "shop/cache:9150"')],
  ['another Service', configMap('tcp-services', '11300: "shop/web:80"')],
  ['the same name in another namespace', configMap('tcp-services', '11300: "web/cache:80"')],
  ['another ConfigMap', configMap('settings', '11300: "shop/cache:80"')],
  ['a client', configMap('tcp-clients', 'servers: "cache:11211"')],
  ['HTTP', route('HTTPRoute', '{ rules: [{ backendRefs: [{ name: cache, port: 80 }] }] }')],
  [
    'the mesh alone',
    route('VirtualService', '{ gateways: [mesh], tcp: [{ route: [{ destination: { host: cache } }] }] }'),
  ],
  ['a route to nothing', route('TCPRoute', '{ rules: [{ backendRefs: [{}] }, {}] }')],
];

describe('routes from outside of the cluster', () => {
  it.each(ROUTES)('%s', async (_, text, expected, open) => {
    const reading = await read({ 'cache.yaml': CACHE + text });
    const network = reading.launches[0]?.network;
    expect(network?.kind === 'pod' && network.published.map(published).join(' ')).toBe(expected);
    expect(taken(reading)).toEqual(open);
  });

  it.each(ELSEWHERE)('%s is none', async (_, text) => {
    const reading = await read({ 'cache.yaml': CACHE + text });
    const network = reading.launches[0]?.network;
    const ways = network?.kind === 'pod' ? network.published.map(published) : [];
    expect(ways.filter((way) => way.includes('→11211'))).toEqual([]);
    expect(reading.launches.length).toBe(1);
    expect(taken(reading)).toEqual([]);
  });

  it('tells a memcached that only the cluster has by the name of its Service', async () => {
    const reading = await read({
      'ports.yaml': configMap('tcp-services', '11300: "shop/memcached:11211", 80: "shop/web:80"'),
    });
    expect(taken(reading)).toEqual(['ports.yaml:4:17 shop/memcached:11211']);
  });
});
