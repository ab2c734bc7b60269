import type { Launch, RelatedPlace } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { emptyEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { type Assignment, assignmentsIn, lastOf } from '../host/assignments.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

const KEYS =
  /^(?:MEMCACHED_BINARY|MEMCACHED_RUNAS|MEMUSAGE|MAXCONN|LISTENON|UDPPORT|SOCKET_MASK|MISC_OPTS|PIDBASE)$/;

/**
 * `/etc/conf.d/memcached` of Gentoo and Alpine, a shell file that OpenRC sources. Their init scripts make
 * the same words of it in the same order (Gentoo's `init2` adds `SOCKET`), `-U` always among them.
 */
export const openrc: Format = templated({
  name: 'openrc',
  title: 'OpenRC conf.d of memcached',
  hasPath: (path) => {
    const plain = withoutTemplateSuffix(path);
    return /(?:^|\/)conf\.d\/memcached[^/]*$|(?:^|\/)memcached[^/]*\.confd$/.test(plain);
  },
  hasContent: (text) => /^MEMCACHED_(?:RUNAS|BINARY)=/m.test(text) && /^(?:LISTENON|UDPPORT)=/m.test(text),
  async read(files, repository) {
    return { launches: files.flatMap((file) => launchesOf(file, repository)), problems: [] };
  },
});

function launchesOf(file: SourceFile, repository: Repository): Launch[] {
  const own = assignmentsIn(file);
  if (!own.some(({ name }) => KEYS.test(name))) return [];
  const base = baseOf(file, repository);
  const assignments = base ? [...assignmentsIn(base), ...own] : own;
  const at = (lastOf(own, 'LISTENON') ?? lastOf(own, 'MISC_OPTS') ?? own[0])?.at ?? file.at(0, 0);
  const script = [TracedText.source(file, 0, file.text.length), commandLine(assignments, at)];
  if (base) script.unshift(TracedText.source(base, 0, base.text.length), TracedText.decoded('\n', at));
  const invocations = invocationsIn(TracedText.concat(script), emptyEnvironment, { dialect: 'sh' });
  const started = invocations.slice(-1).map((invocation) => withUdpPort(invocation, assignments));
  const name = `OpenRC service ${baseName(withoutTemplateSuffix(file.path)).replace(/\.confd$/, '')}`;
  return hostLaunches(started, { format: openrc.name, name, at, related: baseNote(base) });
}

/** An instance `memcached.NAME` inherits what it does not set from the base service's file. */
function baseOf(file: SourceFile, repository: Repository): SourceFile | undefined {
  if (!/^memcached\.(?!confd)[^/]+$/.test(baseName(withoutTemplateSuffix(file.path)))) return undefined;
  const base = repository.read(`${directoryOf(file.path)}memcached`);
  return isReadable(base) ? base : undefined;
}

function baseNote(base: SourceFile | undefined): readonly RelatedPlace[] {
  if (base === undefined) return [];
  const { start, end } = base.lineSpan(1);
  return [{ at: base.at(start, end), message: 'OpenRC reads this file first for every instance' }];
}

/**
 * The command of the init scripts, each option standing at the assignment it comes from. They leave every
 * `${…}` unquoted, so that values are split and an empty one vanishes.
 */
function commandLine(assignments: readonly Assignment[], at: Location): TracedText {
  const socket = lastOf(assignments, 'SOCKET');
  const piece = (text: string, name: string): TracedText =>
    TracedText.decoded(text, lastOf(assignments, name)?.at ?? at);
  const connection =
    socket && socket.value !== ''
      ? [piece(' -s ${SOCKET}', 'SOCKET'), piece(' ${SOCKET_MASK:+-a ${SOCKET_MASK}}', 'SOCKET_MASK')]
      : [
          piece(' -p ${PORT}', 'PORT'),
          piece(' -U ${UDPPORT}', 'UDPPORT'),
          piece(listenWords(lastOf(assignments, 'LISTENON')?.value ?? ''), 'LISTENON'),
        ];
  return TracedText.concat([
    piece('\n${MEMCACHED_BINARY:-/usr/bin/memcached} -d', 'MEMCACHED_BINARY'),
    ...connection,
    piece(' -m ${MEMUSAGE}', 'MEMUSAGE'),
    piece(' -c ${MAXCONN}', 'MAXCONN'),
    piece(' -u ${MEMCACHED_RUNAS}', 'MEMCACHED_RUNAS'),
    piece(' -P "${PIDBASE:-/run/memcached/memcached}.pid"', 'PIDBASE'),
    piece(' ${MISC_OPTS}', 'MISC_OPTS'),
  ]);
}

/** `-l` is there where LISTENON is not empty; a template's value is taken to be something. */
function listenWords(value: string): string {
  if (value.includes('$')) return ' ${LISTENON:+-l ${LISTENON}}';
  return value === '' ? '' : ' -l ${LISTENON}';
}

/** `UDPPORT="${PORT}"` is what turns UDP on, not the PORT whose value it takes. */
function withUdpPort(invocation: Invocation, assignments: readonly Assignment[]): Invocation {
  const assignment = lastOf(assignments, 'UDPPORT');
  const at = invocation.argv.findIndex((word) => word.text === '-U') + 1;
  const value = invocation.argv[at]?.known;
  if (!assignment?.value.includes('$') || at === 0 || value === undefined) return invocation;
  return { ...invocation, argv: invocation.argv.with(at, TracedText.decoded(value, assignment.at)) };
}
