import { describe, expect, it } from 'vitest';
import { sysconfig } from '../../../src/formats/sysconfig/format.ts';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { placeOf, readAs, show } from './fixture.ts';

const DROP_IN = 'etc/systemd/system/memcached.service.d/override.conf';
const argvOf = async (files: Record<string, string>) => {
  const { launches, problems } = await readAs(systemd, files);
  return {
    argv: launches.map((launch) => launch.argv.map(show).join(' ')),
    at: launches.map((launch) => placeOf(launch.at)),
    problems: problems.map(({ kind, at }) => `${kind} ${placeOf(at)}`),
  };
};

describe('a drop-in whose unit is not in the repository', () => {
  it('with a command of its own is a launch, its other variables unknown', async () => {
    const text = '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l 0.0.0.0 $OPTIONS\n';
    expect(await argvOf({ [DROP_IN]: text })).toEqual({
      argv: ['-l 0.0.0.0 <OPTIONS…>'],
      at: [`${DROP_IN}:3:11-49`],
      problems: [],
    });
  });

  it("changes Arch's unit where it sets LISTEN", async () => {
    expect(await argvOf({ [DROP_IN]: '[Service]\nEnvironment="LISTEN=-l 0.0.0.0"\n' })).toEqual({
      argv: ['-m 64 -c 1024 -l 0.0.0.0 -o modern,drop_privileges'],
      at: [`${DROP_IN}:2:21-31`],
      problems: [],
    });
    expect((await argvOf({ [DROP_IN]: '[Service]\nEnvironment=LISTEN=\n' })).argv).toEqual([
      '-m 64 -c 1024 -o modern,drop_privileges',
    ]);
  });

  it("changes Red Hat's unit where the repository has its sysconfig file", async () => {
    const files = {
      'etc/sysconfig/memcached':
        'PORT=11211\nUSER=memcached\nMAXCONN=1024\nCACHESIZE=64\nOPTIONS="-l 127.0.0.1"\n',
      [DROP_IN]: '[Service]\nEnvironmentFile=/etc/memcached.env\n',
      'etc/memcached.env': 'OPTIONS="-l 10.0.0.5"\n',
    };
    expect((await argvOf(files)).argv).toEqual(['-p 11211 -u memcached -m 64 -c 1024 -l 10.0.0.5']);
    expect((await readAs(sysconfig, files)).launches).toEqual([]);
  });

  it("with a command of its own reads the variables that Red Hat's unit has from the repository's file", async () => {
    const files = {
      'etc/sysconfig/memcached': 'PORT=11211\nUSER=memcached\nOPTIONS="-l 10.0.0.5"\n',
      [DROP_IN]: '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -p ${PORT} -U 0 $OPTIONS $MORE\n',
    };
    expect(await argvOf(files)).toEqual({
      argv: ['-p 11211 -U 0 -l 10.0.0.5'],
      at: [`${DROP_IN}:3:11-60`],
      problems: [],
    });
    expect((await readAs(sysconfig, files)).launches).toEqual([]);
    const elsewhere = { ...files, 'etc/sysconfig/memcached': '', 'other/memcached': 'OPTIONS=-x\n' };
    expect((await argvOf(elsewhere)).argv).toEqual(['-p  -U 0']);
  });

  it('says that it cannot tell where the distributions differ', async () => {
    expect(await argvOf({ [DROP_IN]: '[Service]\nEnvironment="OPTIONS=-l 0.0.0.0"\n' })).toEqual({
      argv: [],
      at: [],
      problems: [`unresolved ${DROP_IN}:2:22-32`],
    });
  });

  it.each([
    '[Service]\nLimitNOFILE=65536\n',
    '[Service]\nEnvironment=PORT=11212 CACHESIZE=128\n',
    '[Unit]\nAfter=network-online.target\n',
    '# Environment=OPTIONS="-l 0.0.0.0"\n',
    '',
  ])('says nothing where it changes nothing that matters: %j', async (text) => {
    expect(await argvOf({ [DROP_IN]: text })).toEqual({ argv: [], at: [], problems: [] });
  });

  it.each<[path: string, name: string]>([
    ['roles/cache/templates/override.conf.j2', 'memcached.service'],
    ['files/memcached-override.conf', 'memcached.service'],
    ['salt/cache/memcached.service.conf.j2', 'memcached.service'],
    ['system/memcached.service.d.local.conf', 'memcached.service'],
    ['files/cache.service.override', 'cache.service'],
    ['templates/initscripts/cache.systemd_override.erb', 'cache.service'],
  ])('may lie anywhere: %s', async (path, name) => {
    const text = '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l 0.0.0.0 $OPTIONS\n';
    const { launches } = await readAs(systemd, { [path]: text });
    expect(launches.map((launch) => [launch.name, launch.argv.map(show).join(' ')])).toEqual([
      [name, '-l 0.0.0.0 <OPTIONS…>'],
    ]);
  });

  it('is none where a command stands before the empty one', async () => {
    const text =
      '[Service]\nExecStart=/usr/bin/memcached -l 0.0.0.0\nExecStart=\nExecStart=/usr/bin/memcached -U 0 $OPTIONS\n';
    expect((await argvOf({ 'files/cache.conf': text })).argv).toEqual(['-U 0']);
  });

  it('changes the unit beside it', async () => {
    const files = {
      'files/memcached.service': '[Service]\nEnvironment=IP=10.0.0.1\nExecStart=/usr/bin/memcached\n',
      'files/override.conf': '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l $IP\n',
    };
    expect((await argvOf(files)).argv).toEqual(['-l 10.0.0.1']);
  });
});
