import { mapsTo } from '../exposure/container-reach.ts';
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
    const done: PublishedPort[] = [];
    for (const exposed of exposure.listeners) {
      const { reach, published, via } = exposed;
      if (reach !== 'public' || published === undefined) continue;
      if (done.some((other) => sameLocation(other.at, published.at))) continue;
      done.push(published);
      yield {
        at: published.at,
        message: `${nameOf(exposure)} is ${via.join(' → ')}: whoever reaches it there can read and change the cache.${authenticationNote(exposure)}`,
        related: [...startedHere(exposure, published), ...otherWays(exposure, exposed, published)],
        evidence: `${nameOf(exposure)} ${sourceText(published.at)} ${published.description ?? ''} ${describePublished(published)[1]}`,
      };
    }
  },
};

/** A Service may stand far from the pods that it leads to. */
function startedHere({ launch }: Exposure, { at }: PublishedPort): readonly RelatedPlace[] {
  return sameLocation(launch.at, at) ? [] : [{ at: launch.at, message: 'memcached is started here' }];
}

/** What else would have to go before the socket is out of reach. */
function otherWays(
  { launch }: Exposure,
  { listener }: ExposedListener,
  widest: PublishedPort,
): readonly RelatedPlace[] {
  if (launch.network.kind !== 'pod' || listener.protocol === 'unix') return [];
  return launch.network.published.flatMap((port) => {
    const isSame = sameLocation(port.at, widest.at);
    if (isSame || port.reach !== 'public' || !mapsTo(port, listener)) return [];
    return [{ at: port.at, message: `${port.description ?? 'this'} opens it too` }];
  });
}
