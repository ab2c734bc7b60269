import { describe, expect, it } from 'vitest';
import { cron } from '../../../src/formats/cron/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

describe('jobs', () => {
  it.each<[string, string, string[]]>([
    ['etc/cron.d/cache', '@reboot root memcached -d -l 0.0.0.0\n', ['-d -l 0.0.0.0']],
    ['etc/crontab', '@reboot  nobody\t/usr/bin/memcached -U 0\n', ['-U 0']],
    ['crontab', '@reboot memcached -m 64\n', ['-m 64']],
    ['crontab', '@reboot root /usr/bin/memcached -u root\n', ['-u root']],
    ['ops/cache.cron', '*/5 * * * * pgrep memcached || memcached -d -l 10.0.0.5\n', ['-d -l 10.0.0.5']],
    ['crontab', 'BIND="10.0.0.5"\n@reboot memcached -l $BIND\n', ['-l 10.0.0.5']],
    ['crontab', '@reboot memcached -o a\\%b -l 1 % -l 2\n', ['-o a%b -l 1']],
    ['crontab', '0 4 1 jan-mar mon-fri memcached\n', ['']],
    [
      'etc/anacrontab',
      '1 5 mc memcached -l 10.0.0.5\n@monthly 10 x nice memcached -p 1\n',
      ['-l 10.0.0.5', '-p 1'],
    ],
    ['crontab.j2', '@reboot memcached -l {{ ip }}\n', ['-l ‹{{ ip }}›']],
  ])('%s %j', async (path, text, expected) => {
    expect(commandLines(await read(cron, { [path]: text }))).toEqual(expected);
  });

  it('have names and places', async () => {
    const { launches } = await read(cron, {
      'etc/cron.d/cache': '# x\n@reboot  root memcached -l 0.0.0.0\n',
    });
    expect(launches[0]!.name).toBe('cron job @reboot');
    expect(place(launches[0]!)).toBe('2:15 memcached -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['2:25', '2:28']);
  });
});

describe('what starts none', () => {
  it.each([
    '# @reboot memcached -l 0.0.0.0\n',
    '@reboot service memcached restart\n',
    '* * * * * pgrep memcached\n',
    '* * * * * echo stats | nc localhost 11211 # memcached\n',
    '@reboot % memcached -l 0.0.0.0\n',
    'memcached -l 0.0.0.0\n',
    '@never memcached\n',
    '1 5 memcached redis-server\n',
  ])('%j', async (text) => {
    expect(await read(cron, { crontab: text })).toEqual({ launches: [], problems: [] });
  });
});
