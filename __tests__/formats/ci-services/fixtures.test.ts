import { describe, expect, it } from 'vitest';
import { expose } from '../../../src/exposure/expose.ts';
import { ciServices } from '../../../src/formats/ci-services/format.ts';
import { publishedPort } from '../../../src/rules/published-port.ts';
import { fixture, place, read, shown } from '../kubernetes/read.ts';

const CASES: readonly (readonly [string, readonly string[]])[] = [
  [
    'github',
    [
      'service cache of job test (1.5.5) | 1.5.5 | memcached | 11211→11211/tcp *→11211/udp 11212→11211/tcp',
      'service cache of job test (1.6) | 1.6.0 or later | memcached | 11211→11211/tcp *→11211/udp 11212→11211/tcp',
      'service cache of job test (latest) | 1.6.0 or later | memcached | 11211→11211/tcp *→11211/udp 11212→11211/tcp',
      'service mc of job args | 1.6.0 or later | memcached -m 128 -U 11211 | container',
      'service bitnami of job args | 1.6.0 or later | memcached -u memcached -p 11211 -v -U ‹env.UDP› | container',
      'job args | unknown | memcached -l 0.0.0.0 | container',
    ],
  ],
  [
    'gitlab',
    [
      'service memcached of all jobs | 1.5.5 | memcached | container',
      'service cache of job test | 1.6.0 or later | memcached -U 11211 | container',
      'job test | unknown | memcached -d | container',
    ],
  ],
  [
    'circleci',
    [
      'service cache of executor php | 1.6.0 or later | memcached | container',
      'service memcached of job test | unknown | memcached -m 64 -U 0 | container',
    ],
  ],
  [
    'others',
    [
      'service cache of pipeline default | 1.5.5 | memcached -U 0 -p 11211 | container',
      'service side of pipeline default | 1.6.0 or later | memcached | container',
      'the pipeline | unknown | memcached | container',
      'service memcached of the pipeline | 1.6.0 or later | memcached | container',
      'container mc | 1.6.0 or later | memcached | 11211→11211/tcp',
      'service memcached of the pipeline | 1.6.0 or later | memcached | container',
    ],
  ],
];

describe('services of CI systems', () => {
  it.each(CASES)('%s', async (name, launches) => {
    const reading = await read(fixture(`ci-services/${name}`), ciServices);
    expect(reading.launches.map(shown)).toEqual(launches);
    expect(reading.problems).toEqual([]);
  });

  it('is no public bind', async () => {
    const { launches } = await read(fixture('ci-services/github'), ciServices);
    const hits = launches.flatMap((launch) => [
      ...(publishedPort.check?.(expose(launch, { privateNetworks: [] }, {}), {
        requireExplicitUdpOff: false,
      }) ?? []),
    ]);
    expect(hits).toEqual([]);
  });

  it('points at the words', async () => {
    const { launches } = await read(fixture('ci-services/github'), ciServices);
    const path = '.github/workflows/test.yml';
    expect(launches.map(({ at }) => place(at))).toEqual([
      `${path}:15:16 memcached:`,
      `${path}:15:16 memcached:`,
      `${path}:15:16 memcached:`,
      `${path}:25:18 -m 128 -U "11211"`,
      `${path}:28:16 bitnami/memcached`,
      `${path}:31:14 memcached -l 0.0.0.0`,
    ]);
    expect(launches[3]?.argv.map((word) => place(word.locate()!))).toEqual([
      `${path}:25:18 -m`,
      `${path}:25:21 128`,
      `${path}:25:25 -U`,
      `${path}:25:29 11211`,
    ]);
  });
});
