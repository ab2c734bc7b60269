import { describe, expect, it } from 'vitest';
import { bsdRc } from '../../../src/formats/bsd-rc/format.ts';
import { commandLines, place, read, wordPlaces } from '../host/read.ts';

const TAIL = '-d -u nobody -P /var/run/memcached/memcached.pid';

describe('FreeBSD', () => {
  it.each<[string, string[]]>([
    ['memcached_enable="YES"\n', [TAIL]],
    ['memcached_enable="YES"\nmemcached_flags="-l 127.0.0.1"\n', [`-l 127.0.0.1 ${TAIL}`]],
    ['memcached_enable=yes\nmemcached_flags="-l \'10.0.0.1\' -U 0"\n', [`-l 10.0.0.1 -U 0 ${TAIL}`]],
    ['memcached_enable="YES"\nmemcached_user="cache"\n', ['-d -u cache -P /var/run/memcached/memcached.pid']],
    [
      'memcached_enable="YES"\nmemcached_flags="-m 64"\nmemcached_flags="${memcached_flags} -l ::1"\n',
      [`-m 64 -l ::1 ${TAIL}`],
    ],
    ['ip=10.0.0.5\nmemcached_enable=YES\nmemcached_flags="-l ${ip}"\n', [`-l 10.0.0.5 ${TAIL}`]],
    [
      'memcached_enable="YES"\nmemcached_profiles="a b"\nmemcached_a_flags="-p 11212"\nmemcached_flags="-l 127.0.0.1"\n',
      [
        '-p 11212 -d -u nobody -P /var/run/memcached/memcached.a.pid',
        '-l 127.0.0.1 -d -u nobody -P /var/run/memcached/memcached.b.pid',
      ],
    ],
    [
      'memcached_enable="YES"\nmemcached_profiles="a b"\nmemcached_a_enable="NO"\n',
      ['-d -u nobody -P /var/run/memcached/memcached.b.pid'],
    ],
    ['memcached_enable="YES"\nmemcached_flags="-l {{ ip }}"\n', [`-l ‹{{ ip }}…› ${TAIL}`]],
  ])('%j', async (text, expected) => {
    expect(commandLines(await read(bsdRc, { 'etc/rc.conf': text }))).toEqual(expected);
  });

  it('is only possible where nothing enables it', async () => {
    const { launches } = await read(bsdRc, { 'rc.conf.d/memcached': 'memcached_flags="-l 0.0.0.0"\n' });
    expect(launches.map(({ condition }) => condition)).toEqual(['once the service is enabled']);
  });

  it('has places', async () => {
    const text = 'hostname="a"\nmemcached_enable="YES"\nmemcached_flags="-l 0.0.0.0 -U 11211"\n';
    const { launches } = await read(bsdRc, { 'etc/rc.conf': text });
    expect(place(launches[0]!)).toBe('3:1 memcached_flags="-l 0.0.0.0 -U 11211"');
    expect(wordPlaces(launches[0]!).slice(0, 4)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
  });
});

describe('OpenBSD and NetBSD', () => {
  it.each<[string, string, string]>([
    ['etc/rc.conf.local', 'memcached_flags="-l 127.0.0.1 -u _memcached"\n', '-d -l 127.0.0.1 -u _memcached'],
    [
      'etc/rc.conf.local',
      'pkg_scripts=memcached\nmemcached_flags=\n',
      '-d -u _memcached -l 127.0.0.1 -l ::1',
    ],
    ['etc/rc.conf', 'memcached=YES\nmemcached_flags="-l 127.0.0.1"\n', `-l 127.0.0.1 ${TAIL}`],
    ['etc/rc.conf.d/memcached', 'memcached=YES\nmemcached_flags="-U 0"\n', `-U 0 ${TAIL}`],
    [
      'etc/rc.conf.local',
      'memcached_flags="-m 64 -u _memcached"\n',
      // The variable takes the place of the script's flags, and with them of its addresses.
      '-d -m 64 -u _memcached',
    ],
    [
      'etc/rc.conf',
      'memcached=YES\nmemcached_jobs="a"\nmemcached_a_args="-l 10.0.0.5"\n',
      '-u memcached -d -l 10.0.0.5 -P /var/run/memcached/memcached-a.pid',
    ],
  ])('%s %j', async (path, text, expected) => {
    expect(commandLines(await read(bsdRc, { [path]: text }))).toEqual([expected]);
  });
});

describe('what starts none', () => {
  it.each<[string, string]>([
    ['etc/rc.conf', 'memcached_enable="NO"\nmemcached_flags="-l 0.0.0.0"\n'],
    ['etc/rc.conf', '# memcached_enable="YES"\n'],
    ['etc/rc.conf', 'nginx_enable="YES"\n'],
    ['etc/rc.conf.local', 'memcached_flags=NO\n'],
    ['etc/rc.conf', 'memcached=NO\n'],
    ['etc/rc.conf', 'pf_rules="memcached"\n'],
  ])('%s %j', async (path, text) => {
    expect(await read(bsdRc, { [path]: text })).toEqual({ launches: [], problems: [] });
  });
});
