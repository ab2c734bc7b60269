import type { RelatedPlace } from '../../launch/launch.ts';
import type { Network, PublishedPort, ReachLimit } from '../../network/network.ts';
import { parsePortRange } from '../../network/published-port.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { isUnset } from './interpolate.ts';
import { hasGlobalAddresses, isLanNetwork, lanNetwork } from './lan-network.ts';
import type { Project, ProjectNetwork, Service, ServicePort } from './project.ts';
import type { StackFiles } from './stack-files.ts';

/** Where a service's sockets live, and what is worth telling about it. */
export interface ServiceNetwork {
  readonly network: Network;
  readonly related: readonly RelatedPlace[];
}

const HOST_BINDING = 'com.docker.network.bridge.host_binding_ipv4';
const GATEWAY_MODE = /^com\.docker\.network\.bridge\.gateway_mode_ipv[46]$/;

/** The network of a service: its `network_mode`, the networks it joins, the ports it publishes. */
export function serviceNetwork(
  service: Service,
  project: Project,
  stackFiles: StackFiles,
  seen: readonly string[] = [],
): ServiceNetwork {
  const mode = service.networkMode;
  if (mode === undefined) return joinedNetworks(service, project, stackFiles);
  const text = mode.known;
  if (text === undefined) return unknown('its network_mode is a variable');
  if (text === 'host')
    return { network: { kind: 'host', limits: [], because: 'network_mode: host' }, related: hostMode(mode) };
  if (text === 'none') return { network: { kind: 'none', because: 'network_mode: none' }, related: [] };
  const other = sharedService(text, project);
  if (text.startsWith('container:') && other === undefined)
    return unknown(`it shares the network of the ${text.replace(':', ' ')}`);
  if (text.startsWith('ns:')) return unknown('it joins a network namespace of the host');
  if (!/^(?:service|container):/.test(text)) return joinedNetworks(service, project, stackFiles);
  if (other === undefined || seen.includes(other.name))
    return unknown(`nothing here has the network of ${text.replace(':', ' ')}`);
  const shared = serviceNetwork(other, project, stackFiles, [...seen, service.name]);
  const message = `service ${service.name} shares the network of service ${other.name}, whose ports lead to it`;
  return { network: shared.network, related: [{ at: other.at, message }, ...shared.related] };
}

/** The service that `service:NAME` names, or `container:NAME` by its `container_name`. */
function sharedService(mode: string, project: Project): Service | undefined {
  const [kind, name = ''] = mode.split(':');
  if (kind === 'service') return project.services.get(name);
  return [...project.services.values()].find(({ containerName }) => containerName?.known === name);
}

/** The line that turns a container's sockets into the machine's often stands far from the command, or in another file. */
function hostMode(mode: TracedText): readonly RelatedPlace[] {
  const at = mode.locate();
  return at === undefined
    ? []
    : [{ at, message: 'network_mode: host opens its sockets on the machine itself' }];
}

function unknown(because: string): ServiceNetwork {
  return { network: { kind: 'unknown', because }, related: [] };
}

function joinedNetworks(service: Service, project: Project, stackFiles: StackFiles): ServiceNetwork {
  const joined: ProjectNetwork[] = [];
  for (const key of service.networks?.keys() ?? []) {
    const network = project.networks.get(key);
    if (network !== undefined) joined.push(network);
  }
  for (const network of joined) {
    if (network.external && network.name.known === 'host')
      return {
        network: { kind: 'host', limits: [], because: `its network ${network.key} is the host's` },
        related: [],
      };
    const isOnlyWay = service.ports.length === 0 || joined.every(isLanNetwork);
    if (isLanNetwork(network) && isOnlyWay) return { network: lanNetwork(network), related: [] };
    if (hasGlobalAddresses(network))
      return unknown(
        `its network ${network.key} gives it a global IPv6 address, which engines before 27 leave open`,
      );
    for (const [name, value] of network.driverOptions)
      if (GATEWAY_MODE.test(name) && /^(?:routed|nat-unprotected)$/.test(value.text))
        return unknown(`its network ${network.key} lets others reach containers without published ports`);
  }
  const published: PublishedPort[] = [];
  const related: RelatedPlace[] = [];
  const binding = joined.length === 1 ? joined[0]?.driverOptions.get(HOST_BINDING) : undefined;
  for (const port of service.ports) {
    const { mapping, note } = publishedPort(port, binding, stackFiles);
    published.push(mapping);
    if (note !== undefined) related.push(note);
  }
  return { network: { kind: 'container', published, limits: limitsOf(service, joined) }, related };
}

/** Containers in nothing but internal networks cannot be reached from outside, whatever they publish. */
function limitsOf(service: Service, joined: readonly ProjectNetwork[]): readonly ReachLimit[] {
  const count = service.networks?.size ?? 0;
  if (joined.length === 0 || joined.length < count || !joined.every((network) => network.internal)) return [];
  const at = joined[0]?.internalAt ?? service.at;
  return [{ reach: 'container', because: 'it is only in networks with internal: true', at }];
}

function publishedPort(
  port: ServicePort,
  binding: TracedText | undefined,
  stackFiles: StackFiles,
): { readonly mapping: PublishedPort; readonly note: RelatedPlace | undefined } {
  const target = parsePortRange(port.target);
  const published = port.published === undefined ? undefined : parsePortRange(port.published);
  const address = port.hostIp;
  // Compose takes the empty text for a variable that is set nowhere, and that means every address.
  const unset = target === 'unknown' ? undefined : address?.runs.every(isUnset) ? address : undefined;
  const isIgnored = address !== undefined && stackFiles.has(port.at.file);
  const hostAddress = unset === undefined && !isIgnored ? (address ?? binding) : undefined;
  const [run] = unset?.runs ?? [];
  return {
    mapping: {
      ...(hostAddress === undefined ? {} : { hostAddress }),
      ...(published === undefined ? {} : { hostPort: published }),
      containerPort: target ?? 'unknown',
      protocol: protocolOf(port.protocol),
      at: port.at,
      ...(isIgnored
        ? { description: `every node (docker stack deploy ignores the address ${spellOut(address)})` }
        : {}),
    },
    note:
      run?.kind === 'unknown'
        ? {
            at: run.origin,
            message: `${run.name} is not set in this repository, so Compose publishes the port on every address`,
          }
        : undefined,
  };
}

function protocolOf(text: TracedText): PublishedPort['protocol'] {
  const name = text.known?.toLowerCase();
  if (name === 'tcp' || name === 'udp' || name === 'sctp') return name;
  return name === '' ? 'tcp' : 'unknown';
}
