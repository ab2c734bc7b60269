import type { Launch } from '../../launch/launch.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';

interface ForwardedPort {
  readonly guest: string;
  /** The address of the host; `undefined`: every one, which is what most providers take (Vagrant's documentation). */
  readonly hostIp: string | undefined;
  readonly at: Location;
}

/** With the lines on which its options go on. */
const NETWORK =
  /^[ \t]*\w{1,40}\.vm\.network[ \t(]+[:"']?(\w{1,40})["']?([^\n#]{0,300}(?:(?<=,[ \t]{0,10})\n[^\n#]{0,300}){0,4})/gm;
/** Machines in somebody's cloud have addresses of their own. */
const CLOUD = /\.vm\.provider[ \t(]+[:"'](?!virtualbox|vmware|libvirt|parallels|hyperv|docker|qemu|lxc)/;

/** Says of the launches on a Vagrant machine how the ports that Vagrant forwards reach them. */
export function withForwardedPorts(launches: readonly Launch[], file: SourceFile): readonly Launch[] {
  const networks = [...file.text.matchAll(NETWORK)];
  const forwarded = networks.flatMap((match) => forwardedPort(file, match) ?? []);
  const isBehindNat = networks.every(([, kind]) => kind === 'forwarded_port') && !CLOUD.test(file.text);
  if (forwarded.length === 0) return launches;
  return launches.map((launch) => withPorts(launch, forwarded, isBehindNat));
}

function forwardedPort(file: SourceFile, match: RegExpExecArray): ForwardedPort | undefined {
  const [written, kind, options = ''] = match;
  if (kind !== 'forwarded_port') return undefined;
  const option = (name: string) =>
    new RegExp(`(?:\\b${name}:|[:"']${name}["']?[ \\t]*=>)[ \\t]*["']?([\\w.:*-]{1,60})`).exec(options)?.[1];
  const guest = option('guest');
  if (guest === undefined) return undefined;
  const start = match.index + written.length - written.trimStart().length;
  return { guest, hostIp: option('host_ip'), at: file.at(start, match.index + written.trimEnd().length) };
}

function withPorts(launch: Launch, forwarded: readonly ForwardedPort[], isBehindNat: boolean): Launch {
  const { network, argv } = launch;
  if (network.kind !== 'host') return launch;
  const ports = new Set(['11211', ...argv.flatMap(({ text }) => text.match(/\d{2,5}/g) ?? [])]);
  const own = forwarded.filter(({ guest }) => ports.has(guest));
  const wide = own.find(({ hostIp }) => !isLoopback(hostIp));
  const [first] = own;
  if (wide !== undefined) {
    const message = 'Vagrant forwards this port of the machine from its host';
    return { ...launch, related: [...launch.related, { at: wide.at, message }] };
  }
  if (first === undefined || !isBehindNat) return launch;
  const because = `Vagrant forwards the port from ${first.hostIp ?? ''} of its host only`;
  const limit = { reach: 'loopback', because, at: first.at } as const;
  return { ...launch, network: { ...network, limits: [...network.limits, limit] } };
}

function isLoopback(address: string | undefined): boolean {
  return /^(?:127\.[\d.]+|localhost|::1)$/.test(address ?? '');
}
