import { describe, expect, it } from 'vitest';
import { helmValues } from '../../../src/formats/helm-values/format.ts';
import { fixture, place, read, shown, taken } from '../kubernetes/read.ts';

const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'subchart',
    [
      'subchart sessions | 1.6.39 | memcached -u memcached -p 11211 -v -U 11211 | public 11300→11211/tcp',
      'subchart sessions with values-lab.yaml | 1.6.39 | memcached -u memcached -p 11211 -v -U 11211 | public *→11211/tcp',
      'subchart sessions with values-prod.yaml | 1.6.39 | memcached -u memcached -p 11211 -v -U 11211 | private 11300→11211/tcp',
    ],
    ['values.yaml:11:12 LoadBalancer', 'values-lab.yaml:3:11 NodePort'],
  ],
  ['old-chart', ['chart memcached | 1.4.36 | memcached -m 64 -l 0.0.0.0 | host'], []],
  [
    'releases',
    [
      'chart memcached | 1.6.0 or later | memcached -u memcached -p 11211 -v | public *→11211/tcp',
      'chart memcached | 1.6.0 or later | memcached -u memcached -p 11211 -v -l 0.0.0.0 | private 11211→11211/tcp',
    ],
    ['flux.yaml:9:13 NodePort'],
  ],
  ['quiet', ['subchart memcached | 1.6.22 | memcached | pod'], []],
];

describe('values of charts', () => {
  it.each(CASES)('%s', async (name, launches, out) => {
    const reading = await read(fixture(`helm-values/${name}`), helmValues);
    expect(reading.launches.map(shown)).toEqual(launches);
    expect(taken(reading)).toEqual(out);
    expect(reading.problems).toEqual([]);
  });

  it('points at the words', async () => {
    const { launches } = await read(fixture('helm-values/releases'), helmValues);
    expect(launches[1]?.argv.slice(-2).map((word) => place(word.locate()!))).toEqual([
      'flux.yaml:23:28 -l',
      'flux.yaml:23:34 0.0.0.0',
    ]);
    const old = await read(fixture('helm-values/old-chart'), helmValues);
    expect(old.launches.map(({ at }) => place(at))).toEqual(['memcached/values.yaml:5:3 - -l\n  - 0.0.0.0']);
    const sub = await read(fixture('helm-values/subchart'), helmValues);
    expect(sub.launches.map(({ at }) => place(at))).toEqual([
      'values.yaml:9:10 1.6.39',
      'values.yaml:9:10 1.6.39',
      'values.yaml:9:10 1.6.39',
    ]);
  });
});
