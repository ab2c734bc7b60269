import { describePublished } from '../exposure/describe.ts';
import type { ExposedListener, Exposure } from '../exposure/exposure.ts';
import type { RelatedPlace } from '../launch/launch.ts';
import type { PublishedPort } from '../network/network.ts';
import { sameLocation, sourceText } from '../text/source-file.ts';
import type { Example, Hit, Rule } from './rule.ts';
import { authenticationNote, nameOf } from './words.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  selector:
    matchLabels: { app: cache }
  template:
    metadata:
      labels: { app: cache }
    spec:
      containers:
        - name: memcached
          image: memcached:1.6
`;

const service = (spec: string, annotations = '') => `apiVersion: v1
kind: Service
metadata:
  name: cache
${annotations}spec:
${spec}  selector: { app: cache }
  ports:
    - port: 11211
`;

function example(title: string, manifest: string, deployment = DEPLOYMENT): Example {
  return { title, files: { 'deploy/cache.yaml': `${deployment}---\n${manifest}` } };
}

export const publicService: Rule = {
  id: 'MG013',
  name: 'public-service',
  level: 'error',
  summary: 'A Service, hostPort or the like takes memcached out of the cluster',
  why: 'A Service of type LoadBalancer or NodePort, external addresses and host ports answer to whoever reaches the load balancer or a node. memcached has no access control of its own, and pods of the cluster reach it without any of them.',
  fix: 'Make the Service type: ClusterIP, and drop hostPort and externalIPs; where clients are outside, use an internal load balancer.',
  waiveWhen: 'The nodes or the load balancer are in a network that only the clients can reach.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
    'https://cwe.mitre.org/data/definitions/668.html',
  ],
  examples: {
    bad: [
      example('a load balancer', service('  type: LoadBalancer\n')),
      example('a port on every node', service('  type: NodePort\n')),
      {
        title: 'a hostPort',
        files: {
          'deploy/cache.yaml': `${DEPLOYMENT}          ports:\n            - containerPort: 11211\n              hostPort: 11211\n`,
        },
      },
    ],
    good: [
      example('a ClusterIP Service', service('')),
      example(
        'an internal load balancer',
        service(
          '  type: LoadBalancer\n',
          '  annotations:\n    networking.gke.io/load-balancer-type: "Internal"\n',
        ),
      ),
      { title: 'no Service at all', files: { 'deploy/cache.yaml': DEPLOYMENT } },
    ],
    odd: [
      example(
        "an application's own load balancer",
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n  selector: { app: web }\n  ports:\n    - port: 80\n',
      ),
      {
        title: 'containerPort only declares a port',
        files: {
          'deploy/cache.yaml': `${DEPLOYMENT}          args: ["-l", "0.0.0.0"]\n          ports:\n            - containerPort: 11211\n`,
        },
      },
      example(
        'a load balancer that admits named sources only',
        service('  type: LoadBalancer\n  loadBalancerSourceRanges: [10.0.0.0/8]\n'),
      ),
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    if (exposure.launch.network.kind !== 'pod') return;
    // Each Service is a way in of its own: closing or accepting one leaves the others.
    const ways = exposure.listeners
      .flatMap((listener) => [listener, ...(listener.otherMappings ?? [])])
      .filter(({ reach }) => reach === 'public');
    const seen: PublishedPort[] = [];
    for (const { published, via } of ways) {
      if (published === undefined || seen.some((other) => isSameWay(other, published))) continue;
      seen.push(published);
      yield {
        at: published.at,
        message: `${nameOf(exposure)} is ${via.join(' → ')}: whoever reaches it there can ${harmOf(ways, published)}.${authenticationNote(exposure)}`,
        related: startedHere(exposure, published),
        evidence: `${nameOf(exposure)} ${sourceText(published.at)} ${published.description ?? ''} ${describePublished(published)[1]}`,
      };
    }
  },
};

/** Ports of one Service stand behind one `type:`; its TCP and its UDP are one decision. */
function isSameWay(a: PublishedPort, b: PublishedPort): boolean {
  return sameLocation(a.at, b.at) && a.description === b.description;
}

/** One Service can lead to both sockets. */
function harmOf(ways: readonly ExposedListener[], way: PublishedPort): string {
  const udp = ways.some(
    ({ listener, published }) =>
      listener.protocol === 'udp' && published !== undefined && isSameWay(published, way),
  );
  return udp ? 'read and change the cache and use it to flood others' : 'read and change the cache';
}

/** A Service may stand far from the pods that it leads to. */
function startedHere({ launch }: Exposure, { at }: PublishedPort): readonly RelatedPlace[] {
  return sameLocation(launch.at, at) ? [] : [{ at: launch.at, message: 'memcached is started here' }];
}
