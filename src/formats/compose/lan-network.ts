import { classifyAddress, parseNetwork } from '../../network/address-class.ts';
import type { Network } from '../../network/network.ts';
import type { ProjectNetwork } from './project.ts';

/** Whether a network's driver gives containers addresses of their own beside the host's. */
export function isLanNetwork({ driver }: ProjectNetwork): boolean {
  return driver?.known === 'macvlan' || driver?.known === 'ipvlan';
}

/**
 * A container with an address of its own in the local network: every socket is open there, and no port needs
 * publishing. Who its peers are follows from the subnets that the file names; without one nobody can tell.
 */
export function lanNetwork(network: ProjectNetwork): Network {
  const driver = network.driver?.known ?? '';
  const because = `its ${driver} network gives it an address of its own in the local network`;
  const subnets = network.subnets.map(({ known }) => (known === undefined ? undefined : parseNetwork(known)));
  const [subnet] = network.subnets;
  const at = subnet?.locate();
  if (at === undefined || subnets.includes(undefined)) return { kind: 'unknown', because };
  const isPrivate = subnets.every((own) => own && classifyAddress(own[0].toString(), []) === 'private');
  return { kind: 'host', limits: isPrivate ? [{ reach: 'private', because, at }] : [], because };
}

/**
 * Whether a bridge gives its containers IPv6 addresses that the world can route to. Engines before 27 do not keep
 * anybody from connecting to those (docker's documentation of `ip6tables`); later ones do.
 */
export function hasGlobalAddresses({ enableIpv6, subnets }: ProjectNetwork): boolean {
  return (
    enableIpv6 &&
    subnets.some(({ known = '' }) => {
      const subnet = known.includes(':') ? parseNetwork(known) : undefined;
      return subnet !== undefined && classifyAddress(subnet[0].toString(), []) === 'public';
    })
  );
}
