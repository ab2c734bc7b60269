import { classifyAddress, type NetworkList, parseNetwork } from '../../network/address-class.ts';
import type { Reach, ReachLimit } from '../../network/network.ts';
import { extent } from './cutter.ts';
import type { Assignment } from './unit-file.ts';

/** Names that systemd takes for networks (systemd.resource-control(5), "IPAddressAllow="). */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  any: ['0.0.0.0/0', '::/0'],
  localhost: ['127.0.0.0/8', '::1/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/64'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
};

/** An allowed public network that is smaller than this is a list of peers, not the world. */
const PEERS = { ipv4: 16, ipv6: 32 } as const;

/**
 * What `IPAddressDeny=` with `IPAddressAllow=` leaves: nothing but the allowed networks where everything is
 * denied. Allowing alone restricts nothing, since what matches neither list is let through.
 */
export function addressFilterLimit(assignments: readonly Assignment[]): ReachLimit | undefined {
  const denied = networksOf(assignments, 'IPAddressDeny');
  if (!denied || !isEverything(denied.networks)) return undefined;
  const allowed = networksOf(assignments, 'IPAddressAllow');
  const at = extent(denied.last.value) ?? denied.last.at;
  const reach = widest(allowed?.networks ?? []);
  if (reach === undefined) return undefined;
  const list = allowed?.last.value.text;
  const because = list
    ? `IPAddressDeny= lets in nobody but IPAddressAllow=${list}`
    : 'IPAddressDeny= lets in nobody';
  return { reach, because, at };
}

/** The list that the assignments of a key add up to; an empty one clears it. */
function networksOf(assignments: readonly Assignment[], key: string) {
  let networks: NetworkList[number][] = [];
  let last: Assignment | undefined;
  for (const assignment of assignments) {
    if (assignment.section !== 'Service' || assignment.key !== key) continue;
    if (assignment.value.length === 0) networks = [];
    for (const word of assignment.value.text.split(/[ \t]+/)) {
      for (const text of NAMED[word] ?? [word]) {
        const network = parseNetwork(text);
        if (network) networks.push(network);
      }
    }
    last = assignment;
  }
  return last && { networks, last };
}

function isEverything(networks: NetworkList): boolean {
  return ['ipv4', 'ipv6'].every((kind) =>
    networks.some(([network, bits]) => network.kind() === kind && bits === 0),
  );
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
