import type { Launch, Problem } from '../../launch/launch.ts';
import { environmentOf } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { readXml, type XmlElement } from '../host/xml.ts';
import { templated } from '../templated.ts';

/** A launchd job of macOS: `ProgramArguments` is the argv, word by word, without a shell (launchd.plist(5)). */
export const launchd: Format = templated({
  name: 'launchd',
  title: 'launchd property list',
  hasPath: (path) => /\.plist$/i.test(withoutTemplateSuffix(path)),
  hasContent: (text) => /<key>\s*ProgramArguments\s*<\/key>/.test(text),
  async read(files) {
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    for (const file of files) {
      if (!file.text.includes('memcached')) continue;
      const job = jobOf(file);
      if (job) launches.push(...launchesOf(file, job));
      else if (/<string>[^<]*\bmemcached\s*<\/string>/.test(file.text)) {
        const message = 'this property list cannot be parsed, so the memcached in it is not checked';
        problems.push({ kind: 'unreadable', at: file.at(0, file.line(1).length), message });
      }
    }
    return { launches, problems };
  },
});

type Dictionary = ReadonlyMap<string, XmlElement>;

function jobOf(file: SourceFile): Dictionary | undefined {
  const root = readXml(file);
  const top = root?.name === 'plist' ? root.children.find((child) => child.name === 'dict') : undefined;
  return top && dictionary(top);
}

/** A `<dict>`: keys and values in turn. */
function dictionary(element: XmlElement): Dictionary {
  const entries = new Map<string, XmlElement>();
  let key: string | undefined;
  for (const child of element.children) {
    if (child.name === 'key') key = child.text.text.trim();
    else if (key !== undefined) {
      entries.set(key, child);
      key = undefined;
    }
  }
  return entries;
}

function launchesOf(file: SourceFile, job: Dictionary): Launch[] {
  const list = job.get('ProgramArguments');
  const words =
    list?.name === 'array' ? list.children.filter((item) => item.name === 'string').map(textOf) : [];
  const program = job.get('Program');
  // `Program` is what is executed; the first argument is then only a name.
  const command = program ? [program.text, ...words.slice(1)] : words;
  const at = list?.at ?? program?.at;
  if (at === undefined || command.length === 0) return [];
  const name = job.get('Label')?.text.known ?? baseName(file.path);
  const condition = job.get('Disabled')?.name === 'true' ? 'once launchctl enables it' : undefined;
  return hostLaunches(invocationsOf(command, environmentOf(variablesOf(job), 'unknown')), {
    format: launchd.name,
    name,
    at,
    condition,
  });
}

function textOf(element: XmlElement): TracedText {
  return element.text.withSplits(false);
}

function variablesOf(job: Dictionary): ReadonlyMap<string, TracedText> {
  const element = job.get('EnvironmentVariables');
  const variables: Dictionary = element?.name === 'dict' ? dictionary(element) : new Map();
  return new Map([...variables].map(([name, value]) => [name, value.text]));
}
