import ipaddr from 'ipaddr.js';
import { parseAddress } from './address.ts';
import type { Machine } from './prediction.ts';
import { remember } from './remember.ts';
import type { Protocol } from './resolve.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const parse: (ip: string) => Address = remember((ip) => ipaddr.parse(ip));

/** An address of an interface, or a whole range. */
interface Local {
  readonly network: Address;
  readonly bits: number;
  /** Host bits are set, as in `10.0.0.5/24`: one address, with the broadcast address of its network. */
  readonly single: boolean;
  readonly zone: string | undefined;
  readonly broadcast: string | undefined;
}

const parsed = new WeakMap<readonly string[], readonly Local[]>();

/**
 * Whether Linux lets a socket be bound to an address: it must be the machine's own, or the wildcard, or a
 * broadcast or multicast address (IPv6 multicast only for UDP). A link-local IPv6 address needs its interface (`%eth0`).
 * @param spelled a canonical IP literal, perhaps with a zone
 */
export function canBind(spelled: string, protocol: Protocol, machine: Machine): boolean {
  const [ip = '', zone] = spelled.split('%');
  const address = parse(ip);
  if (address instanceof ipaddr.IPv6) {
    if (address.isIPv4MappedAddress()) return canBind(address.toIPv4Address().toString(), protocol, machine);
    if (ip === '::') return true;
    if (needsZone(address) && zone === undefined) return false;
    if (!needsZone(address) && zone !== undefined && !/^\d+$/.test(zone)) return false;
    if (address.range() === 'multicast') return protocol === 'udp';
  } else {
    if (ip === '0.0.0.0' || ip === '255.255.255.255' || address.range() === 'multicast') return true;
    if (address.octets[0] === 0) return false;
  }
  return (
    machine.addresses === undefined ||
    localsOf(machine.addresses).some((local) => isLocal(ip, zone, address, local))
  );
}

/** Link-local addresses fe80::/10 and multicast groups ff02::/16 mean nothing without an interface. */
function needsZone(address: ipaddr.IPv6): boolean {
  const first = address.parts[0] ?? 0;
  return (first & 0xffc0) === 0xfe80 || (first & 0xff0f) === 0xff02;
}

function isLocal(ip: string, zone: string | undefined, address: Address, local: Local): boolean {
  if (local.zone !== undefined && zone !== undefined && local.zone !== zone) return false;
  if (local.broadcast === ip) return true;
  if (address.kind() !== local.network.kind()) return false;
  return address.match([
    local.network,
    local.single ? address.toByteArray().length * 8 : local.bits,
  ] as never);
}

function localsOf(addresses: readonly string[]): readonly Local[] {
  let locals = parsed.get(addresses);
  if (!locals) {
    locals = addresses.map(parseLocal).filter((local) => local !== undefined);
    parsed.set(addresses, locals);
  }
  return locals;
}

/** Reads `10.0.0.5`, `10.0.0.5/24`, `127.0.0.0/8`, `fe80::5%eth0`; `undefined` for anything else. */
export const parseLocal: (text: string) => Local | undefined = remember((text) => {
  const [spelled = '', prefix] = text.split('/');
  const [ip, zone] = (parseAddress(spelled) ?? '').split('%');
  if (ip === undefined || ip === '') return undefined;
  const network = ipaddr.parse(ip);
  const width = network.kind() === 'ipv4' ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = prefix === undefined ? width : Number(prefix);
  if (bits > width) return undefined;
  const cidr = `${ip}/${bits}`;
  const first =
    network.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  const single = bits === width || first.toString() !== network.toString();
  const broadcast =
    single && network.kind() === 'ipv4' && bits < 31
      ? ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString()
      : undefined;
  return { network, bits, single, zone, broadcast };
});
