import { classifyAddress, type NetworkList, parseNetwork } from '../../network/address-class.ts';
import type { AddressFamily, Reach, ReachLimit } from '../../network/network.ts';
import { spellOut } from '../../text/spell-out.ts';
import { extent } from './cutter.ts';
import { type Assignment, settingsOf } from './unit-file.ts';

/** Names that systemd takes for networks (systemd.resource-control(5), "IPAddressAllow="). */
const NAMED: ReadonlyMap<string, readonly string[]> = new Map([
  ['any', ['0.0.0.0/0', '::/0']],
  ['localhost', ['127.0.0.0/8', '::1/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/64']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
]);

/** An allowed public network that is smaller than this is a list of peers, not the world. */
const PEERS = { ipv4: 16, ipv6: 32 } as const;

/** No network takes more characters; telling that a longer text is none could take long. */
const LONGEST = 64;

const FAMILIES: readonly AddressFamily[] = ['ipv4', 'ipv6'];

/**
 * What `IPAddressDeny=` with `IPAddressAllow=` leaves of each address family: nothing but the allowed networks
 * where all of it is denied. Allowing alone restricts nothing, since what matches neither list is let through.
 */
export function addressFilterLimits(assignments: readonly Assignment[]): readonly ReachLimit[] {
  const denied = settingsOf(assignments, 'IPAddressDeny');
  const allowed = settingsOf(assignments, 'IPAddressAllow');
  const last = denied.at(-1);
  if (last === undefined) return [];
  const lists = { denied: networksOf(denied), allowed: networksOf(allowed) };
  const [ipv4, ipv6] = FAMILIES.map((family) => {
    const reach = familyReach(family, lists.denied, lists.allowed);
    return reach !== undefined && allowed.some(({ value }) => !value.isKnown) ? 'unknown' : reach;
  });
  const list = allowed.map(({ value }) => spellOut(value)).join(' ');
  const because = list
    ? `IPAddressDeny= lets in nobody but IPAddressAllow=${list}`
    : 'IPAddressDeny= lets in nobody';
  const common = { because, at: extent(last.value) ?? last.at };
  if (ipv4 !== undefined && ipv4 === ipv6) return [{ reach: ipv4, ...common }];
  return [
    ...(ipv4 === undefined ? [] : [{ reach: ipv4, family: 'ipv4' as const, ...common }]),
    ...(ipv6 === undefined ? [] : [{ reach: ipv6, family: 'ipv6' as const, ...common }]),
  ];
}

/** Who is let in over one family; `undefined` where the lists are no limit. */
function familyReach(family: AddressFamily, denied: NetworkList, allowed: NetworkList): Reach | undefined {
  const own = (networks: NetworkList) => networks.filter(([network]) => network.kind() === family);
  return own(denied).some(([, bits]) => bits === 0) ? widest(own(allowed)) : undefined;
}

/** The networks that lines add up to; a word that is none is left out. */
function networksOf(lines: readonly Assignment[]): NetworkList {
  const words = new Set(lines.flatMap(({ value }) => value.text.split(/[ \t]+/)));
  return [...words]
    .flatMap((word) => NAMED.get(word) ?? (word.length > LONGEST ? [] : [word]))
    .map(parseNetwork)
    .filter((network) => network !== undefined);
}

/** Who is among the allowed networks; `undefined` if that is no limit. */
function widest(networks: NetworkList): Reach | undefined {
  let reach: Reach = 'none';
  for (const [network, bits] of networks) {
    const kind = classifyAddress(network.toString(), []);
    if (kind === 'unspecified' || (kind === 'public' && bits < PEERS[network.kind()])) return undefined;
    if (kind === 'loopback') reach = reach === 'none' ? 'loopback' : reach;
    else reach = 'private';
  }
  return reach;
}
