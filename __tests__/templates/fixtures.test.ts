import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { fixtureFiles, placeOf, show, showPlaced } from '../formats/systemd/fixture.ts';

async function reportOf(name: string) {
  return await check(memoryRepository(fixtureFiles(`templates/${name}`)), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
}

async function factsOf(name: string) {
  const { exposures, findings } = await reportOf(name);
  return {
    argv: exposures.map(({ launch }) => launch.argv.map(show).join(' ')),
    findings: findings
      .filter(({ level }) => level === 'error')
      .map((finding) => `${finding.name} ${placeOf(finding.at)}`),
  };
}

describe('small repositories with templates', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'role-default-is-public',
      ['-m 64 -p 11211 -u memcache -l 0.0.0.0 -U 0'],
      ['public-bind roles/cache/defaults/main.yml:3:22-29'],
    ],
    ['role-default-is-overridden', ['-l 127.0.0.1 -U 0'], []],
    [
      'one-host-is-public',
      ['-l 127.0.0.1 -U 0', '-l 0.0.0.0 -U 0'],
      ['public-bind host_vars/web1.yml:1:14-21'],
    ],
    [
      'list-of-addresses',
      ['-p 11211 -u memcached -m 64 -c 1024 -l 127.0.0.1,10.0.0.5 -U 0', '-l 127.0.0.1 -l 10.0.0.5 -U 0'],
      [],
    ],
    ['role-parameter', ['-l 0.0.0.0 -U 0'], ['public-bind playbooks/site.yml:4:15-22']],
    [
      'socket-or-address',
      ['-s <<%= @socket %>>', '-l 0.0.0.0 -U 0'],
      ['public-bind templates/memcached.conf.erb:4:4-11'],
    ],
    ['hiera', ['-l 127.0.0.1 -U 0', '-l 127.0.0.1 -U 11211'], ['udp-enabled data/nodes/web1.yaml:1:22-27']],
    [
      'groups-apart',
      ['-l 10.0.0.1 -U 0', '-l 127.0.0.1 -U 11211'],
      ['udp-enabled group_vars/test.yml:2:12-17'],
    ],
    ['class-declaration', ['-l 10.0.0.4 -U 0'], []],
    [
      'chef-attributes',
      ['-p 11211 -l 0.0.0.0 -U 0'],
      ['public-bind cookbooks/cache/attributes/default.rb:1:31-38'],
    ],
    ['pillar', ['-l 127.0.0.1 -U 0'], []],
    ['pillar-by-index', ['-l 0.0.0.0 -U 0'], ['public-bind pillar/cache.sls:2:11-18']],
    [
      'unit-with-environment',
      ['-l 0.0.0.0 -U 0'],
      ['public-bind templates/etc/default/memcached.j2:4:13-20'],
    ],
    [
      'options-of-a-program',
      ['-p 11211 -u <USER> -m <CACHESIZE> -c <MAXCONN> -l 127.0.0.1,::1 -U 11211 -t <@threads.to_s>'],
      ['udp-enabled manifests/init.pp:3:15-20'],
    ],
    ['nobody-sets-it', ['-l <{{ memcached_ip }}> -U 0'], []],
  ])('%s', async (name, argv, findings) => {
    expect(await factsOf(name)).toEqual({ argv, findings });
  });

  it('have every word at its place', async () => {
    const { exposures } = await reportOf('role-default-is-public');
    const template = 'roles/cache/templates/memcached.conf.j2';
    expect(exposures[0]?.launch.argv.map(showPlaced)).toEqual([
      `-m @ ${template}:3:1-3`,
      '64 @ roles/cache/defaults/main.yml:4:25-27',
      `-p @ ${template}:4:1-3`,
      '11211 @ roles/cache/defaults/main.yml:2:17-22',
      `-u @ ${template}:5:1-3`,
      `memcache @ ${template}:5:33-41`,
      `-l @ ${template}:6:1-3`,
      '0.0.0.0 @ roles/cache/defaults/main.yml:3:22-29',
      `-U @ ${template}:7:1-3`,
      `0 @ ${template}:7:4-5`,
    ]);
  });

  it('name the template beside the value', async () => {
    const { findings, exposures } = await reportOf('role-default-is-public');
    const template = 'roles/cache/templates/memcached.conf.j2';
    expect(findings[0]?.related.map(({ at }) => placeOf(at))).toEqual([`${template}:3:1-4`]);
    expect(exposures[0]?.launch.related).toEqual([]);
  });

  it('name every template that uses the value, at the one place', async () => {
    const { findings } = await check(
      memoryRepository({
        'roles/cache/defaults/main.yml': 'listen: 0.0.0.0\n',
        'roles/cache/templates/memcached.conf.j2': '-l {{ listen }}\n-U 0\n',
        'roles/cache/templates/sysconfig/memcached.j2': 'OPTIONS="-U 0 -l {{ listen }}"\n',
      }),
      { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' },
    );
    expect(findings.map(({ name, at }) => `${name} ${placeOf(at)}`)).toEqual([
      'public-bind roles/cache/defaults/main.yml:1:9-16',
    ]);
    expect(findings[0]?.related.map(({ at }) => at.file.path)).toEqual([
      'roles/cache/templates/memcached.conf.j2',
      'roles/cache/templates/sysconfig/memcached.j2',
    ]);
  });
});
