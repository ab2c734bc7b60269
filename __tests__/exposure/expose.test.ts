import { describe, expect, it } from 'vitest';
import { expose } from '../../src/exposure/expose.ts';
import type { Launch } from '../../src/launch/launch.ts';
import { parseReleases, type Version } from '../../src/memcached/version.ts';
import { parseNetwork } from '../../src/network/address-class.ts';
import type { Network, PublishedPort, ReachLimit } from '../../src/network/network.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const file = new SourceFile('any', 'words');
const at = file.at(0, 5);
const V16: Version = { state: 'known', releases: parseReleases('1.6.38')!, label: '1.6.38', because: 'test' };
const V155: Version = { state: 'known', releases: parseReleases('1.5.5')!, label: '1.5.5', because: 'test' };

function launch(argv: string, network: Network, version: Version = V16): Launch {
  const words = argv === '' ? [] : argv.split(' ');
  const word = (text: string) =>
    text.includes('?') ? TracedText.unknown('X', 'X is set nowhere', at) : TracedText.decoded(text, at);
  return {
    format: 'test',
    name: 'test',
    at,
    program: TracedText.decoded('memcached', at),
    argv: words.map(word),
    version,
    network,
    related: [],
  };
}

function reaches(argv: string, network: Network, version?: Version): readonly string[] {
  const { listeners } = expose(launch(argv, network, version), { privateNetworks: [] }, {});
  return [...new Set(listeners.map(({ listener, reach }) => `${listener.protocol} ${reach}`))].sort();
}

const host = (...limits: ReachLimit[]): Network => ({ kind: 'host', limits });
const container = (...published: PublishedPort[]): Network => ({ kind: 'container', published, limits: [] });

function port(text: string, address?: string, protocol: 'tcp' | 'udp' = 'tcp'): PublishedPort {
  const containerPort = text === '?' ? ('unknown' as const) : { first: Number(text), last: Number(text) };
  return {
    containerPort,
    hostPort: { first: 11211, last: 11211 },
    protocol,
    at,
    ...(address === '?'
      ? { hostAddress: TracedText.unknown('IP', 'IP is set nowhere', at) }
      : address === undefined
        ? {}
        : { hostAddress: TracedText.decoded(address, at) }),
  };
}

describe('reach on a host', () => {
  it.each([
    ['', ['tcp public']],
    ['-l 127.0.0.1', ['tcp loopback']],
    ['-l 127.55.0.1', ['tcp loopback']],
    ['-l localhost', ['tcp loopback']],
    ['-l ::1', ['tcp loopback']],
    ['-l 10.0.0.5', ['tcp private']],
    ['-l 127.0.0.1,10.0.0.5', ['tcp loopback', 'tcp private']],
    ['-l 0.0.0.0', ['tcp public']],
    ['-l 0', ['tcp public']],
    ['-l *', ['tcp public']],
    ['-l 8.8.8.8', ['tcp public']],
    ['-l cache.internal', ['tcp unknown']],
    ['-l ?', ['tcp unknown']],
    ['-s /run/mc.sock', ['unix loopback']],
    ['-U 11211 -l 127.0.0.1', ['tcp loopback', 'udp loopback']],
    ['-p 0 -U 11211', ['udp public']],
  ])('memcached %s: %j', (argv, expected) => {
    expect(reaches(argv, host())).toEqual(expected);
  });

  it('follows the version', () => {
    expect(reaches('', host(), V155)).toEqual(['tcp public', 'udp public']);
    expect(reaches('-U 0', host(), V155)).toEqual(['tcp public']);
  });

  it('takes configured networks as private and configured names as resolved', () => {
    const settings = { privateNetworks: [parseNetwork('203.0.113.0/28')!] };
    const one = expose(launch('-l 203.0.113.7', host()), settings, {});
    expect(one.listeners.map(({ reach }) => reach)).toEqual(['private']);
    const two = expose(launch('-l cache.internal', host()), settings, {
      hosts: { 'cache.internal': ['10.0.0.5'] },
    });
    expect(two.listeners.map(({ reach }) => reach)).toEqual(['private']);
  });

  it.each<[string, ReachLimit['reach'], ReachLimit['protocol'], readonly string[]]>([
    ['-l 0.0.0.0 -U 11211', 'none', undefined, ['tcp none', 'udp none']],
    ['-l 0.0.0.0 -U 11211', 'none', 'udp', ['tcp public', 'udp none']],
    ['-l 0.0.0.0', 'loopback', undefined, ['tcp loopback']],
    ['-l 0.0.0.0', 'private', undefined, ['tcp private']],
    ['-l 127.0.0.1', 'private', undefined, ['tcp loopback']],
    ['-l 0.0.0.0', 'unknown', undefined, ['tcp unknown']],
    ['-l 10.0.0.5', 'unknown', undefined, ['tcp private']],
    ['-s /run/mc.sock', 'none', undefined, ['unix loopback']],
  ])('memcached %s limited to %s (%s)', (argv, reach, protocol, expected) => {
    const limit: ReachLimit = { reach, because: 'test', at, ...(protocol ? { protocol } : {}) };
    expect(reaches(argv, host(limit))).toEqual(expected);
  });
});

describe('limits for an address family or for ports', () => {
  it.each<[string, Pick<ReachLimit, 'family' | 'ports' | 'protocol'>, readonly string[]]>([
    ['', { family: 'ipv4' }, ['0.0.0.0 none', ':: public']],
    ['-l ::', { family: 'ipv4' }, [':: public']],
    ['-l 0.0.0.0', { ports: { first: 11211, last: 11211 } }, ['0.0.0.0 none']],
    ['-l 0.0.0.0 -p 11212', { ports: { first: 1, last: 11211 } }, ['0.0.0.0 public']],
    ['-l 0.0.0.0 -p -1', { ports: { first: 1, last: 65_534 } }, ['0.0.0.0 public']],
    ['-l 0.0.0.0', { family: 'ipv4', protocol: 'udp' }, ['0.0.0.0 public']],
  ])('memcached %s limited to nobody for %j', (argv, sockets, expected) => {
    const limit: ReachLimit = { reach: 'none', because: 'test', at, ...sockets };
    const { listeners } = expose(launch(argv, host(limit)), { privateNetworks: [] }, {});
    const shown = listeners.map(({ listener, reach }) =>
      listener.protocol !== 'unix' && listener.address.kind === 'ip' ? `${listener.address.ip} ${reach}` : '',
    );
    expect(shown).toEqual(expected);
  });

  it('say nothing of a socket whose address is not known', () => {
    const limit: ReachLimit = { reach: 'none', family: 'ipv4', because: 'test', at };
    expect(reaches('-l ?', host(limit))).toEqual(['tcp unknown']);
  });
});

describe('reach in a container', () => {
  it.each<[string, readonly PublishedPort[], readonly string[]]>([
    ['-l 0.0.0.0', [], ['tcp container']],
    ['', [port('11211')], ['tcp public']],
    ['', [port('11211', '')], ['tcp public']],
    ['', [port('11211', '0.0.0.0')], ['tcp public']],
    ['', [port('11211', '127.0.0.1')], ['tcp loopback']],
    ['', [port('11211', '192.168.1.5')], ['tcp private']],
    ['', [port('11211', '203.0.113.9')], ['tcp public']],
    ['', [port('11211', '?')], ['tcp unknown']],
    ['', [port('?')], ['tcp public']],
    ['', [port('80')], ['tcp container']],
    ['-p 11300', [port('11211')], ['tcp container']],
    ['-p 11300', [port('11300')], ['tcp public']],
    ['', [port('11211', undefined, 'udp')], ['tcp container']],
    ['-U 11211', [port('11211')], ['tcp public', 'udp container']],
    ['-U 11211', [port('11211', undefined, 'udp')], ['tcp container', 'udp public']],
    ['-U 11211', [port('11211', '127.0.0.1', 'udp')], ['tcp container', 'udp loopback']],
    ['', [port('11211', '127.0.0.1'), port('11211')], ['tcp public']],
    ['-l 127.0.0.1', [port('11211')], ['tcp none']],
    ['-l 127.0.0.1', [], ['tcp loopback']],
    ['-s /run/mc.sock', [port('11211')], ['unix loopback']],
    ['-l ?', [], ['tcp container']],
  ])('memcached %s with published ports (%#): %j', (argv, published, expected) => {
    expect(reaches(argv, container(...published))).toEqual(expected);
  });

  it('tells the path in words and the mapping that opens it', () => {
    const mapping = port('11211');
    const [listener] = expose(
      launch('-l 0.0.0.0', container(mapping)),
      { privateNetworks: [] },
      {},
    ).listeners;
    expect(listener?.via).toEqual([
      'published on 0.0.0.0:11211',
      'container port 11211/tcp',
      'memcached on TCP 0.0.0.0:11211',
    ]);
    expect(listener?.published).toBe(mapping);
  });

  it.each<[string, PublishedPort, number]>([
    ['', port('11211'), 0],
    ['-l 127.0.0.1', port('11211'), 1],
    ['-p 11300', port('11211'), 1],
    ['', port('11211', undefined, 'udp'), 1],
    ['', port('?'), 0],
    ['-p ?', port('11211'), 0],
  ])('memcached %s: ports nobody answers on (%#)', (argv, mapping, expected) => {
    expect(expose(launch(argv, container(mapping)), { privateNetworks: [] }, {}).dead).toHaveLength(expected);
  });
});

describe('reach elsewhere', () => {
  it.each<[string, Network, readonly string[]]>([
    ['-l 0.0.0.0', { kind: 'image', usedHere: false }, ['tcp public']],
    ['', { kind: 'image', usedHere: false }, ['tcp unknown']],
    ['-l 127.0.0.1', { kind: 'image', usedHere: false }, ['tcp loopback']],
    ['-l 0.0.0.0', { kind: 'image', usedHere: true }, ['tcp container']],
    ['-l 0.0.0.0', { kind: 'none', because: 'no network' }, ['tcp none']],
    ['-l 0.0.0.0', { kind: 'unknown', because: 'another container' }, ['tcp unknown']],
    ['-l 127.0.0.1', { kind: 'unknown', because: 'another container' }, ['tcp loopback']],
    ['', { kind: 'pod', published: [], limits: [] }, ['tcp container']],
  ])('memcached %s (%#): %j', (argv, network, expected) => {
    expect(reaches(argv, network)).toEqual(expected);
  });
});
