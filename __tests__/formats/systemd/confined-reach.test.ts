import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { parseReleases } from '../../../src/memcached/version.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';

const VERSION = {
  state: 'known' as const,
  releases: parseReleases('1.6.38')!,
  label: '1.6.38',
  because: 'test',
};

/** Each socket with who can reach it, and the rules that speak. */
async function reachOf(words: string, settings: string) {
  const text = `[Service]\nExecStart=/usr/bin/memcached ${words}\n${settings}\n`;
  const report = await check(memoryRepository({ 'memcached.service': text }), {
    configuration: { ...DEFAULT_CONFIGURATION, memcachedVersion: VERSION },
    today: '2027-01-01',
  });
  const sockets = report.exposures.flatMap(({ listeners }) =>
    listeners.map(({ listener, reach }) => {
      if (listener.protocol === 'unix') return `unix ${reach}`;
      const { address } = listener;
      return `${listener.protocol} ${address.kind === 'ip' ? address.ip : '?'} ${reach}`;
    }),
  );
  return { sockets, rules: report.findings.map(({ name }) => name) };
}

describe('who can reach a confined memcached', () => {
  it.each<[words: string, settings: string, sockets: readonly string[], rules: readonly string[]]>([
    ['-l 0.0.0.0', 'PrivateNetwork=yes', ['tcp 0.0.0.0 none'], []],
    ['-l 0.0.0.0', 'IPAddressDeny=any\nIPAddressAllow=localhost', ['tcp 0.0.0.0 loopback'], []],
    ['-l 0.0.0.0', 'IPAddressAllow=10.0.0.0/8', ['tcp 0.0.0.0 public'], ['public-bind']],
    ['-l 0.0.0.0', 'IPAddressDeny=any\nIPAddressAllow=10.0.0.0/8', ['tcp 0.0.0.0 private'], []],
    ['', 'IPAddressDeny=0.0.0.0/0', ['tcp 0.0.0.0 none', 'tcp :: public'], ['default-bind']],
    ['-l 0.0.0.0', 'RestrictAddressFamilies=AF_INET6 AF_UNIX', ['tcp 0.0.0.0 none'], []],
    ['', 'RestrictAddressFamilies=AF_INET6 AF_UNIX', ['tcp 0.0.0.0 none', 'tcp :: public'], ['default-bind']],
    ['', 'RestrictAddressFamilies=AF_UNIX', ['tcp 0.0.0.0 none', 'tcp :: none'], []],
    ['-l 0.0.0.0 -p 11212', 'SocketBindDeny=tcp:11211', ['tcp 0.0.0.0 public'], ['public-bind']],
    ['-l 0.0.0.0', 'SocketBindDeny=tcp:11211', ['tcp 0.0.0.0 none'], []],
    ['-l 0.0.0.0', 'RestrictNetworkInterfaces=lo', ['tcp 0.0.0.0 loopback'], []],
    ['-l 0.0.0.0', 'NetworkNamespacePath=/run/netns/x', ['tcp 0.0.0.0 unknown'], ['unresolved-value']],
    ['-s /run/m.sock', 'PrivateNetwork=yes', ['unix loopback'], []],
  ])('memcached %s with %j', async (words, settings, sockets, rules) => {
    expect(await reachOf(words, settings)).toEqual({ sockets, rules });
  });

  it('is judged by each socket: UDP on IPv4 cannot be bound, on IPv6 it can', async () => {
    const { sockets } = await reachOf('-U 11211', 'SocketBindDeny=ipv4:udp:11211');
    expect(sockets.sort()).toEqual([
      'tcp 0.0.0.0 public',
      'tcp :: public',
      'udp 0.0.0.0 none',
      'udp :: public',
    ]);
  });
});
