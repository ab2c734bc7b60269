import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { sourceText } from '../../../src/text/source-file.ts';
import { readAs } from './fixture.ts';

/** What the settings leave: `reach` or `protocol reach`, with the value that says so. */
async function limits(settings: string, prefix = ''): Promise<readonly string[]> {
  const text = `${settings.includes('[') ? settings : `[Service]\n${settings}`}\n[Service]\nExecStart=${prefix}/usr/bin/memcached -l 0.0.0.0\n`;
  const { launches } = await readAs(systemd, { 'etc/systemd/system/memcached.service': text });
  const network = launches[0]?.network;
  if (network?.kind !== 'host') throw new Error('a unit runs on a host');
  return network.limits.map(
    ({ protocol, reach, at }) => `${protocol ? `${protocol} ` : ''}${reach}: ${sourceText(at)}`,
  );
}

describe('settings that confine a unit', () => {
  it.each([
    ['PrivateNetwork=yes', ['none: yes']],
    ['PrivateNetwork=no\nPrivateNetwork=true', ['none: true']],
    ['[Unit]\nJoinsNamespaceOf=other.service\n[Service]\nPrivateNetwork=yes', ['unknown: other.service']],
    ['NetworkNamespacePath=/run/netns/cache', ['unknown: /run/netns/cache']],
    ['IPAddressDeny=any\nIPAddressAllow=localhost', ['loopback: any']],
    ['IPAddressDeny=any\nIPAddressAllow=localhost 10.0.0.0/8', ['private: any']],
    ['IPAddressAllow=fd00::/8 127.0.0.1\nIPAddressDeny=0.0.0.0/0 ::/0', ['private: 0.0.0.0/0 ::/0']],
    ['IPAddressDeny=any\nIPAddressAllow=203.0.113.9', ['private: any']],
    ['IPAddressDeny=any', ['none: any']],
    ['RestrictAddressFamilies=AF_UNIX', ['none: AF_UNIX']],
    ['RestrictAddressFamilies=none', ['none: none']],
    ['RestrictAddressFamilies=~AF_INET AF_INET6', ['none: ~AF_INET AF_INET6']],
    ['SocketBindDeny=udp', ['udp none: udp']],
    ['SocketBindDeny=ipv4:udp ipv6:udp', ['udp none: ipv4:udp ipv6:udp']],
    ['SocketBindDeny=any\nSocketBindAllow=tcp:11211', ['udp none: any']],
    ['RestrictNetworkInterfaces=lo', ['loopback: lo']],
    ['RestrictNetworkInterfaces=eth1', ['unknown: eth1']],
  ])('%j', async (settings, expected) => {
    expect(await limits(settings)).toEqual(expected);
  });

  it.each([
    'PrivateNetwork=yes\nPrivateNetwork=no',
    '[Unit]\nJoinsNamespaceOf=other.service',
    '[Install]\nPrivateNetwork=yes',
    '#PrivateNetwork=yes',
    'IPAddressAllow=10.0.0.0/8',
    'IPAddressDeny=10.0.0.0/8',
    'IPAddressDeny=0.0.0.0/0\nIPAddressAllow=localhost',
    'IPAddressDeny=any\nIPAddressDeny=\nIPAddressAllow=localhost',
    'IPAddressDeny=any\nIPAddressAllow=any',
    'IPAddressDeny=any\nIPAddressAllow=8.0.0.0/8',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
    'RestrictAddressFamilies=AF_UNIX AF_INET',
    'RestrictAddressFamilies=AF_UNIX\nRestrictAddressFamilies=AF_INET6',
    'RestrictAddressFamilies=AF_UNIX\nRestrictAddressFamilies=',
    'RestrictAddressFamilies=~AF_INET6',
    'SocketBindDeny=ipv4:udp',
    'SocketBindDeny=udp:5353',
    'SocketBindDeny=any\nSocketBindAllow=11211',
    'RestrictNetworkInterfaces=lo\nRestrictNetworkInterfaces=',
    'PrivateTmp=yes\nProtectSystem=full\nNoNewPrivileges=true\nUser=memcached\nDynamicUser=yes',
  ])('%j leaves the network as it is', async (settings) => {
    expect(await limits(settings)).toEqual([]);
  });

  it('does not bind a command with the prefix + by namespaces and filters of the process', async () => {
    const settings =
      'PrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX\nIPAddressDeny=any\nIPAddressAllow=localhost';
    expect(await limits(settings, '+')).toEqual(['loopback: any']);
    expect(await limits(settings, '-')).toEqual(['none: yes', 'none: AF_UNIX', 'loopback: any']);
  });
});
