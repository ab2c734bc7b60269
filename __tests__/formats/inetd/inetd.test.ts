import { describe, expect, it } from 'vitest';
import { inetd } from '../../../src/formats/inetd/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const block = (...entries: string[]): string =>
  `# xinetd\nservice memcache\n{\n${entries.map((entry) => `\t${entry}\n`).join('')}}\n`;

describe('services', () => {
  it.each<[string, string, string[]]>([
    [
      'etc/inetd.conf',
      'memcache stream tcp nowait nobody /usr/bin/memcached memcached -l 127.0.0.1\n',
      ['-l 127.0.0.1'],
    ],
    ['inetd.conf', '11211\tstream\ttcp6\tnowait.9\troot.wheel\t/usr/bin/memcached\tmemcached\n', ['']],
    [
      'etc/inetd.conf',
      'mc stream tcp nowait root /usr/sbin/tcpd /usr/bin/memcached -p 1 -l 10.0.0.5\n',
      ['-p 1 -l 10.0.0.5'],
    ],
    ['etc/inetd.d/mc', 'mc dgram udp wait nobody /bin/sh sh -c memcached\n', ['']],
    [
      'etc/xinetd.d/mc',
      block('disable = no', 'server = /usr/bin/memcached', 'server_args = -l 0.0.0.0 -U 0'),
      ['-l 0.0.0.0 -U 0'],
    ],
    [
      'xinetd.conf',
      block('server\t\t= /usr/bin/nice', 'server_args = -n 5 memcached', 'server_args += -l ::1'),
      ['-l ::1'],
    ],
    [
      'etc/xinetd.d/mc.j2',
      block('server = /usr/bin/memcached', 'server_args = -l {{ ip }}'),
      ['-l ‹{{ ip }}›'],
    ],
    ['net/mc.conf', block('server = /usr/bin/memcached', 'server_args = -p 1'), ['-p 1']],
  ])('%s %j', async (path, text, expected) => {
    expect(commandLines(await read(inetd, { [path]: text }))).toEqual(expected);
  });

  it('have names, places and a condition', async () => {
    const { launches } = await read(inetd, {
      'etc/xinetd.d/mc': block('server = /usr/bin/memcached', 'server_args = -l 0.0.0.0'),
    });
    const [launch] = launches;
    expect([launch!.name, launch!.condition]).toEqual(['inetd service memcache', 'once a client connects']);
    expect(place(launch!)).toBe('4:11 /usr/bin/memcached\n\tserver_args = -l 0.0.0.0');
    expect(positions(launch!)).toEqual(['5:16', '5:19']);
  });
});

describe('what starts none', () => {
  it.each<[string, string]>([
    ['etc/inetd.conf', '#memcache stream tcp nowait nobody /usr/bin/memcached memcached\n'],
    ['etc/inetd.conf', 'memcached stream tcp nowait nobody /usr/bin/nc nc cache 11211\n'],
    ['etc/inetd.conf', 'memcached 11211/tcp\n'],
    ['etc/xinetd.d/mc', block('disable = yes', 'server = /usr/bin/memcached')],
    ['etc/xinetd.d/memcached', block('redirect = cache 11211', 'server_args = memcached')],
    ['etc/xinetd.d/mc', block('# server = /usr/bin/memcached', 'server = /usr/bin/web')],
    ['etc/xinetd.d/mc', 'service memcached\n{\n server = /usr/bin/memcached\n'],
  ])('%s %j', async (path, text) => {
    expect(await read(inetd, { [path]: text })).toEqual({ launches: [], problems: [] });
  });
});
