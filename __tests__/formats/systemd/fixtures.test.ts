import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { fixtureFiles, placeOf, readAs, showPlaced } from './fixture.ts';

interface Expected {
  readonly repository: string;
  readonly name: string;
  readonly at: string;
  /** Word by word, with its place. */
  readonly argv: readonly string[];
}

const CASES: readonly Expected[] = [
  {
    repository: 'environment-file-of-the-unit',
    name: 'memcached.service',
    at: 'etc/systemd/system/memcached.service:7:11-9:27',
    argv: [
      '-p @ etc/systemd/system/memcached.service:7:30-32',
      '11211 @ etc/sysconfig/memcached:1:7-12',
      '-u @ etc/systemd/system/memcached.service:7:41-43',
      'memcached @ etc/sysconfig/memcached:2:7-16',
      '-m @ etc/systemd/system/memcached.service:9:3-5',
      '64 @ etc/sysconfig/memcached:3:12-14',
      '-l @ etc/sysconfig/memcached:4:10-12',
      '0.0.0.0 @ etc/sysconfig/memcached:4:13-20',
      '-U @ etc/sysconfig/memcached:4:21-23',
      '0 @ etc/sysconfig/memcached:4:24-25',
    ],
  },
  {
    repository: 'drop-in-replaces-the-command',
    name: 'memcached.service',
    at: 'etc/systemd/system/memcached.service.d/override.conf:3:11-51',
    argv: [
      '-l @ etc/systemd/system/memcached.service.d/override.conf:3:30-32',
      '10.0.0.5 @ etc/systemd/system/memcached.service.d/override.conf:3:34-42',
      '-U @ etc/systemd/system/memcached.service.d/override.conf:3:44-49',
      '0 @ etc/systemd/system/memcached.service.d/override.conf:3:50-51',
    ],
  },
  {
    repository: 'unit-beside-its-drop-in',
    name: 'memcached.service',
    at: 'roles/cache/files/memcached.service:3:11-43',
    argv: [
      '-U @ roles/cache/files/memcached.service:3:30-32',
      '0 @ roles/cache/files/memcached.service:3:33-34',
      '-l @ roles/cache/files/memcached.service.d/10-listen.conf:2:22-24',
      '192.168.1.5 @ roles/cache/files/memcached.service.d/10-listen.conf:2:25-36',
    ],
  },
  {
    repository: 'unit-without-suffix',
    name: 'memcached.service',
    at: 'usr/lib/systemd/system/memcached:5:11-44',
    argv: [
      '-U @ usr/lib/systemd/system/memcached:5:30-32',
      '0 @ usr/lib/systemd/system/memcached:5:33-34',
      '-o @ usr/lib/systemd/system/memcached:5:35-37',
      'modern @ usr/lib/systemd/system/memcached:5:38-44',
    ],
  },
  {
    repository: 'environment-file-elsewhere',
    name: 'memcached.service',
    at: 'files/memcached.service:3:11-51',
    argv: [
      '-l @ files/memcached.service:3:30-32',
      '127.0.0.1 @ files/memcached.service:3:33-42',
      '<OPTIONS…> @ files/memcached.service:3:43-51',
    ],
  },
  {
    repository: 'template-of-a-unit',
    name: 'memcached.service',
    at: 'roles/cache/templates/memcached.service.j2:4:11-97',
    argv: [
      '-l @ roles/cache/templates/memcached.service.j2:4:30-32',
      '127.0.0.1 @ roles/cache/templates/memcached.service.j2:4:64-73',
      '-p @ roles/cache/templates/memcached.service.j2:4:79-81',
      '<{{ port }}> @ roles/cache/templates/memcached.service.j2:4:82-92',
      '-U @ roles/cache/templates/memcached.service.j2:4:93-95',
      '0 @ roles/cache/templates/memcached.service.j2:4:96-97',
    ],
  },
  {
    repository: 'instances',
    name: 'memcached@.service',
    at: 'etc/systemd/system/memcached@.service:2:11-53',
    argv: [
      '-p @ etc/systemd/system/memcached@.service:2:30-32',
      '<%i> @ etc/systemd/system/memcached@.service:2:33-35',
      '-l @ etc/systemd/system/memcached@.service:2:36-38',
      '127.0.0.1 @ etc/systemd/system/memcached@.service:2:39-48',
      '-U @ etc/systemd/system/memcached@.service:2:49-51',
      '0 @ etc/systemd/system/memcached@.service:2:52-53',
    ],
  },
];

const read = (name: string) => readAs(systemd, fixtureFiles(`systemd/${name}`));

describe('small repositories with units', () => {
  it.each(CASES)('$repository', async ({ repository, name, at, argv }) => {
    const { launches, problems } = await read(repository);
    expect(problems).toEqual([]);
    expect(launches.map((launch) => [launch.name, placeOf(launch.at)])).toEqual([[name, at]]);
    expect(launches[0]?.argv.map(showPlaced)).toEqual(argv);
  });

  it('names the places in other files that bring the variables', async () => {
    const { launches } = await read('environment-file-of-the-unit');
    expect(launches[0]?.related.map(({ at, message }) => `${message} @ ${placeOf(at)}`)).toContain(
      "the unit's ExecStart= takes OPTIONS from here @ etc/sysconfig/memcached:4:9-26",
    );
  });

  it('says at the second ExecStart= that systemd refuses the unit', async () => {
    const { launches, problems } = await read('command-refused');
    expect(launches).toEqual([]);
    expect(problems.map(({ kind, at }) => `${kind} ${placeOf(at)}`)).toEqual([
      'refused etc/systemd/system/memcached.service.d/listen.conf:2:11-40',
    ]);
    expect(problems[0]?.message).toContain('more than one ExecStart=');
  });

  it('is silent about units that only need, watch or wrap memcached', async () => {
    expect(await read('other-services')).toEqual({ launches: [], problems: [] });
  });
});
