import type { Launch } from '../../launch/launch.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { childText, readXml } from '../host/xml.ts';
import { windowsWords } from './command-line.ts';
import { imagePaths } from './registry-file.ts';
import { commandsOf, powershellWords, type ScriptKind, scriptLines } from './script-lines.ts';
import { programName, type ServiceWords, serviceWords, splitLine } from './service-commands.ts';

/** memcached on Windows: services and tasks in scripts, `.reg` files and WinSW's XML. */
export const windowsService: Format = {
  name: 'windows-service',
  title: 'Windows service',
  hasPath: (path) => /\.(?:bat|cmd|ps1|psm1|reg)$/i.test(withoutTemplateSuffix(path)),
  hasContent: (text) =>
    /<service>/.test(text) && /<executable>[^<]*memcached(?:\.exe)?\s*<\/executable>/i.test(text),
  async read(files) {
    return { launches: files.flatMap(launchesOf), problems: [] };
  },
};

function launchesOf(file: SourceFile): Launch[] {
  if (!/memcached/i.test(file.text) && !/\.reg$/i.test(file.path)) return [];
  const path = withoutTemplateSuffix(file.path);
  if (/\.reg$/i.test(path)) return imagePaths(file).flatMap((line) => launchOf(splitLine(line)));
  if (/\.ps(?:1|m1)$/i.test(path)) return scriptLaunches(file, 'powershell');
  if (/\.(?:bat|cmd)$/i.test(path)) return scriptLaunches(file, 'batch');
  return winswLaunches(file);
}

function scriptLaunches(file: SourceFile, kind: ScriptKind): Launch[] {
  return scriptLines(file, kind).flatMap((line) =>
    commandsOf(line, kind).flatMap((command) => {
      const words = kind === 'batch' ? windowsWords(command) : powershellWords(command);
      return launchOf(serviceWords(words));
    }),
  );
}

/** WinSW: `<executable>` and `<arguments>`, the latter split as any Windows command line. */
function winswLaunches(file: SourceFile): Launch[] {
  const root = readXml(file);
  const program = root?.name === 'service' ? childText(root, 'executable') : undefined;
  if (root === undefined || program === undefined || programName(program) !== 'memcached') return [];
  const line = childText(root, 'arguments');
  return launchOf([program, ...(line ? windowsWords(line, false) : [])]);
}

function launchOf(words: ServiceWords | undefined): Launch[] {
  const [program, ...argv] = words ?? [];
  const at = program && placeOf([program, ...argv]);
  if (program === undefined || at === undefined) return [];
  const invocation: Invocation = {
    name: 'memcached',
    program,
    argv,
    at,
    conditional: false,
    ownNetwork: false,
    posixlyCorrect: false,
  };
  return hostLaunches([invocation], { format: windowsService.name, name: 'Windows service memcached', at });
}

/** From the program to the last word that stands behind it in the same file. */
function placeOf(words: readonly TracedText[]): Location | undefined {
  const first = words[0]?.locate();
  const last = words.at(-1)?.locate();
  if (first === undefined) return undefined;
  if (last === undefined || last.file !== first.file || last.end < first.end) return first;
  return first.file.at(first.start, last.end);
}
