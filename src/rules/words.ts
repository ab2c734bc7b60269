import { describeSocket } from '../exposure/describe.ts';
import type { ExposedListener, Exposure } from '../exposure/exposure.ts';
import { REACHES, type Reach } from '../network/network.ts';

const PEERS: Record<Reach, string> = {
  none: 'nobody',
  loopback: 'this machine only',
  container: 'other containers on its network',
  private: 'everybody on the private network',
  public: 'everybody who can reach the machine',
  unknown: 'whoever can reach its address',
};

/** Who can use a socket of a launch, as the object of a sentence. */
export function peersOf(reach: Reach, { launch: { network } }: Exposure): string {
  const isOfJob = network.kind === 'container' && network.ciService === true;
  return isOfJob && reach === 'container' ? 'whatever else runs in the job' : PEERS[reach];
}

/** "TCP 0.0.0.0:11211 and UDP 0.0.0.0:11211". */
export function listSockets(listeners: readonly ExposedListener[]): string {
  const names = [...new Set(listeners.map(({ listener }) => describeSocket(listener)))];
  if (names.length <= 1) return names.join('');
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** "TCP port 11211 and UDP port 11211": the ports alone, where the address is every interface anyway. */
export function listPorts(listeners: readonly ExposedListener[]): string {
  const names = listeners.flatMap(({ listener }) =>
    listener.protocol === 'unix' || listener.port === 'unknown'
      ? []
      : [`${listener.protocol.toUpperCase()} port ${listener.port}`],
  );
  return [...new Set(names)].join(' and ').replace('port ephemeral', "port of the kernel's choice");
}

/** Without UDP sockets that only some of the releases in question open: what is said holds for all of them. */
export function withoutDoubtfulUdp(
  listeners: readonly ExposedListener[],
  { prediction }: Exposure,
): readonly ExposedListener[] {
  return listeners.filter(({ listener }) => listener.protocol !== 'udp' || prediction.udp.state === 'on');
}

/** The widest reach among sockets; `none` for no sockets. */
export function widest(listeners: readonly ExposedListener[]): Reach {
  const order: readonly Reach[] = [...REACHES.slice(0, -1), 'unknown', 'public'];
  return listeners.reduce<Reach>(
    (best, { reach }) => (order.indexOf(reach) > order.indexOf(best) ? reach : best),
    'none',
  );
}

export function udpListeners(exposure: Exposure): readonly ExposedListener[] {
  return exposure.listeners.filter(({ listener }) => listener.protocol === 'udp');
}

/** "in memcached.conf", "in service cache": what the launch is called. */
export function nameOf({ launch }: Exposure): string {
  return launch.name;
}

/** A sentence about protection that does not help, where the command line asks for it. */
export function authenticationNote({ launch }: Exposure): string {
  const asks = launch.argv.some(({ text }) =>
    /^-[A-Za-z]*[SYZ]|^--enable-(sasl|ssl)|^--auth-file/.test(text),
  );
  return asks ? ' Authentication or TLS does not make the port private.' : '';
}
