import { describe, expect, it } from 'vitest';
import { fixture, place, read, shown, taken } from './read.ts';

/** A fixture, what it starts, and the words that take memcached out of the cluster. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'load-balancer',
    ['container memcached of Deployment cache | 1.6.31 | memcached -m 128 | public 11300→11211/tcp'],
    ['cache.yaml:32:10 LoadBalancer'],
  ],
  [
    'load-balancer-of-an-old-version-with-udp',
    [
      'container cache of StatefulSet cache | 1.4.39 | memcached | public 31211→11211/tcp public 31211→11211/udp',
    ],
    ['cache.yaml:17:13 NodePort'],
  ],
  [
    'service-in-another-file',
    [
      'container store of Deployment session-store | 1.6.0 or later | memcached -l 0.0.0.0 | 203.0.113.20:11211→11211/tcp 10.4.0.9:11211→11211/tcp',
    ],
    ['k8s/service.yaml:7:7 203.0.113.20'],
  ],
  [
    'host-ports',
    [
      'container memcached of Pod cache | 1.6.39 | memcached -u memcached -p 11211 -v -U 11211 | 11211→11211/tcp 127.0.0.1:11211→11211/udp',
    ],
    ['cache.yaml:14:21 11211'],
  ],
  [
    'host-network',
    [
      'container memcached of DaemonSet node-cache | 1.6.0 or later | memcached -l ‹NODE_IP› -p $(PORT) -m 256 | host',
    ],
    [],
  ],
  ['sidecars', ['container cache of Deployment web | 1.6.0 or later | memcached -l 127.0.0.1 | pod'], []],
  [
    'scripts-in-a-config-map',
    ['container cache of CronJob warm | 1.6.0 or later | memcached -u memcache -l 0.0.0.0 -p 11311 | pod'],
    [],
  ],
  [
    'quiet',
    ['container memcached of Deployment memcached | 1.6.0 or later | memcached -l 0.0.0.0 | pod'],
    [],
  ],
  [
    'lone-service',
    ['the pods behind Service memcached-external | unknown | memcached | public 30211→11211/tcp'],
    ['service.yaml:6:9 NodePort'],
  ],
  [
    'nearest-of-two',
    [
      'container c of Deployment cache-a | 1.6.0 or later | memcached | pod',
      'container c of Deployment cache-b | 1.6.0 or later | memcached | public 11211→11211/tcp',
    ],
    ['b/cache.yaml:14:9 LoadBalancer'],
  ],
  [
    'kustomize',
    [
      'container memcached of Deployment cache | 1.6.0 or later | memcached -m 64 | pod',
      'container memcached of Deployment cache with dev/kustomization.yaml | 1.6.0 or later | memcached -v -vv | host',
      'container memcached of Deployment cache with prod/kustomization.yaml | 1.5.5 | memcached -U 11211 | 11211→11211/tcp public 11300→11211/tcp',
    ],
    ['overlays/prod/args.yaml:13:25 11211', 'overlays/prod/kustomization.yaml:15:16 LoadBalancer'],
  ],
  [
    'chart',
    [
      'container memcached of StatefulSet .Release.Name-memcached | 1.6.31 | memcached -m 64 | public 11211→11211/tcp',
      'container memcached of StatefulSet .Release.Name-memcached with cache/values-prod.yaml | 1.6.31 | memcached -m 1024 -vv -U 11211 | public 31211→11211/tcp',
    ],
    ['values.yaml:3:11 LoadBalancer', 'charts/cache/values-prod.yaml:2:9 NodePort'],
  ],
  [
    'chart-with-named-manifests',
    [
      'container media-memcached of Deployment media-memcached | 1.6.7 | memcached | pod',
      'container media-memcached of Deployment media-memcached with shop/values-lab.yaml | 1.4.39 | memcached -U 11211 | public *→11211/tcp',
    ],
    ['shop/values-lab.yaml:1:24 NodePort'],
  ],
];

describe('manifests', () => {
  it.each(CASES)('%s', async (name, launches, out) => {
    const reading = await read(fixture(`kubernetes/${name}`));
    expect(reading.launches.map(shown)).toEqual(launches);
    expect(taken(reading)).toEqual(out);
    expect(reading.problems).toEqual([]);
  });

  it('points at the words', async () => {
    const { launches } = await read(fixture('kubernetes/load-balancer'));
    expect(launches.flatMap(({ argv }) => argv.map((word) => place(word.locate()!)))).toEqual([
      'cache.yaml:20:15 -m',
      'cache.yaml:21:16 128',
    ]);
    expect(launches.map(({ at }) => place(at).split('\n')[0])).toEqual(['cache.yaml:20:13 - -m']);
    const version = launches[0]?.version;
    expect(version?.state === 'known' && place(version.at!)).toBe('cache.yaml:18:28 1.6.31-alpine');
  });

  it('points at the words that a template takes from values', async () => {
    const { launches } = await read(fixture('kubernetes/chart-with-named-manifests'));
    expect(launches[1]?.argv.map((word) => place(word.locate()!))).toEqual([
      'shop/values-lab.yaml:2:27 -U',
      'shop/values-lab.yaml:2:58 11211',
    ]);
    const version = launches[1]?.version;
    expect(version?.state === 'known' && place(version.at!)).toBe('shop/values-lab.yaml:1:44 1.4.39');
  });

  it('names a NetworkPolicy beside the pod', async () => {
    const { launches } = await read(fixture('kubernetes/quiet'));
    expect(launches[0]?.related.map(({ message }) => message)).toEqual([
      'the container runs the image named here',
      'NetworkPolicy memcached admits only some sources to the pod where the cluster enforces it',
    ]);
  });
});
