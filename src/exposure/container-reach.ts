import type { Listener, ListenerPort, NetworkListener } from '../memcached/prediction.ts';
import { classifyAddress, isLoopbackName } from '../network/address-class.ts';
import type { PortRange, PublishedPort } from '../network/network.ts';
import { describeListener, describePublished } from './describe.ts';
import type { ExposedListener } from './exposure.ts';
import { publishedReach, widerReach } from './host-reach.ts';
import type { ReachSettings } from './reach-settings.ts';

/** Who can reach a socket inside a container: its own network, and beyond that whoever a published port lets in. */
export function containerReach(
  listener: Listener,
  published: readonly PublishedPort[],
  settings: ReachSettings,
): ExposedListener {
  if (listener.protocol === 'unix') return { listener, reach: 'loopback', via: [describeListener(listener)] };
  const mappings = published.filter((port) => mapsTo(port, listener));
  if (isLoopbackOnly(listener)) {
    const why = `${describeListener(listener)}, which only the container itself can reach`;
    return { listener, reach: mappings.length > 0 ? 'none' : 'loopback', via: [why] };
  }
  const ways = mappings.map(
    (port): ExposedListener => ({
      listener,
      reach: port.reach ?? publishedReach(port.hostAddress, settings),
      via: [...describePublished(port), describeListener(listener)],
      published: port,
    }),
  );
  const [first, ...rest] = ways;
  if (first === undefined) {
    return { listener, reach: 'container', via: [describeListener(listener), 'no port of it is published'] };
  }
  const widest = rest.reduce(
    (best, way) => (widerReach(way.reach, best.reach) === best.reach ? best : way),
    first,
  );
  return rest.length === 0 ? widest : { ...widest, otherMappings: ways.filter((way) => way !== widest) };
}

/** Published ports that no socket of this memcached answers on. */
export function deadPorts(
  published: readonly PublishedPort[],
  listeners: readonly Listener[],
): readonly PublishedPort[] {
  return published.filter(
    (port) =>
      !listeners.some(
        (listener) => listener.protocol !== 'unix' && mapsTo(port, listener) && !isLoopbackOnly(listener),
      ),
  );
}

/** Whether a mapping leads to a socket; an unknown port may. */
function mapsTo(port: PublishedPort, listener: NetworkListener): boolean {
  if (port.protocol !== 'unknown' && port.protocol !== listener.protocol) return false;
  return port.containerPort === 'unknown' || includes(port.containerPort, listener.port);
}

function includes(range: PortRange, port: ListenerPort): boolean {
  return typeof port === 'number' ? range.first <= port && port <= range.last : port === 'unknown';
}

function isLoopbackOnly(listener: Listener): boolean {
  if (listener.protocol === 'unix') return true;
  const { address } = listener;
  if (address.kind === 'ip') return classifyAddress(address.ip, []) === 'loopback';
  return address.kind === 'name' && isLoopbackName(address.host);
}
