import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { placeOf, readAs, show } from './fixture.ts';

type Files = Readonly<Record<string, string>>;

const AT = 'etc/systemd/system';
const CACHE = `${AT}/memcached.service`;
const SOCKET = `${AT}/cache.socket`;
const cache = (words: string) => `[Service]\nExecStart=/usr/bin/memcached ${words}\n`;
const proxy = (words: string) => `[Service]\nExecStart=/lib/systemd/systemd-socket-proxyd ${words}\n`;

/** A memcached on loopback, a proxy to it, and the socket of the proxy. */
const proxied = (
  socket: string,
  target = '127.0.0.1:11212',
  words = '-l 127.0.0.1 -p 11212 -U 0',
): Files => ({
  [CACHE]: cache(words),
  [`${AT}/cache.service`]: `# memcached\n${proxy(target)}`,
  [SOCKET]: `[Socket]\n${socket}\n`,
});

/** The launches of the socket alone. */
async function throughSocket(files: Files): Promise<readonly string[]> {
  const { launches, problems } = await readAs(systemd, files);
  expect(problems).toEqual([]);
  return launches
    .filter(({ name }) => name !== 'memcached.service')
    .map(({ name, argv, network }) => {
      const limits =
        network.kind === 'host' ? network.limits.map(({ reach }) => `(${reach})`) : [network.kind];
      return [`${name}:`, ...argv.map(show), ...limits].join(' ');
    });
}

describe('a memcached behind systemd-socket-proxyd', () => {
  it.each<[socket: string, expected: readonly string[]]>([
    ['ListenStream=11211', ['cache.socket: -l :: -p 11211 -U 0']],
    ['ListenStream=0.0.0.0:11211', ['cache.socket: -l 0.0.0.0 -p 11211 -U 0']],
    ['ListenStream=[::1]:11211', ['cache.socket: -l ::1 -p 11211 -U 0']],
    [
      'ListenStream=127.0.0.1:1\nListenStream=10.0.0.1:2',
      ['cache.socket: -l 127.0.0.1 -p 1 -U 0', 'cache.socket: -l 10.0.0.1 -p 2 -U 0'],
    ],
    ['ListenStream=1\nListenStream=\nListenStream=2', ['cache.socket: -l :: -p 2 -U 0']],
    [
      'ListenStream=11211\nIPAddressDeny=any\nIPAddressAllow=localhost',
      ['cache.socket: -l :: -p 11211 -U 0 (loopback)'],
    ],
    ['ListenStream=11211\nBindToDevice=lo', ['cache.socket: -l :: -p 11211 -U 0 (loopback)']],
    ['ListenStream=11211\nBindToDevice=eth1', ['cache.socket: -l :: -p 11211 -U 0 (unknown)']],
    ['ListenStream=/run/cache.sock', []],
    ['ListenStream=@cache', []],
    ['ListenDatagram=11211', []],
    ['ListenStream=vsock:2:11211', []],
  ])('is as open as its socket: %j', async (socket, expected) => {
    expect(await throughSocket(proxied(socket))).toEqual(expected);
  });

  it.each<[name: string, files: Files, expected: readonly string[]]>([
    ['by name', proxied('ListenStream=1', 'localhost:11212'), ['cache.socket: -l :: -p 1 -U 0']],
    [
      'with options',
      proxied('ListenStream=1', '--exit-idle-time=5min 127.0.0.1:11212'),
      ['cache.socket: -l :: -p 1 -U 0'],
    ],
    [
      'by a path',
      proxied('ListenStream=1', '/run/m.sock', '-s /run/m.sock'),
      ['cache.socket: -l :: -p 1 -U 0'],
    ],
    ['at another port', proxied('ListenStream=1', '127.0.0.1:80'), []],
    [
      'whose socket names its service',
      {
        ...proxied(''),
        [SOCKET]: '',
        [`${AT}/front.socket`]: '[Socket]\nListenStream=3\nService=cache.service\n',
      },
      ['front.socket: -l :: -p 3 -U 0'],
    ],
    [
      'whose socket has a drop-in',
      {
        ...proxied('ListenStream=1'),
        [`${SOCKET}.d/a.conf`]: '[Socket]\nListenStream=\nListenStream=127.0.0.1:1\n',
      },
      ['cache.socket: -l 127.0.0.1 -p 1 -U 0'],
    ],
    [
      'whose socket is elsewhere',
      { ...proxied(''), [SOCKET]: '', 'other/cache.socket': '[Socket]\nListenStream=1\n' },
      [],
    ],
    ['whose socket is for another service', proxied('ListenStream=1\nService=web.service'), []],
  ])('that the proxy reaches %s', async (_, files, expected) => {
    expect(await throughSocket(files)).toEqual(expected);
  });

  it('is a finding at the address of the socket', async () => {
    const report = await check(memoryRepository(proxied('ListenStream=0.0.0.0:11211')), {
      configuration: DEFAULT_CONFIGURATION,
      today: '2027-01-01',
    });
    expect(report.findings.map(({ name, at }) => `${name} ${placeOf(at)}`)).toEqual([
      `public-bind ${SOCKET}:2:14-21`,
    ]);
  });
});

describe('a socket of memcached itself', () => {
  const problemsOf = async (socket: string, words = '-l 127.0.0.1') => {
    const files = { [CACHE]: cache(words), [`${AT}/memcached.socket`]: `[Socket]\n${socket}\n` };
    const { problems } = await readAs(systemd, files);
    return problems.map(({ kind, at }) => `${kind} ${placeOf(at)}`);
  };

  it('keeps it from listening on the same port', async () => {
    const place = `refused ${AT}/memcached.socket:2:14`;
    expect(await problemsOf('ListenStream=11211')).toEqual([`${place}-19`]);
    expect(await problemsOf('ListenStream=127.0.0.1:11211')).toEqual([`${place}-29`]);
  });

  it('on another port does not', async () => {
    expect(await problemsOf('ListenStream=11212')).toEqual([]);
    expect(await problemsOf('ListenStream=11211', '-p 1')).toEqual([]);
    expect(await problemsOf('ListenStream=/run/memcached.sock')).toEqual([]);
  });
});
