import { parseAddress } from '../memcached/address.ts';
import type { Listener, ListenerAddress, NetworkListener } from '../memcached/prediction.ts';
import { classifyAddress, isLoopbackName, reachOfClass } from '../network/address-class.ts';
import { type AddressFamily, REACHES, type Reach, type ReachLimit } from '../network/network.ts';
import type { TracedText } from '../text/traced-text.ts';
import type { ReachSettings } from './reach-settings.ts';

/** Who can reach a socket of a machine (or of a container with the machine's network), limits left aside. */
export function hostReach(listener: Listener, settings: ReachSettings): Reach {
  return listener.protocol === 'unix' ? 'loopback' : reachOfAddress(listener.address, settings);
}

function reachOfAddress(address: ListenerAddress, settings: ReachSettings): Reach {
  if (address.kind === 'unknown') return 'unknown';
  if (address.kind === 'name') return isLoopbackName(address.host) ? 'loopback' : 'unknown';
  return reachOfClass(classifyAddress(address.ip, settings.privateNetworks));
}

/** Who can reach a port published on this host address; `undefined` is every address. */
export function publishedReach(hostAddress: TracedText | undefined, settings: ReachSettings): Reach {
  if (hostAddress === undefined) return 'public';
  if (hostAddress.known === undefined) return 'unknown';
  const text = hostAddress.known.replace(/^\[|\]$/g, '');
  if (text === '') return 'public';
  const ip = parseAddress(text);
  if (ip === undefined) return isLoopbackName(text) ? 'loopback' : 'unknown';
  return reachOfClass(classifyAddress(ip, settings.privateNetworks));
}

/** The wider of two; `unknown` stands just below `public`, since it may be anything up to it. */
export function widerReach(a: Reach, b: Reach): Reach {
  return width(a) >= width(b) ? a : b;
}

function width(reach: Reach): number {
  return reach === 'unknown' ? REACHES.length - 1.5 : REACHES.indexOf(reach);
}

/** What is left of a reach under the limits that apply to a socket, and the ones that bite. */
export function limitReach(
  reach: Reach,
  listener: Listener,
  limits: readonly ReachLimit[],
): { readonly reach: Reach; readonly applied: readonly ReachLimit[] } {
  let left = reach;
  const applied: ReachLimit[] = [];
  for (const limit of limits) {
    if (listener.protocol === 'unix') break;
    if (!concerns(limit, listener)) continue;
    const narrowed = narrow(left, limit.reach);
    if (narrowed !== left) applied.push(limit);
    left = narrowed;
  }
  return { reach: left, applied };
}

/** Whether a limit surely applies: one for a family or for ports says nothing about a socket whose own are not known. */
function concerns({ protocol, family, ports }: ReachLimit, listener: NetworkListener): boolean {
  if (protocol !== undefined && protocol !== listener.protocol) return false;
  if (family !== undefined && family !== familyOf(listener.address)) return false;
  const { port } = listener;
  return ports === undefined || (typeof port === 'number' && ports.first <= port && port <= ports.last);
}

function familyOf(address: ListenerAddress): AddressFamily | undefined {
  if (address.kind !== 'ip') return undefined;
  return address.ip.includes(':') ? 'ipv6' : 'ipv4';
}

function narrow(reach: Reach, limit: Reach): Reach {
  if (limit === 'unknown') return reach === 'public' ? 'unknown' : reach;
  return width(limit) < width(reach) ? limit : reach;
}
