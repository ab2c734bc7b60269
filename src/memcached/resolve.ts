import { parseAddress } from './address.ts';
import { CHANGES } from './changes.ts';
import type { Machine } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';

export type Protocol = 'tcp' | 'udp';

/** What getaddrinfo makes of a host: addresses, a name that nobody here can resolve, or a failure. */
export type Resolution =
  | { readonly kind: 'addresses'; readonly ips: readonly string[] }
  | { readonly kind: 'name'; readonly host: string }
  | { readonly kind: 'failure'; readonly because: string };

const EVERY_ADDRESS: Resolution = { kind: 'addresses', ips: ['0.0.0.0', '::'] };
const EVERY_IPV4_ADDRESS: Resolution = { kind: 'addresses', ips: ['0.0.0.0'] };

/**
 * Resolves one host of `-l` as the release asks getaddrinfo to.
 * @param host `undefined` for every address; glibc takes `*` for that, too
 */
export function resolve(
  host: string | undefined,
  protocol: Protocol,
  machine: Machine,
  release: ReleaseView,
): Resolution {
  const onlyIPv4 = protocol === 'udp' && !release.has(CHANGES.portsCanBeOff);
  if (host === undefined || host === '*') {
    return onlyIPv4 || !release.has(CHANGES.udpAlwaysOn) ? EVERY_IPV4_ADDRESS : EVERY_ADDRESS;
  }
  const literal = parseAddress(host);
  if (literal !== undefined)
    return onlyIPv4 ? asIPv4([literal], host, false) : { kind: 'addresses', ips: [literal] };
  if (!isPossibleName(host)) return noSuchHost(host);
  const known = lookUp(host, machine);
  if (known === undefined) return machine.hostsComplete ? noSuchHost(host) : { kind: 'name', host };
  const ips = [...new Set(known.map(parseAddress).filter((ip) => ip !== undefined))];
  if (ips.length === 0) return noSuchHost(host);
  return onlyIPv4 ? asIPv4(ips, host, true) : { kind: 'addresses', ips };
}

function noSuchHost(host: string): Resolution {
  return { kind: 'failure', because: `the host "${host}" cannot be resolved` };
}

/**
 * 1.2.5 and 1.2.6 ask for IPv4 only when they open UDP. glibc then turns mapped addresses, and a `::1`
 * from the hosts file, into IPv4.
 */
function asIPv4(ips: readonly string[], host: string, fromHosts: boolean): Resolution {
  const found = ips
    .map((ip) => (fromHosts && ip === '::1' ? '127.0.0.1' : ip.replace(/^::ffff:(?=[\d.]+$)/, '')))
    .filter((ip) => !ip.includes(':'));
  if (found.length === 0)
    return { kind: 'failure', because: `"${host}" has no IPv4 address, which UDP needs here` };
  return { kind: 'addresses', ips: [...new Set(found)] };
}

function lookUp(host: string, { hosts }: Machine): readonly string[] | undefined {
  if (!hosts) return undefined;
  if (Object.hasOwn(hosts, host)) return hosts[host];
  const name = Object.keys(hosts).find((key) => key.toLowerCase() === host.toLowerCase());
  return name === undefined ? undefined : hosts[name];
}

/**
 * Whether any resolver could know the name: letters, digits, `-`, `_` and dots, and not an address gone
 * wrong (a name whose last label is a number, as in `127.0.0.256`).
 */
function isPossibleName(host: string): boolean {
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  if (name.length > 253 || !/^[A-Za-z0-9_.-]+$/.test(name) || name.startsWith('-')) return false;
  const labels = name.split('.');
  return (
    labels.every((label) => label !== '' && label.length <= 63) &&
    !/^(\d+|0[xX][0-9a-fA-F]*)$/.test(labels.at(-1) ?? '')
  );
}
