import { isReadable, type Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { type FileWrite, readScript, type ScriptReading } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { isRcConf, isSettingsCommand, settingsWrites } from '../bsd-rc/settings-commands.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { templateText } from '../host/template.ts';
import { isSvccfg } from '../smf/options.ts';
import { dialectOf } from './recognition.ts';

/** Programs that lead to a memcached: its own, those that start containers, and those that set up a service. */
const interest = (name: string): boolean =>
  leadsToMemcached(name) || isSettingsCommand(name) || isSvccfg(name);

/** What a script of the repository comes to. */
export interface RepositoryScriptReading extends ScriptReading {
  /** Paths of the repository's files that it reads or sources. */
  readonly filesRead: ReadonlySet<string>;
}

/**
 * Reads a script of the repository: what it starts, the files that it writes, and where it is broken. A script for
 * `sh` that only bash can read is read as bash: somebody runs it where `sh` is bash.
 *
 * @param elsewhere gives files that the machine has and the repository does not.
 */
export function readShellScript(
  file: SourceFile,
  repository: Repository,
  elsewhere: (path: string) => SourceFile | undefined = () => undefined,
): RepositoryScriptReading {
  const answer = (path: string) => fileBeside(path, file, repository) ?? elsewhere(path);
  const known = readings.get(file) ?? [];
  // The same answers make the same reading.
  const same = known.find(({ answers }) => [...answers].every(([path, given]) => answer(path) === given));
  if (same) return same;
  const reading = readFresh(file, repository, elsewhere);
  readings.set(file, [...known, reading]);
  return reading;
}

/** What was read so far: several formats ask for it, for several machines, and to read a script can take long. */
const readings = new WeakMap<SourceFile, readonly FreshReading[]>();

interface FreshReading extends RepositoryScriptReading {
  /** The files that it asked for, and what it got. */
  readonly answers: ReadonlyMap<string, SourceFile | undefined>;
}

function readFresh(
  file: SourceFile,
  repository: Repository,
  elsewhere: (path: string) => SourceFile | undefined,
): FreshReading {
  const dialect = dialectOf(file.path, file.text);
  const filesRead = new Set<string>();
  if (dialect === 'other')
    return { invocations: [], writes: [], tooComplex: false, filesRead, answers: new Map() };
  const isTemplate = withoutTemplateSuffix(file.path) !== file.path;
  const text = isTemplate ? templateText(file) : TracedText.source(file, 0, file.text.length);
  const answers = new Map<string, SourceFile | undefined>();
  const options = {
    interest,
    zero: TracedText.decoded(baseName(file.path), file.at(0, 0)),
    files: (path: string) => {
      const found = fileBeside(path, file, repository);
      if (found !== undefined) filesRead.add(found.path);
      const given = found ?? elsewhere(path);
      answers.set(path, given);
      return given;
    },
  };
  const reading = readScript(text, unknownEnvironment, { ...options, dialect });
  if (dialect === 'bash' || reading.brokenAt === undefined) return { ...reading, filesRead, answers };
  const asBash = readScript(text, unknownEnvironment, { ...options, dialect: 'bash' });
  const isBash = asBash.brokenAt === undefined || asBash.brokenAt.start > reading.brokenAt.start;
  return { ...(isBash ? asBash : reading), filesRead, answers };
}

/** The programs that a script starts, memcached and container engines, in order. */
export function scriptInvocations(file: SourceFile, repository: Repository): readonly Invocation[] {
  return readShellScript(file, repository).invocations;
}

/**
 * The files that a script writes, with their text as far as it is known. Paths are the script's.
 *
 * @param elsewhere gives files that the machine has and the repository does not.
 */
export function writtenFiles(
  file: SourceFile,
  repository: Repository,
  elsewhere?: (path: string) => SourceFile | undefined,
): readonly FileWrite[] {
  const { writes, invocations } = readShellScript(file, repository, elsewhere);
  return writes.some(({ path }) => isRcConf(path)) ? [...writes, ...settingsWrites(invocations)] : writes;
}

/**
 * A file that a script names: beside it, or from the root, since scripts are run from either; one below
 * `/etc` where the repository keeps it. That no such file is there says little: settings are often kept out
 * of a repository.
 */
function fileBeside(path: string, script: SourceFile, repository: Repository): SourceFile | undefined {
  const directory = directoryOf(script.path);
  const candidates = path.startsWith('/')
    ? placesOfSystemFile(path, directory)
    : [normalised(directory + path), normalised(path)];
  for (const candidate of candidates) {
    const found =
      candidate === undefined || candidate === script.path ? undefined : repository.read(candidate);
    if (isReadable(found)) return found;
  }
  return undefined;
}

/**
 * Where a repository may keep a file of a machine's `/etc`: in an image of the file system that the script
 * is part of too, or beside the script as packages have it (`memcached.sysconfig`, `memcached.default`).
 */
function placesOfSystemFile(path: string, directory: string): string[] {
  const [, kind, name] = /^\/etc\/(?:(sysconfig|default|conf\.d)\/)?([^/]+)$/.exec(path) ?? [];
  if (name === undefined) return [];
  const image = /^(?:.*\/)?(?=etc\/)/.exec(directory)?.[0];
  const places = [...new Set([image ?? '', ''])].map((root) => root + path.slice(1));
  return kind === undefined ? places : [...places, `${directory}${name}.${kind.replace('.d', 'd')}`];
}

/** Without `.` and `..`; `undefined` where it leaves the repository. */
function normalised(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
