import type { Network, PublishedPort, Reach } from '../../network/network.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { attribute, blocks, type HclBlock, type HclBody, pairs, textOf } from './hcl/node.ts';

/** One `port "label" { … }` of a group or of a task's resources. */
export interface GroupPort {
  readonly label: string;
  /** `undefined`: a port that Nomad picks. */
  readonly static: number | 'unknown' | undefined;
  readonly to: number | 'unknown' | undefined;
  readonly hostNetwork: string | undefined;
  readonly block: HclBlock;
}

/** The ports that a task can use: those of its group, and those of its own old `resources`. */
export function portsOf(group: HclBody, task: HclBody): readonly GroupPort[] {
  const networks = [
    ...blocks(group, 'network'),
    ...blocks(task, 'resources').flatMap(({ body }) => blocks(body, 'network')),
  ];
  return networks.flatMap(({ body }) =>
    blocks(body, 'port').flatMap((block) => {
      const label = block.labels[0]?.text;
      if (label === undefined) return [];
      return [
        {
          label,
          static: numberOf(block.body, 'static'),
          to: numberOf(block.body, 'to'),
          hostNetwork: textOf(attribute(block.body, 'host_network'))?.text,
          block,
        },
      ];
    }),
  );
}

function numberOf(body: HclBody, name: string): number | 'unknown' | undefined {
  const text = textOf(attribute(body, name));
  if (text === undefined) return undefined;
  if (!text.isKnown) return 'unknown';
  return /^\d{1,5}$/.test(text.text) && text.text !== '0' ? Number(text.text) : undefined;
}

/** The port that a task with this label sees: `to`, or else the one of the host. */
export function insidePort({ to, static: host }: GroupPort): number | 'unknown' {
  return to ?? host ?? 'unknown';
}

/** The network of a task that runs in a container or in the isolation of its driver. */
export function taskNetwork(file: SourceFile, group: HclBody, task: HclBody, config: HclBody): Network {
  const driver = textOf(attribute(task, 'driver'))?.known ?? '';
  const isContainer = driver === 'docker' || driver === 'podman';
  const mode = textOf(attribute(blocks(group, 'network').at(-1)?.body ?? EMPTY, 'mode'));
  const own = isContainer ? textOf(attribute(config, 'network_mode')) : undefined;
  if ((mode !== undefined && !mode.isKnown) || (own !== undefined && !own.isKnown))
    return { kind: 'unknown', because: 'its network mode cannot be known' };
  if (own?.text === 'host')
    return { kind: 'host', limits: [], because: 'network_mode gives it the network of the client' };
  if (own?.text === 'none' || mode?.text === 'none')
    return { kind: 'none', because: 'its network mode leaves it only a loopback interface' };
  const ports = portsOf(group, task);
  // Whether a network of the client's own maps ports is up to its plugins; only a port that is asked for tells.
  const isOther = mode?.text.startsWith('cni/') === true;
  const shared = isOther ? ports.filter((port) => port.static !== undefined) : ports;
  if (isOther || mode?.text === 'bridge')
    return container(shared.flatMap((port) => mapped(file, port, insidePort(port))));
  if (!isContainer)
    return { kind: 'host', limits: [], because: `the driver ${driver} gives it the network of the client` };
  return container(containerPorts(file, ports, config));
}

function container(published: readonly PublishedPort[]): Network {
  return { kind: 'container', published, limits: [] };
}

const EMPTY: HclBody = { attributes: [], blocks: [] };

/** What the driver maps: the labels in `ports`, or the older `port_map`. */
function containerPorts(
  file: SourceFile,
  ports: readonly GroupPort[],
  config: HclBody,
): readonly PublishedPort[] {
  const listed = attribute(config, 'ports');
  const items = listed?.kind === 'list' ? listed.items : [];
  const named = items.flatMap((item) => {
    const port = ports.find(({ label }) => label === textOf(item)?.known);
    return port === undefined ? [] : mapped(file, port, insidePort(port));
  });
  const old = pairs(config, 'port_map').flatMap(({ name, value }) => {
    const port = ports.find(({ label }) => label === name);
    const text = textOf(value);
    const inside = text?.isKnown && /^\d{1,5}$/.test(text.text) ? Number(text.text) : 'unknown';
    return port === undefined ? [] : mapped(file, port, inside);
  });
  return [...named, ...old];
}

/** Nomad maps every port for TCP and for UDP (drivers/docker/ports.go). */
function mapped(file: SourceFile, port: GroupPort, inside: number | 'unknown'): readonly PublishedPort[] {
  const { block, static: host, hostNetwork } = port;
  const decides = attribute(block.body, 'static') ?? block;
  const reach = reachOf(hostNetwork);
  return (['tcp', 'udp'] as const).map((protocol) => ({
    ...(reach === undefined ? {} : { reach }),
    ...(host === undefined ? {} : { hostPort: host === 'unknown' ? host : { first: host, last: host } }),
    containerPort: inside === 'unknown' ? inside : { first: inside, last: inside },
    protocol,
    at: file.at(decides.start, decides.end),
    description: "the client's address",
  }));
}

/** What the name of a client's `host_network` says; who is in it stands in the client's own configuration. */
function reachOf(name: string | undefined): Reach | undefined {
  if (name === undefined || name === 'default') return undefined;
  if (/^(?:lo|loopback|localhost|local)$/.test(name)) return 'loopback';
  if (/priv|internal|lan|vpn|vpc|wireguard|wg\d*|tailscale|nebula|mesh|backend/i.test(name)) return 'private';
  return /public|external|wan|internet/i.test(name) ? 'public' : 'unknown';
}
