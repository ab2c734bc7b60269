import type { Launch } from '../../launch/launch.ts';
import { predict } from '../../memcached/predict.ts';
import type { Listener, NetworkListener } from '../../memcached/prediction.ts';
import { classifyAddress } from '../../network/address-class.ts';

/**
 * Whether an edit of a packaged file has to do with what memcached opens: it opens other sockets than before, and
 * not only such on loopback as it opened already. Ports do not count.
 */
export function concernsSockets(launch: Launch, packaged: readonly Launch[]): boolean {
  const { listeners, unknowns } = predict(launch.argv, launch.version);
  if (unknowns.length > 0) return true;
  const before = packaged.flatMap((other) => predict(other.argv, other.version).listeners);
  if (keysOf(listeners) === keysOf(before)) return false;
  return listeners.some((listener) => !isUsualLoopback(listener, before));
}

/** Each protocol and address, said or not, and the newest release that opens it. */
function keysOf(listeners: readonly Listener[]): string {
  const newest = new Map<string, number>();
  for (const listener of listeners) {
    const key = isNetwork(listener)
      ? `${listener.protocol} ${addressOf(listener)} ${listener.addressCause !== undefined}`
      : 'unix';
    newest.set(key, Math.max(listener.releases.last, newest.get(key) ?? 0));
  }
  return [...newest]
    .map(([key, last]) => `${key} ${last}`)
    .sort()
    .join('\n');
}

/** All loopback addresses are as good as each other; oldest releases take less for an address than later ones. */
function isUsualLoopback(listener: Listener, before: readonly Listener[]): boolean {
  if (!isNetwork(listener)) return true;
  if (classOf(listener) !== 'loopback') return false;
  return before.some(
    (other) =>
      isNetwork(other) &&
      other.protocol === listener.protocol &&
      other.releases.last >= listener.releases.last &&
      ['loopback', 'unspecified'].includes(classOf(other)),
  );
}

function isNetwork(listener: Listener): listener is NetworkListener {
  return listener.protocol !== 'unix';
}

function classOf({ address }: NetworkListener): string {
  return address.kind === 'ip' ? classifyAddress(address.ip, []) : address.kind;
}

function addressOf({ address }: NetworkListener): string {
  return address.kind === 'ip' ? address.ip : address.kind === 'name' ? address.host : 'unknown';
}
