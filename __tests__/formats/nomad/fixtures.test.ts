import { describe, expect, it } from 'vitest';
import { expose } from '../../../src/exposure/expose.ts';
import { nomad } from '../../../src/formats/nomad/format.ts';
import { publishedPort } from '../../../src/rules/published-port.ts';
import { fixture, place, read, shown } from '../kubernetes/read.ts';

const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'docker',
    ['task memcached of job cache | 1.5.5 | memcached -m 64 -p 11211 | 11300→11211/tcp 11300→11211/udp'],
    ['cache.nomad.hcl:13:18 11300'],
  ],
  [
    'host',
    [
      'task exec of job node-cache | unknown | /usr/bin/memcached -u nobody -l 0.0.0.0 -p 11211 -U 0 | host',
      'task docker of job node-cache | 1.6.0 or later | memcached -l ‹NOMAD_IP_db› | host',
    ],
    [],
  ],
  [
    'bridge',
    [
      'task mc of job mesh | 1.4.39 | memcached -m ‹var.size› | private 11211→11211/tcp private 11211→11211/udp',
      'task loop of job mesh | 1.6.0 or later | memcached -l 127.0.0.1 | container',
    ],
    [],
  ],
  [
    'old-style',
    ['task cache of job old | 1.4.39 | memcached | *→11211/tcp *→11211/udp'],
    ['old.nomad:11:9 port "mc" {}'],
  ],
  ['quiet', ['task cache of job web | 1.6.0 or later | memcached -l 0.0.0.0 | container'], []],
];

describe('Nomad jobs', () => {
  it.each(CASES)('%s', async (name, launches, open) => {
    const reading = await read(fixture(`nomad/${name}`), nomad);
    expect(reading.launches.map(shown)).toEqual(launches);
    const hits = reading.launches.flatMap((launch) => [
      ...(publishedPort.check?.(expose(launch, { privateNetworks: [] }, {}), {
        requireExplicitUdpOff: false,
      }) ?? []),
    ]);
    expect(hits.map(({ at }) => place(at))).toEqual(open);
    expect(reading.problems).toEqual([]);
  });

  it('points at the words', async () => {
    const { launches } = await read(fixture('nomad/docker'), nomad);
    expect(launches[0]?.argv.map((word) => place(word.locate()!))).toEqual([
      'cache.nomad.hcl:24:12 -m',
      'cache.nomad.hcl:24:18 64',
      'cache.nomad.hcl:25:12 -p',
      'cache.nomad.hcl:25:18 ${NOMAD_PORT_memcached}',
    ]);
  });
});
