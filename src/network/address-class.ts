import ipaddr from 'ipaddr.js';
import type { Reach } from './network.ts';

/** What an address of a socket says about the peers that can use it. */
export type AddressClass = 'unspecified' | 'loopback' | 'private' | 'public';

/**
 * Ranges of ipaddr.js (IANA special-purpose registries) that only neighbours can use. Everything else that
 * is neither loopback nor unspecified counts as public, also documentation ranges, which stand in for one.
 */
const NEARBY = new Set([
  'private', // RFC 1918
  'uniqueLocal', // RFC 4193
  'carrierGradeNat', // RFC 6598: overlays and pod networks use it
  'linkLocal', // RFC 3927, RFC 4291
]);

/** Networks in CIDR notation, parsed once. */
export type NetworkList = readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

/** Parses a CIDR network or a single address; `undefined` if it is neither. */
export function parseNetwork(text: string): NetworkList[number] | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Classifies a canonical IP literal; IPv4-mapped addresses count as the IPv4 address inside. */
export function classifyAddress(ip: string, privateNetworks: NetworkList): AddressClass {
  const withoutZone = ip.replace(/%.*$/, '');
  if (!ipaddr.isValid(withoutZone)) return 'public';
  const address = ipaddr.process(withoutZone);
  const range = address.range();
  if (range === 'unspecified' && /^[0.:]+$/.test(address.toString())) {
    return /^0\.(?!0\.0\.0)/.test(address.toString()) ? 'public' : 'unspecified';
  }
  if (range === 'loopback') return 'loopback';
  if (NEARBY.has(range) || within(address, NEARBY_NETWORKS)) return 'private';
  return within(address, privateNetworks) ? 'private' : 'public';
}

/** Nearby too, but ipaddr.js calls them reserved: benchmarking (RFC 2544) and deprecated site-local (RFC 3879). */
const NEARBY_NETWORKS: NetworkList = [ipaddr.parseCIDR('198.18.0.0/15'), ipaddr.parseCIDR('fec0::/10')];

function within(address: ipaddr.IPv4 | ipaddr.IPv6, networks: NetworkList): boolean {
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match([network, bits] as never),
  );
}

/** Who can reach a socket of a host that is bound to an address of this class. */
export function reachOfClass(addressClass: AddressClass): Reach {
  return addressClass === 'unspecified' ? 'public' : addressClass;
}

/** Names that every usual hosts file gives to the loopback interface (Debian, Red Hat; RFC 6761). */
export function isLoopbackName(host: string): boolean {
  return /^(localhost|localhost\.localdomain|localhost[46]|localhost[46]\.localdomain[46]|ip6-localhost|ip6-loopback|[^.]+\.localhost)\.?$/i.test(
    host,
  );
}
