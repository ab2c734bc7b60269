import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import { predict } from '../../memcached/predict.ts';
import type { Repository } from '../../repository/repository.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import { type SocketUnit, type StreamSocket, socketPaths, socketUnitsFor } from './socket-unit.ts';
import { type UnitCommand, unitCommands } from './unit-commands.ts';
import type { UnitFile } from './unit-file.ts';
import type { FoundUnit } from './unit-tree.ts';

const PROXY = /(?:^|\/)systemd-socket-proxyd$/;

/** A service of the repository, with what it runs. */
export interface RunService {
  readonly unit: FoundUnit;
  readonly fragment: UnitFile;
  readonly environment: EnvironmentFiles;
  /** The memcached that it starts. */
  readonly launches: readonly Launch[];
}

/**
 * What socket units make of memcached. It takes no sockets from systemd (no release reads LISTEN_FDS), so one on
 * memcached's own port keeps it from listening there; behind systemd-socket-proxyd(8) a memcached on loopback is
 * as open as the socket, whose peers see nothing else: the socket counts as a memcached that listens there.
 */
export function throughSockets(services: readonly RunService[], repository: Repository): Reading {
  const paths = socketPaths(repository);
  if (paths.length === 0) return { launches: [], problems: [] };
  const all = services.flatMap(({ launches }) => launches);
  const launches: Launch[] = [];
  const problems: Problem[] = [];
  for (const service of services) {
    const proxy = proxyOf(service);
    if (!proxy && service.launches.length === 0) continue;
    for (const socket of socketUnitsFor(service.fragment, paths, repository)) {
      if (service.launches.length > 0) problems.push(...heldPorts(service, socket));
      else if (proxy) launches.push(...proxied(proxy, socket, all));
    }
  }
  return { launches, problems };
}

function proxyOf({ unit, fragment, environment }: RunService): UnitCommand | undefined {
  if (![fragment, ...unit.dropIns].some(({ file }) => file.text.includes('systemd-socket-proxyd')))
    return undefined;
  const { commands } = unitCommands(unit, fragment, environment);
  return commands.find(({ command }) => PROXY.test(command.path.text));
}

/** The socket as its peers see it. */
function proxied(proxy: UnitCommand, socket: SocketUnit, launches: readonly Launch[]): readonly Launch[] {
  const target = proxy.words.slice(1).findLast((word) => !word.text.startsWith('-'))?.text ?? '';
  const behind = launches.find((launch) => listensOn(launch, target));
  if (!behind) return [];
  const { at } = proxy.command;
  const message = `systemd-socket-proxyd passes its connections on to the memcached of ${behind.name}`;
  return socket.streams.map((stream) => ({
    ...behind,
    name: socket.name,
    at: stream.line.at,
    argv: wordsOf(stream),
    network: { kind: 'host', limits: socket.limits },
    related: [{ at, message }],
  }));
}

function wordsOf({ address, port, line: { at } }: StreamSocket): readonly TracedText[] {
  const added = (text: string) => TracedText.decoded(text, at);
  return [added('-l'), address, added('-p'), port, added('-U'), added('0')];
}

/** Whether a memcached answers at `host:port`, a port or a path. */
function listensOn({ argv, version, network }: Launch, target: string): boolean {
  if (network.kind !== 'host') return false;
  const port = /^(?:.*:)?(\d{1,5})$/.exec(target)?.[1];
  return predict(argv, version).listeners.some((listener) => {
    if (listener.protocol === 'unix') return listener.path === target;
    return listener.protocol === 'tcp' && String(listener.port) === port;
  });
}

function heldPorts({ launches }: RunService, socket: SocketUnit): readonly Problem[] {
  return socket.streams
    .filter(({ port }) => launches.some((launch) => listensOn(launch, port.text)))
    .map(({ line }) => ({
      kind: 'refused',
      at: line.at,
      message: `memcached takes no sockets from systemd: ${socket.name} keeps this port, so that memcached cannot listen on it`,
    }));
}
