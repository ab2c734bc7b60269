import { emptyEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type Assignment, assignmentsIn, lastOf } from '../host/assignments.ts';

const KEYS =
  /^(?:MEMCACHED_BINARY|MEMCACHED_RUNAS|MEMUSAGE|MAXCONN|LISTENON|UDPPORT|SOCKET_MASK|MISC_OPTS|PIDBASE)$/;

/**
 * The memcached that the init scripts of Gentoo and Alpine start with these files of `conf.d`, the last of which is
 * the service's own; `undefined` where that has none of their variables.
 *
 * @param at where stands what no assignment brings.
 */
export function packagedInvocation(settings: readonly SourceFile[], at: Location): Invocation | undefined {
  const own = settings.at(-1);
  if (own === undefined || !assignmentsIn(own).some(({ name }) => KEYS.test(name))) return undefined;
  const assignments = settings.flatMap(assignmentsIn);
  const script = settings.flatMap((file) => [
    TracedText.source(file, 0, file.text.length),
    TracedText.decoded('\n', at),
  ]);
  script.push(commandLine(assignments, at));
  const invocations = invocationsIn(TracedText.concat(script), emptyEnvironment, { dialect: 'sh' });
  const last = invocations.at(-1);
  return last && withUdpPort(last, assignments);
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
