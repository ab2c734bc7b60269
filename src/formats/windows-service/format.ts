import type { Launch, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { dockerRunLaunches } from '../docker-run/launches.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { childText, readXml } from '../host/xml.ts';
import { templated } from '../templated.ts';
import { windowsWords } from './command-line.ts';
import { powershellWords } from './powershell-words.ts';
import { programName } from './program-name.ts';
import { imagePaths } from './registry-file.ts';
import { commandsOf, type ScriptKind, scriptLines } from './script-lines.ts';
import { controlVerb, type ServiceCommand, serviceCommand, splitLine } from './service-commands.ts';

/** memcached on Windows: services and tasks in scripts, `.reg` files and WinSW's XML. */
export const windowsService: Format = templated({
  name: 'windows-service',
  title: 'Windows service',
  hasPath: (path) => /\.(?:bat|cmd|ps1|psm1|reg)$/i.test(withoutTemplateSuffix(path)),
  hasContent: (text) =>
    /<service>/.test(text) && /<executable>[^<]*memcached(?:\.exe)?\s*<\/executable>/i.test(text),
  async read(files, repository) {
    return joinReadings(files.map((file) => readFile(file, repository)));
  },
});

const NOTHING: Reading = { launches: [], problems: [] };

function readFile(file: SourceFile, repository: Repository): Reading {
  if (!/memcached/i.test(file.text) && !/\.reg$/i.test(file.path)) return NOTHING;
  const path = withoutTemplateSuffix(file.path);
  if (/\.reg$/i.test(path)) return only(imagePaths(file).flatMap((line) => launchOf(serviceOf(line))));
  if (/\.ps(?:1|m1)$/i.test(path)) return readScript(file, 'powershell', repository);
  if (/\.(?:bat|cmd)$/i.test(path)) return readScript(file, 'batch', repository);
  return only(winswLaunches(file));
}

function readScript(file: SourceFile, kind: ScriptKind, repository: Repository): Reading {
  const commands: { readonly text: TracedText; readonly words: readonly TracedText[] }[] = [];
  for (const { text: line, values } of scriptLines(file, kind))
    for (const text of commandsOf(line, kind))
      commands.push({ text, words: kind === 'batch' ? windowsWords(text) : powershellWords(text, values) });
  const services = commands.map(({ words }) => serviceCommand(words, kind));
  return joinReadings(
    commands.map(({ text, words }, index) => {
      const engine = containerEngine(words);
      const service = services[index];
      if (engine === undefined) return only(isOvertaken(services, index) ? [] : launchOf(service, text));
      const context = { format: windowsService.name, environment: unknownEnvironment, repository };
      return dockerRunLaunches(engine, context);
    }),
  );
}

/** Whether another command says what the service really runs. */
function isOvertaken(services: readonly (ServiceCommand | undefined)[], index: number): boolean {
  const one = services[index];
  if (one === undefined) return false;
  const verb = controlVerb(one.words) ?? '';
  const isInstall = (other: ServiceCommand | undefined) => other && controlVerb(other.words) === 'install';
  // What it starts is the service that the script installs, which is a launch already.
  if (/^(?:re)?start$/.test(verb) && services.some(isInstall)) return true;
  return services.some(
    (other, at) =>
      at > index &&
      other?.replaces === true &&
      one.service !== undefined &&
      // `-d install` names its service "memcached", or "memcached Server".
      (other.service === one.service || (verb === 'install' && other.service?.startsWith('memcached'))),
  );
}

/** `docker run …` and the like, as an invocation. */
function containerEngine(words: readonly TracedText[]): Invocation | undefined {
  const [program, ...argv] = words;
  const name = programName(program);
  const at = program && placeOf(words);
  if (program === undefined || at === undefined || !/^(?:docker|podman|nerdctl)$/.test(name))
    return undefined;
  return { name, program, argv, at, conditional: false, ownNetwork: false, posixlyCorrect: false };
}

function only(launches: readonly Launch[]): Reading {
  return { launches, problems: [] };
}

/** WinSW: `<executable>` and `<arguments>`, the latter split as any Windows command line. */
function winswLaunches(file: SourceFile): Launch[] {
  const root = readXml(file);
  const program = root?.name === 'service' ? childText(root, 'executable') : undefined;
  if (root === undefined || program === undefined || programName(program) !== 'memcached') return [];
  const line = childText(root, 'arguments');
  return launchOf({ words: [program, ...(line ? windowsWords(line, false) : [])] });
}

function serviceOf(line: TracedText): ServiceCommand | undefined {
  const words = splitLine(line);
  return words && { words };
}

function launchOf(service: ServiceCommand | undefined, command?: TracedText): Launch[] {
  const [program, ...argv] = service?.words ?? [];
  const at = program && (placeOfCommand(command, program) ?? placeOf([program, ...argv]));
  if (program === undefined || at === undefined) return [];
  const invocation: Invocation = {
    name: 'memcached',
    program,
    argv,
    at,
    conditional: service?.conditional === true,
    ownNetwork: false,
    posixlyCorrect: false,
  };
  return hostLaunches([invocation], { format: windowsService.name, name: 'Windows service memcached', at });
}

/** The command, where its program is a variable whose value stands elsewhere. */
function placeOfCommand(command: TracedText | undefined, program: TracedText): Location | undefined {
  const start = command?.text.search(/\S/) ?? -1;
  const runs = start < 0 ? [] : (command?.slice(start, command.text.trimEnd().length).runs ?? []);
  const [first] = runs;
  const value = program.locate();
  if (first === undefined || value === undefined) return undefined;
  const { file, start: from } = first.origin;
  // Values are set above the command.
  const own = runs.filter(({ origin }) => origin.file === file && origin.start >= from);
  const to = Math.max(...own.map(({ origin }) => origin.end));
  return value.file === file && value.start >= from && value.end <= to ? undefined : file.at(from, to);
}

/** From the program to the last word that stands behind it in the same file. */
function placeOf(words: readonly TracedText[]): Location | undefined {
  const first = words[0]?.locate();
  const last = words.at(-1)?.locate();
  if (first === undefined) return undefined;
  if (last === undefined || last.file !== first.file || last.end < first.end) return first;
  return first.file.at(first.start, last.end);
}
