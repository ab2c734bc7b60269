import { CHANGES } from './changes.ts';
import type { ListenTarget } from './listen-list.ts';
import { canBind } from './machine-addresses.ts';
import type { PortSetting } from './ports.ts';
import type { ListenerAddress, ListenerPort, Machine, WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import { type Protocol, resolve } from './resolve.ts';
import type { MaybeNumber, Refusal } from './settings.ts';

/** A network socket of one release. */
export interface OpenSocket {
  readonly protocol: Protocol;
  readonly address: ListenerAddress;
  readonly addressCause?: WordRange;
  readonly port: ListenerPort;
  readonly dualStack: boolean;
  readonly certain: boolean;
  readonly causes: readonly WordRange[];
}

/**
 * Opens the sockets of one protocol on every entry of the list, as the kernel would. TCP sockets on one
 * port that overlap are "in use", which an entry survives if another of its addresses works; UDP sockets
 * share. An address that cannot be bound is fatal.
 */
export function openSockets(
  protocol: Protocol,
  setting: PortSetting,
  targets: readonly ListenTarget[],
  machine: Machine,
  release: ReleaseView,
): readonly OpenSocket[] | Refusal {
  const open: OpenSocket[] = [];
  for (const target of targets) {
    const refusal = openTarget(open, protocol, setting, target, machine, release);
    if (refusal) return refusal;
  }
  return open;
}

function openTarget(
  open: OpenSocket[],
  protocol: Protocol,
  setting: PortSetting,
  target: ListenTarget,
  machine: Machine,
  release: ReleaseView,
): Refusal | undefined {
  const port = listenerPort(target.port ?? setting.port, release);
  const place = target.cause ?? setting.causes.at(-1);
  const refuse = (because: string): Refusal => (place ? { because, at: place } : { because });
  if (port === undefined) {
    const at = target.portCause ?? setting.causes.at(-1);
    const because = `${target.port ?? setting.port} is no port`;
    return at ? { because, at } : { because };
  }
  const base = {
    protocol,
    port,
    dualStack: false,
    certain: setting.certain && !target.hostUnknown,
    causes: causesOf(setting, target),
    ...(target.cause && { addressCause: target.cause }),
  };
  if (target.hostUnknown) {
    open.push({ ...base, address: { kind: 'unknown', because: 'part of the -l value is unknown' } });
    return undefined;
  }
  const resolution = resolve(target.host, protocol, machine, release);
  if (resolution.kind === 'failure') return refuse(resolution.because);
  if (resolution.kind === 'name') {
    open.push({ ...base, address: resolution });
    return undefined;
  }
  let opened = 0;
  for (const ip of resolution.ips) {
    if (!canBind(ip, protocol, machine) || (isMapped(ip) && release.has(CHANGES.portsCanBeOff))) {
      return refuse(`the address ${ip} cannot be bound on this machine`);
    }
    const dualStack = ip === '::' && !release.has(CHANGES.portsCanBeOff);
    const socket: OpenSocket = { ...base, dualStack, address: { kind: 'ip', ip: ip.replace(/%.*$/, '') } };
    if (protocol === 'tcp' && open.some((other) => collide(other, socket))) continue;
    opened++;
    if (!open.some((other) => isSame(other, socket))) open.push(socket);
  }
  return opened > 0 ? undefined : refuse('an entry of -l before it already uses this address and port');
}

function causesOf(setting: PortSetting, target: ListenTarget): readonly WordRange[] {
  const ofPort = target.portCause ? [target.portCause] : setting.causes;
  const ofAddress = [target.optionAt, target.cause].filter((cause) => cause !== undefined);
  return [...ofAddress, ...ofPort];
}

/** The port as the kernel gets it: modulo 65536, and 0 lets the kernel pick; `undefined` is refused. */
function listenerPort(port: MaybeNumber, release: ReleaseView): ListenerPort | undefined {
  if (port === 'unknown') return 'unknown';
  if (port < 0 && release.has(CHANGES.udpAlwaysOn)) {
    return port === -1 && release.has(CHANGES.minusOneIsEphemeral) ? 'ephemeral' : undefined;
  }
  const number = port & 0xffff;
  return number === 0 ? 'ephemeral' : number;
}

function isMapped(ip: string): boolean {
  return /^::ffff:[\d.]+$/.test(ip);
}

/** Sockets that cannot be told apart are listed once, also where the kernel picks their ports. */
function isSame(a: OpenSocket, b: OpenSocket): boolean {
  return (
    a.port === b.port && a.address.kind === 'ip' && b.address.kind === 'ip' && a.address.ip === b.address.ip
  );
}

/** Whether a TCP socket keeps another from being bound. */
function collide(a: OpenSocket, b: OpenSocket): boolean {
  if (a.port !== b.port || typeof a.port !== 'number') return false;
  if (a.address.kind !== 'ip' || b.address.kind !== 'ip') return false;
  const left = a.address.ip.replace(/^::ffff:(?=[\d.]+$)/, '');
  const right = b.address.ip.replace(/^::ffff:(?=[\d.]+$)/, '');
  if (a.dualStack || b.dualStack) return true;
  if (left.includes(':') !== right.includes(':')) return false;
  return left === right || isWildcard(left) || isWildcard(right);
}

function isWildcard(ip: string): boolean {
  return ip === '0.0.0.0' || ip === '::';
}
