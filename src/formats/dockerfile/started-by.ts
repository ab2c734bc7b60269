import type { StartedProcess } from '../../images/image.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Environment, Invocation } from '../../shell/invocation.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { readerArgv } from '../debian-conf/reader-argv.ts';
import { readIni } from '../supervisord/ini.ts';
import { supervisedProcesses } from '../supervisord/programs.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { joinPath } from './evaluate.ts';
import type { ImageFiles } from './image-files.ts';
import { supervisedScripts } from './supervised-scripts.ts';

/** What a program starts in an image that learns from files there what to start. */
export function startedBy(
  call: Invocation,
  files: ImageFiles,
  environment: Environment,
): readonly StartedProcess[] {
  switch (call.name) {
    case 'service':
    case 'invoke-rc.d':
      return startedByService(call, files);
    case 'supervisord':
      return configurationsOf(call, files).flatMap((path) => supervised(call, path, files, environment));
    case 'init':
    case 'my_init':
    case 'runsvdir':
    case 'runsvdir-start':
    case 's6-svscan':
      return supervisedScripts(call, files, environment);
    default:
      return [];
  }
}

/** `service memcached start`: Debian's init script reads /etc/memcached.conf. */
function startedByService({ argv, at }: Invocation, files: ImageFiles): readonly StartedProcess[] {
  const [service, action] = argv.map((word) => word.known);
  if (service !== 'memcached' || !/^(?:re)?start$|^force-reload$/.test(action ?? '')) return [];
  const text = files.textAt('/etc/memcached.conf');
  if (text === undefined) return [];
  const machine = { environment: unknownEnvironment };
  const result = readerArgv(text, 'S', text.locate() ?? at, machine);
  if (result.kind === 'refused') return [];
  return result.invocations.map(({ program, argv: words, conditional }) => ({
    words: [program, ...words],
    environment: unknownEnvironment,
    conditional,
  }));
}

/** Where supervisord looks without `-c` (supervisor 4.2.5, options.py), and what packages make it include. */
const CONFIGURATIONS = ['supervisord.conf', 'etc/supervisord.conf', '/etc/supervisord.conf'];
const PACKAGED = '/etc/supervisor/supervisord.conf';
const INCLUDED = ['/etc/supervisor/conf.d/*.conf', '/etc/supervisord.d/*.ini', '/etc/supervisor.d/*.ini'];

/** The configuration that a call reads, and those that it includes. */
function configurationsOf({ argv }: Invocation, files: ImageFiles): readonly string[] {
  const named = configurationOption(argv);
  if (named === 'unknown') return [];
  const candidates = named === undefined ? [...CONFIGURATIONS, PACKAGED] : [named];
  const paths = candidates.map((path) => joinPath(files.workdir, path));
  const main = paths.find((path) => files.textAt(path) !== undefined);
  if (main !== undefined) return [main, ...includesOf(main, files)];
  const isPackaged = named === undefined || named === PACKAGED || named === '/etc/supervisord.conf';
  return isPackaged ? INCLUDED.flatMap((pattern) => files.matching(pattern)) : [];
}

function configurationOption(argv: readonly TracedText[]): string | undefined {
  for (const [index, word] of argv.entries()) {
    const text = word.known ?? '';
    if (text === '-c' || text === '--configuration') return argv[index + 1]?.known ?? 'unknown';
    const value = /^(?:--configuration=|-c)(.+)$/.exec(text)?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}

function includesOf(path: string, files: ImageFiles): readonly string[] {
  const text = files.textAt(path);
  const place = text?.locate();
  if (text === undefined || place === undefined) return [];
  const { sections } = readIni(new WrittenFile(path, text, place));
  const patterns = sections.find(({ name }) => name === 'include')?.options.get('files')?.known ?? '';
  const here = path.slice(0, path.lastIndexOf('/'));
  return patterns
    .split(/\s+/)
    .filter((pattern) => pattern !== '')
    .flatMap((pattern) => files.matching(joinPath(here, pattern.replace('%(here)s', here))));
}

function supervised(
  { at }: Invocation,
  path: string,
  files: ImageFiles,
  environment: Environment,
): readonly StartedProcess[] {
  const text = files.textAt(path);
  if (text === undefined) return [];
  const ini = readIni(new WrittenFile(path, text, text.locate() ?? at));
  return supervisedProcesses(ini, environment).flatMap((found) =>
    'section' in found
      ? []
      : [
          {
            words: found.words,
            environment: found.environment,
            conditional: found.condition !== undefined,
          },
        ],
  );
}
