import { describe, expect, it } from 'vitest';
import { openrc } from '../../../src/formats/openrc/format.ts';
import { sourceText } from '../../../src/text/source-file.ts';
import { commandLines, place, read } from '../host/read.ts';

/** The file as Gentoo ships it, with other values for some keys; `undefined` leaves the key out. */
function confd(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const keys: Record<string, string | undefined> = {
    MEMCACHED_BINARY: '"/usr/bin/memcached"',
    MEMUSAGE: '"64"',
    MEMCACHED_RUNAS: '"memcached"',
    MAXCONN: '"1024"',
    LISTENON: '""',
    PORT: '"11211"',
    UDPPORT: '"${PORT}"',
    PIDBASE: '"/run/memcached/memcached"',
    MISC_OPTS: '""',
    ...changes,
  };
  return Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `# about ${key}\n${key}=${value}\n`)
    .join('');
}

const TAIL = '-m 64 -c 1024 -u memcached -P /run/memcached/memcached.pid';

describe("the init scripts' command line", () => {
  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['Gentoo as shipped', {}, `-d -p 11211 -U 11211 ${TAIL}`],
    [
      'Gentoo made safe',
      { LISTENON: '"127.0.0.1"', UDPPORT: '"0"' },
      `-d -p 11211 -U 0 -l 127.0.0.1 ${TAIL}`,
    ],
    ['Alpine as shipped', { LISTENON: '"127.0.0.1"' }, `-d -p 11211 -U 11211 -l 127.0.0.1 ${TAIL}`],
    [
      'two addresses',
      { LISTENON: '"127.0.0.1,10.0.0.2"' },
      `-d -p 11211 -U 11211 -l 127.0.0.1,10.0.0.2 ${TAIL}`,
    ],
    [
      'a socket',
      { SOCKET: '/run/mc.sock', SOCKET_MASK: '0777', LISTENON: '0.0.0.0' },
      `-d -s /run/mc.sock -a 0777 ${TAIL}`,
    ],
    ['a socket without a mask', { SOCKET: '/run/mc.sock' }, `-d -s /run/mc.sock ${TAIL}`],
    ['an empty socket', { SOCKET: '""' }, `-d -p 11211 -U 11211 ${TAIL}`],
    ['more options', { MISC_OPTS: '"-l 10.0.0.1 -vv"' }, `-d -p 11211 -U 11211 ${TAIL} -l 10.0.0.1 -vv`],
    ['quotes within a value', { MISC_OPTS: `"-l '10.0.0.1'"` }, `-d -p 11211 -U 11211 ${TAIL} -l '10.0.0.1'`],
    ['UDPPORT left out', { UDPPORT: undefined, LISTENON: '1.2.3.4' }, `-d -p 11211 -U -l 1.2.3.4 ${TAIL}`],
    ['LISTENON left out', { LISTENON: undefined }, `-d -p 11211 -U 11211 ${TAIL}`],
    ['another port', { PORT: '11311' }, `-d -p 11311 -U 11311 ${TAIL}`],
    ['a template', { LISTENON: '"{{ ip }}"' }, `-d -p 11211 -U 11211 -l ‹{{ ip }}…› ${TAIL}`],
    ['no binary named', { MEMCACHED_BINARY: undefined }, `-d -p 11211 -U 11211 ${TAIL}`],
  ])('%s', async (_what, changes, expected) => {
    expect(commandLines(await read(openrc, { 'etc/conf.d/memcached': confd(changes) }))).toEqual([expected]);
  });

  it('takes what an instance leaves out from the base file', async () => {
    const reading = await read(openrc, {
      'etc/conf.d/memcached': confd({ LISTENON: '10.0.0.1' }),
      'etc/conf.d/memcached.web': 'PORT=11300\nUDPPORT=0\n',
    });
    expect(reading.launches.map(({ name }) => name)).toEqual([
      'OpenRC service memcached',
      'OpenRC service memcached.web',
    ]);
    expect(commandLines(reading)[1]).toBe(`-d -p 11300 -U 0 -l 10.0.0.1 ${TAIL}`);
    expect(reading.launches[1]!.related.map(({ at }) => at.file.path)).toEqual(['etc/conf.d/memcached']);
  });
});

describe('places', () => {
  it('are those of the assignments', async () => {
    const { launches } = await read(openrc, { 'etc/conf.d/memcached': confd({ LISTENON: '"0.0.0.0"' }) });
    const [launch] = launches;
    expect(place(launch!)).toBe('10:1 LISTENON="0.0.0.0"');
    const at = launch!.argv.map((word) => sourceText(word.locate()!));
    expect(at.slice(1, 7)).toEqual([
      'PORT="11211"',
      '11211',
      'UDPPORT="${PORT}"',
      'UDPPORT="${PORT}"',
      'LISTENON="0.0.0.0"',
      '0.0.0.0',
    ]);
  });
});

describe('what starts none', () => {
  it.each<[string, string]>([
    ['etc/conf.d/memcached', '# LISTENON="0.0.0.0"\n'],
    ['etc/conf.d/memcached', 'MEMCACHED_ARGS="-l 127.0.0.1"\n'],
    ['etc/conf.d/memcached', 'OPTIONS="-l 0.0.0.0"\n'],
    ['etc/conf.d/memcached', ''],
    ['nginx/conf.d/memcached.conf', 'upstream memcached { server a:11211; }\n'],
    ['etc/conf.d/redis', 'LISTENON="0.0.0.0"\nMEMUSAGE=memcached\n'],
  ])('%s %j', async (path, text) => {
    expect(await read(openrc, { [path]: text })).toEqual({ launches: [], problems: [] });
  });
});
