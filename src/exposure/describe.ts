import type { Listener, NetworkListener } from '../memcached/prediction.ts';
import type { PortRange, PublishedPort } from '../network/network.ts';

/** "memcached on TCP 0.0.0.0:11211". */
export function describeListener(listener: Listener): string {
  return `memcached on ${describeSocket(listener)}`;
}

/** "TCP 0.0.0.0:11211", "TCP [::]:11211", "the unix socket /run/memcached.sock". */
export function describeSocket(listener: Listener): string {
  if (listener.protocol === 'unix') return `the unix socket ${listener.path ?? '(unknown path)'}`;
  return `${listener.protocol.toUpperCase()} ${hostOf(listener)}:${portOf(listener)}`;
}

function hostOf({ address }: NetworkListener): string {
  if (address.kind === 'unknown') return '(unknown address)';
  if (address.kind === 'name') return address.host;
  return address.ip.includes(':') ? `[${address.ip}]` : address.ip;
}

function portOf({ port }: NetworkListener): string {
  if (port === 'unknown') return '(unknown port)';
  return port === 'ephemeral' ? '(a port the kernel picks)' : String(port);
}

/** "published on every host address, port 11211", "container port 11211/tcp". */
export function describePublished(port: PublishedPort): readonly string[] {
  const container = port.containerPort === 'unknown' ? '(unknown)' : describeRange(port.containerPort);
  const protocol = port.protocol === 'unknown' ? '' : `/${port.protocol}`;
  const way =
    port.description === undefined
      ? `published on ${describeHostSide(port)}`
      : `open through ${port.description} on ${describeOutside(port)}`;
  return [way, `container port ${container}${protocol}`];
}

/** The host's side of a mapping as peers address it: "0.0.0.0:11211", "127.0.0.1, a random port". */
export function describeHostSide(port: PublishedPort): string {
  const address = port.hostAddress;
  const text =
    address === undefined || address.text === '' ? '0.0.0.0' : (address.known ?? '(unknown address)');
  if (port.hostPort === undefined) return `${text}, a random port`;
  return `${text}:${port.hostPort === 'unknown' ? '(unknown port)' : describeRange(port.hostPort)}`;
}

/** What peers of a cluster address: a port, and the node's or external address where one is given. */
function describeOutside(port: PublishedPort): string {
  if (port.hostAddress !== undefined) return describeHostSide(port);
  if (port.hostPort === undefined) return 'a random port';
  return port.hostPort === 'unknown' ? 'an unknown port' : `port ${describeRange(port.hostPort)}`;
}

function describeRange(range: PortRange): string {
  return range.first === range.last ? String(range.first) : `${range.first}-${range.last}`;
}
