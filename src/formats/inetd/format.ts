import type { Launch } from '../../launch/launch.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

/**
 * Programs that inetd and xinetd run for a connection: lines of inetd.conf(5), and services of xinetd.conf(5) with
 * `server` and `server_args`. memcached opens its own sockets there as anywhere.
 */
export const inetd: Format = templated({
  name: 'inetd',
  title: 'inetd or xinetd service',
  hasPath: (path) => /(?:^|\/)(?:x?inetd\.conf|x?inetd\.d\/[^/]+)$/.test(withoutTemplateSuffix(path)),
  hasContent: (text) =>
    /^service[ \t]+\S+\s*\{/m.test(text) && /^[ \t]*server[ \t]*=[^\n]*\bmemcached\b/m.test(text),
  async read(files) {
    return { launches: files.flatMap(launchesOf), problems: [] };
  },
});

/** `SERVICE TYPE PROTOCOL WAIT[.MAX] USER[.GROUP] PROGRAM NAME ARGUMENTS…`. */
const LINE =
  /^[ \t]*([^\s#]\S{0,100})[ \t]+(?:stream|dgram|raw|rdm|seqpacket)[ \t]+\S{1,60}[ \t]+(?:no)?wait\S{0,20}[ \t]+\S{1,60}[ \t]+(?=\S)/;

function launchesOf(file: SourceFile): Launch[] {
  if (!file.text.includes('memcached')) return [];
  const launches: Launch[] = [];
  let service: Service | undefined;
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const line = file.line(number);
    const { start, end } = file.lineSpan(number);
    const head = LINE.exec(line);
    const block = /^[ \t]*service[ \t]+(\S{1,100})/.exec(line)?.[1];
    if (head?.[1] !== undefined && service === undefined) {
      launches.push(...lineLaunches(head[1], wordsAt(file, start + head[0].length, end)));
    } else if (block !== undefined) service = { name: block, server: [], parameters: [], isOff: false };
    else if (service !== undefined && /^[ \t]*\}/.test(line)) {
      launches.push(...serviceLaunches(service));
      service = undefined;
    } else if (service !== undefined) readEntry(service, file, number);
  }
  return launches;
}

interface Service {
  readonly name: string;
  server: readonly TracedText[];
  parameters: readonly TracedText[];
  isOff: boolean;
}

/** `server = PATH`, `server_args = …`, `server_args += …`, `disable = yes`. */
function readEntry(service: Service, file: SourceFile, number: number): void {
  const line = file.line(number);
  const { start, end } = file.lineSpan(number);
  const entry = /^[ \t]*(server|server_args|disable)[ \t]*(\+?)=[ \t]*/.exec(line);
  if (entry === null) return;
  const words = wordsAt(file, start + entry[0].length, end);
  if (entry[1] === 'server') service.server = words;
  else if (entry[1] === 'disable') service.isOff = words[0]?.text === 'yes';
  else service.parameters = entry[2] === '+' ? [...service.parameters, ...words] : words;
}

function serviceLaunches({ name, server, parameters, isOff }: Service): Launch[] {
  return isOff || server.length === 0 ? [] : programLaunches(name, [...server.slice(0, 1), ...parameters]);
}

/** The word behind the program is its name; behind the wrapper `tcpd` it is the program. */
function lineLaunches(name: string, [program, zero, ...rest]: readonly TracedText[]): Launch[] {
  if (program === undefined) return [];
  const isWrapped = /(?:^|\/)tcpd$/.test(program.text) && zero !== undefined;
  return programLaunches(name, [isWrapped ? zero : program, ...rest]);
}

function programLaunches(name: string, words: readonly TracedText[]): Launch[] {
  const at = placeOf(words);
  if (at === undefined) return [];
  return hostLaunches(invocationsOf(words, unknownEnvironment), {
    format: inetd.name,
    name: `inetd service ${name}`,
    at,
    condition: 'once a client connects',
  });
}

function placeOf(words: readonly TracedText[]): Location | undefined {
  const first = words[0]?.locate();
  const last = words.at(-1)?.locate();
  if (first === undefined || last?.file !== first.file || last.end < first.end) return first;
  return words.length > 1 && last.start > first.start ? first.file.at(first.start, last.end) : first;
}

/** Words between white space; there are no quotes. */
function wordsAt(file: SourceFile, from: number, to: number): readonly TracedText[] {
  const text = file.text.slice(from, to);
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) =>
    TracedText.source(file, from + index, from + index + word.length),
  );
}
