import { TracedText } from '../../text/traced-text.ts';
import type { ProjectNetwork, Service } from './project.ts';
import { assignments, items, scalarText } from './service.ts';
import { type MapValue, member, type Value } from './value.ts';

/** The top-level networks that a service joins; `default` exists without being written. */
export function readNetworks(
  model: MapValue,
  services: ReadonlyMap<string, Service>,
  project: string,
): ReadonlyMap<string, ProjectNetwork> {
  const declared = member(model, 'networks');
  const found = new Map<string, ProjectNetwork>();
  for (const service of services.values())
    for (const [key, at] of service.networks ?? []) {
      const entry = declared?.kind === 'map' ? declared.entries.get(key) : undefined;
      if (found.has(key) || (entry === undefined && key !== 'default')) continue;
      const implied = (text: string) => TracedText.decoded(text, entry?.key ?? at);
      found.set(key, readNetwork(key, entry?.value, implied, project));
    }
  return found;
}

function readNetwork(
  key: string,
  value: Value | undefined,
  implied: (text: string) => TracedText,
  project: string,
): ProjectNetwork {
  const isTrue = (name: string) => scalarText(member(value, name))?.text === 'true';
  const external = isTrue('external');
  const options = [...assignments(member(value, 'driver_opts'))];
  return {
    key,
    name: scalarText(member(value, 'name')) ?? implied(external ? key : `${project}_${key}`),
    external,
    internal: isTrue('internal'),
    internalAt: isTrue('internal') ? member(value, 'internal')?.at : undefined,
    enableIpv6: isTrue('enable_ipv6'),
    subnets: items(member(member(value, 'ipam'), 'config')).flatMap(
      (item) => scalarText(member(item, 'subnet')) ?? [],
    ),
    driver: scalarText(member(value, 'driver')),
    driverOptions: new Map(options.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))),
  };
}
