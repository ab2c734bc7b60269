import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { sourceText } from '../../../src/text/source-file.ts';
import { placeOf, readAs } from './fixture.ts';

/** What the settings leave: `[protocol] [family] [ports] reach`, with the value that says so. */
async function limits(settings: string, prefix = ''): Promise<readonly string[]> {
  const text = `${settings.includes('[') ? settings : `[Service]\n${settings}`}\n[Service]\nExecStart=${prefix}/usr/bin/memcached -l 0.0.0.0\n`;
  const { launches } = await readAs(systemd, { 'etc/systemd/system/memcached.service': text });
  const network = launches[0]?.network;
  if (network?.kind !== 'host') throw new Error('a unit runs on a host');
  return network.limits.map(({ protocol, family, ports, reach, at }) => {
    const sockets = [protocol, family, ports && `${ports.first}-${ports.last}`].filter((part) => part);
    return `${[...sockets, reach].join(' ')}: ${sourceText(at)}`;
  });
}

describe('settings that confine a unit', () => {
  it.each([
    ['PrivateNetwork=yes', ['none: yes']],
    ['PrivateNetwork=no\nPrivateNetwork=true', ['none: true']],
    ['PrivateNetwork=ON\nPrivateNetwork=\nPrivateNetwork=perhaps', ['none: ON']],
    ['[Unit]\nJoinsNamespaceOf=other.service\n[Service]\nPrivateNetwork=yes', ['unknown: other.service']],
    ['[Unit]\nJoinsNamespaceOf=a.service\nJoinsNamespaceOf=\n[Service]\nPrivateNetwork=yes', ['none: yes']],
    ['NetworkNamespacePath=/run/netns/cache', ['unknown: /run/netns/cache']],
    ['NetworkNamespacePath=/run/netns/cache\nPrivateNetwork=yes', ['unknown: /run/netns/cache']],
    ['NetworkNamespacePath=cache\nPrivateNetwork=yes', ['none: yes']],
    ['IPAddressDeny=any\nIPAddressAllow=localhost', ['loopback: any']],
    ['IPAddressAllow=localhost\nIPAddressDeny=any', ['loopback: any']],
    ['IPAddressDeny=any\nIPAddressAllow=localhost 10.0.0.0/8', ['ipv4 private: any', 'ipv6 loopback: any']],
    ['IPAddressDeny=any\nIPAddressAllow=localhost\nIPAddressAllow=10.0.0.0/8 fd00::/8', ['private: any']],
    ['IPAddressDeny=any\nIPAddressAllow=link-local', ['private: any']],
    [
      'IPAddressAllow=fd00::/8 127.0.0.1\nIPAddressDeny=0.0.0.0/0 ::/0',
      ['ipv4 loopback: 0.0.0.0/0 ::/0', 'ipv6 private: 0.0.0.0/0 ::/0'],
    ],
    ['IPAddressDeny=any\nIPAddressAllow=203.0.113.9', ['ipv4 private: any', 'ipv6 none: any']],
    ['IPAddressDeny=any\nIPAddressAllow=0.0.0.0/0', ['ipv6 none: any']],
    ['IPAddressDeny=0.0.0.0/0\nIPAddressAllow=localhost', ['ipv4 loopback: 0.0.0.0/0']],
    ['IPAddressDeny=any', ['none: any']],
    ['IPIngressFilterPath=/sys/fs/bpf/cache', ['unknown: /sys/fs/bpf/cache']],
    ['RestrictAddressFamilies=AF_UNIX', ['none: AF_UNIX']],
    ['RestrictAddressFamilies=none', ['none: none']],
    ['RestrictAddressFamilies=~AF_INET AF_INET6', ['none: ~AF_INET AF_INET6']],
    ['RestrictAddressFamilies=AF_INET6 AF_UNIX', ['ipv4 none: AF_INET6 AF_UNIX']],
    ['RestrictAddressFamilies=af_unix af_inet', ['ipv6 none: af_unix af_inet']],
    ['RestrictAddressFamilies=AF_UNIX\nRestrictAddressFamilies=AF_INET6', ['ipv4 none: AF_INET6']],
    ['RestrictAddressFamilies=~AF_INET6', ['ipv6 none: ~AF_INET6']],
    ['RestrictAddressFamilies=AF_INET AF_INET6\nRestrictAddressFamilies=~AF_INET', ['ipv4 none: ~AF_INET']],
    ['SocketBindDeny=udp', ['udp none: udp']],
    ['SocketBindDeny=UDP:any', ['udp none: UDP:any']],
    [
      'SocketBindDeny=ipv4:udp\nSocketBindDeny=ipv6:udp',
      ['udp ipv4 none: ipv4:udp', 'udp ipv6 none: ipv6:udp'],
    ],
    ['SocketBindDeny=ipv4:udp:11211', ['udp ipv4 11211-11211 none: ipv4:udp:11211']],
    ['SocketBindDeny=ipv6', ['tcp ipv6 none: ipv6', 'udp ipv6 none: ipv6']],
    ['SocketBindDeny=11211', ['tcp 11211-11211 none: 11211', 'udp 11211-11211 none: 11211']],
    ['SocketBindDeny=any\nSocketBindAllow=tcp', ['udp none: any']],
    [
      'SocketBindDeny=any\nSocketBindAllow=tcp:11211',
      ['tcp 1-11210 none: any', 'tcp 11212-65535 none: any', 'udp none: any'],
    ],
    [
      'SocketBindDeny=tcp:10-20\nSocketBindAllow=12-14\nSocketBindAllow=ipv4:15-30',
      ['tcp 10-11 none: tcp:10-20', 'tcp ipv6 15-20 none: tcp:10-20'],
    ],
    ['RestrictNetworkInterfaces=lo', ['loopback: lo']],
    ['RestrictNetworkInterfaces=eth1', ['unknown: eth1']],
    ['RestrictNetworkInterfaces=~eth0', ['unknown: ~eth0']],
  ])('%j', async (settings, expected) => {
    expect(await limits(settings)).toEqual(expected);
  });

  it.each([
    'PrivateNetwork=yes\nPrivateNetwork=no',
    'PrivateNetwork=enable',
    '[Unit]\nJoinsNamespaceOf=other.service',
    '[Install]\nPrivateNetwork=yes',
    '#PrivateNetwork=yes',
    'IPAddressAllow=10.0.0.0/8',
    'IPAddressDeny=10.0.0.0/8',
    'IPAddressDeny=ANY',
    'IPAddressDeny="any"',
    'IPAddressDeny=any\nIPAddressDeny=\nIPAddressAllow=localhost',
    'IPAddressDeny=any\nIPAddressAllow=any',
    'IPAddressDeny=any\nIPAddressAllow=8.0.0.0/8 2000::/3',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
    'RestrictAddressFamilies=AF_UNIX\nRestrictAddressFamilies=AF_INET AF_INET6',
    'RestrictAddressFamilies=AF_UNIX\nRestrictAddressFamilies=',
    'RestrictAddressFamilies=~AF_NETLINK',
    'SocketBindDeny=ipv4:udp ipv6:udp',
    'SocketBindDeny=any:udp',
    'SocketBindDeny=udp:ipv4',
    'SocketBindDeny=20-10',
    'SocketBindDeny=any\nSocketBindDeny=',
    'SocketBindDeny=any\nSocketBindAllow=any',
    'SocketBindAllow=tcp:80',
    'RestrictNetworkInterfaces=lo\nRestrictNetworkInterfaces=',
    'PrivateTmp=yes\nProtectSystem=full\nNoNewPrivileges=true\nUser=memcached\nDynamicUser=yes\nCapabilityBoundingSet=',
    'Restart=always',
  ])('%j leaves the network as it is', async (settings) => {
    expect(await limits(settings)).toEqual([]);
  });

  it('does not bind a command with the prefix + by namespaces and filters of the process', async () => {
    const settings =
      'PrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX\nIPAddressDeny=any\nIPAddressAllow=localhost';
    expect(await limits(settings, '+')).toEqual(['loopback: any']);
    expect(await limits(settings, '-')).toEqual(['none: yes', 'none: AF_UNIX', 'loopback: any']);
  });

  it('may stand in a drop-in', async () => {
    const { launches } = await readAs(systemd, {
      'usr/lib/systemd/system/memcached.service': '[Service]\nExecStart=/usr/bin/memcached -l 0.0.0.0\n',
      'etc/systemd/system/memcached.service.d/net.conf': '[Service]\nPrivateNetwork=yes\n',
    });
    const network = launches[0]?.network;
    expect(network?.kind === 'host' && network.limits.map(({ at }) => placeOf(at))).toEqual([
      'etc/systemd/system/memcached.service.d/net.conf:2:16-19',
    ]);
  });

  it('of a template that fills in who is let in leave that open', async () => {
    const text =
      '[Service]\nIPAddressDeny=any\nIPAddressAllow={{ clients }}\nExecStart=/usr/bin/memcached -l 0.0.0.0\n';
    const { launches } = await readAs(systemd, { 'templates/memcached.service.j2': text });
    const network = launches[0]?.network;
    expect(network?.kind === 'host' && network.limits.map(({ reach }) => reach)).toEqual(['unknown']);
  });
});
