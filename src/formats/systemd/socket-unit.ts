import type { ReachLimit } from '../../network/network.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { TracedText } from '../../text/traced-text.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { addressFilterLimits } from './address-filter.ts';
import { type Assignment, readUnitFile, settingsOf, type UnitFile } from './unit-file.ts';

const SECTIONS: ReadonlySet<string> = new Set(['Unit', 'Socket', 'Install']);

/** A stream socket that systemd opens for a service (systemd.socket(5)). */
export interface StreamSocket {
  /** `::` where only a port is given, which also takes IPv4. */
  readonly address: TracedText;
  readonly port: TracedText;
  /** The value of `ListenStream=`. */
  readonly line: Assignment;
}

/** A `.socket` unit. */
export interface SocketUnit {
  readonly name: string;
  readonly streams: readonly StreamSocket[];
  /** What it keeps away itself. */
  readonly limits: readonly ReachLimit[];
}

/** The paths of a repository's socket units. */
export function socketPaths(repository: Repository): readonly string[] {
  return repository.paths.filter((path) => path.includes('.socket') && !path.includes('.socket.d/'));
}

/** The socket units among these paths that are in the folder of a service and there for it. */
export function socketUnitsFor(
  service: UnitFile,
  paths: readonly string[],
  repository: Repository,
): readonly SocketUnit[] {
  const folder = directoryOf(service.file.path);
  const own = withoutTemplateSuffix(baseName(service.file.path));
  return paths.flatMap((path) => {
    if (directoryOf(path) !== folder) return [];
    const name = withoutTemplateSuffix(baseName(path));
    if (!name.endsWith('.socket')) return [];
    const assignments = assignmentsOf(path, repository);
    const given = settingsOf(assignments, 'Service', 'Socket').at(-1)?.value.text;
    if ((given ?? name.replace(/socket$/, 'service')) !== own) return [];
    const streams = settingsOf(assignments, 'ListenStream', 'Socket').flatMap(streamOf);
    return [{ name, streams, limits: limitsOf(assignments) }];
  });
}

function assignmentsOf(path: string, repository: Repository): readonly Assignment[] {
  const dropIns = repository.paths.filter(
    (other) => other.startsWith(`${path}.d/`) && other.endsWith('.conf'),
  );
  return [path, ...[...dropIns].sort()]
    .map((each) => repository.read(each))
    .filter(isReadable)
    .flatMap((file) => readUnitFile(file, SECTIONS).assignments);
}

/** A port, `address:port` or `[address]:port`; other kinds of sockets are none of the network. */
function streamOf(line: Assignment): readonly StreamSocket[] {
  const { value, at } = line;
  const match = /^(?:\[([0-9A-Fa-f:.%]+)\]:|(\d[\d.]*):)?(\d{1,5})$/.exec(value.text);
  if (!match) return [];
  const [, v6, v4, port = ''] = match;
  const start = v6 === undefined ? 0 : 1;
  const length = (v6 ?? v4 ?? '').length;
  const address = length === 0 ? TracedText.decoded('::', at) : value.slice(start, start + length);
  return [{ address, port: value.slice(value.length - port.length), line }];
}

function limitsOf(assignments: readonly Assignment[]): readonly ReachLimit[] {
  const socket = assignments.filter(({ section }) => section === 'Socket');
  const device = settingsOf(assignments, 'BindToDevice', 'Socket').at(-1);
  const filter = addressFilterLimits(socket.map((line) => ({ ...line, section: 'Service' })));
  if (device === undefined) return filter;
  const because = `BindToDevice=${device.value.text} keeps it to that interface`;
  return [...filter, { reach: device.value.text === 'lo' ? 'loopback' : 'unknown', because, at: device.at }];
}
