import { describe, expect, it } from 'vitest';
import { upstart } from '../../../src/formats/upstart/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const HEAD = 'description "memcached"\nstart on runlevel [2345]\nrespawn\n';

describe('jobs', () => {
  it.each<[string, string[]]>([
    [`${HEAD}exec /usr/bin/memcached -l 127.0.0.1 -U 0\n`, ['-l 127.0.0.1 -U 0']],
    [`${HEAD}env IP=10.0.0.5\nexec memcached -l $IP\n`, ['-l 10.0.0.5']],
    [`${HEAD}exec memcached \\\n-l 0.0.0.0 \\\n-m 64\n`, ['-l 0.0.0.0 -m 64']],
    [`${HEAD}script\n  . /etc/default/x\n  exec memcached -l 0.0.0.0\nend script\n`, ['-l 0.0.0.0']],
    [`${HEAD}exec start-stop-daemon --start -c nobody --exec /usr/bin/memcached -- -m 64\n`, ['-m 64']],
    [`${HEAD}pre-start script\n  memcached -h\nend script\nexec memcached -m 1\n`, ['-m 1']],
  ])('%j', async (text, expected) => {
    expect(commandLines(await read(upstart, { 'etc/init/memcached.conf': text }))).toEqual(expected);
  });

  it('have places', async () => {
    const { launches } = await read(upstart, { 'etc/init/cache.conf': `${HEAD}exec memcached -l 0.0.0.0\n` });
    expect(place(launches[0]!)).toBe('4:6 memcached -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['4:16', '4:19']);
  });
});

describe('what starts none', () => {
  it.each([
    '-l 0.0.0.0\n',
    `${HEAD}# exec memcached -l 0.0.0.0\nexec redis\n`,
    `${HEAD}exec web --cache memcached\n`,
    '[Service]\nExecStart=/usr/bin/memcached\n',
    `${HEAD}script\n  service memcached restart\nend script\n`,
  ])('%j', async (text) => {
    expect(await read(upstart, { 'memcached.conf': text })).toEqual({ launches: [], problems: [] });
  });
});
