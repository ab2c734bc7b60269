import { describe, expect, it } from 'vitest';
import { monit } from '../../../src/formats/monit/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const check = (start: string) =>
  `check process memcached with pidfile /run/memcached.pid\n  ${start}\n  stop program = "/usr/bin/pkill memcached"\n`;
const lines = async (text: string, path = 'etc/monit.d/memcached') =>
  commandLines(await read(monit, { [path]: text }));

describe('what monit starts', () => {
  it.each<[string, string[]]>([
    [check('start program = "/usr/bin/memcached -d -l 0.0.0.0"'), ['-d -l 0.0.0.0']],
    [check('start program "/usr/bin/memcached -d" as uid memcache with timeout 60 seconds'), ['-d']],
    [check("start = '/usr/bin/memcached -vv'"), ['-vv']],
    [check(`start program = "/bin/sh -c 'exec /usr/bin/memcached -l ::'"`), ['-l ::']],
    [check('start program = "/usr/bin/memcached -l $IP > /dev/null"'), ['-l $IP > /dev/null']],
    [check('START PROGRAM = "/usr/bin/memcached\n    -d"'), ['-d']],
    [check('start program = "/usr/bin/memcached -l {{ ip }}"'), ['-l ‹{{ ip }}›']],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('has names and places', async () => {
    const { launches } = await read(monit, {
      monitrc: check('start program = "/usr/bin/memcached -l 0.0.0.0"'),
    });
    expect(launches[0]!.name).toBe('process memcached');
    expect(place(launches[0]!)).toBe('2:20 /usr/bin/memcached -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['2:39', '2:42']);
    expect(wordPlaces(launches[0]!)).toEqual(['-l', '0.0.0.0']);
  });
});

describe('what starts none', () => {
  it.each([
    check('start program = "/etc/init.d/memcached start"'),
    check('start program = "/bin/systemctl start memcached"'),
    check('# start program = "/usr/bin/memcached -l 0.0.0.0"'),
    'check process memcached\n  start program = "/usr/bin/memcached -l 0.0.0.0\n',
    'check host cache with address 127.0.0.1\n  if failed port 11211 protocol memcache then alert\n',
    'check process x matching "memcached -l 0.0.0.0"\n',
  ])('%j', async (text) => {
    expect(await read(monit, { monitrc: text })).toEqual({ launches: [], problems: [] });
  });

  it.each<[string, boolean]>([
    ['monitrc', true],
    ['etc/monit/conf.d/memcached', true],
    ['templates/memcached.monit.j2', true],
    ['monitor/x', false],
    ['monitrc/x', false],
  ])('%s is of monit: %s', (path, expected) => {
    expect(monit.hasPath(path)).toBe(expected);
  });
});
