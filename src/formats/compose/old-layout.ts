import { isNullValue, type MapValue, mapEntries, mapValue, member, type Value } from './value.ts';

/** Keys of today's layout; a file with one of them has no services at its top. */
const TOP_LEVEL = ['services', 'version', 'include', 'networks', 'volumes', 'secrets', 'configs', 'name'];

/**
 * A file of docker-compose's first layout, where services stand at the top and `net:` is the network mode,
 * in today's layout. Other files stay as they are.
 */
export function withServices(model: MapValue): MapValue {
  const services = [...model.entries].filter(([key]) => !key.startsWith('x-'));
  const isOld =
    services.length > 0 &&
    services.every(([key, { value }]) => !TOP_LEVEL.includes(key) && value.kind === 'map') &&
    services.some(([, { value }]) => ['image', 'build'].some((key) => !isNullValue(member(value, key))));
  if (!isOld) return model;
  const value = mapEntries(mapValue(services, model.at), withNetworkMode);
  return mapValue([['services', { key: model.at, value }]], model.at);
}

function withNetworkMode(service: Value): Value {
  const net = service.kind === 'map' ? service.entries.get('net') : undefined;
  if (service.kind !== 'map' || net === undefined) return service;
  const entries = new Map(service.entries);
  entries.delete('net');
  return { ...service, entries: entries.set('network_mode', net) };
}
