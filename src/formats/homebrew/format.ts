import type { Launch, Reading } from '../../launch/launch.ts';
import { parseReleases } from '../../memcached/version.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { launchd } from '../launchd/format.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { rubyItems, rubyText } from './ruby-items.ts';

/**
 * Homebrew formulae: `run [opt_bin/"memcached", "-l", "localhost"]` of the service block, which `brew services` puts
 * into a launchd job or a systemd unit word by word; older ones hold the property list itself.
 */
export const homebrew: Format = {
  name: 'homebrew',
  title: 'Homebrew formula',
  hasPath: (path) =>
    /(?:^|\/)(?:Homebrew)?Formula\/(?:[^/]+\/)?[^/]+\.rb$|(?:^|\/)memcached[^/]*\.rb$/.test(path),
  hasContent: () => false,
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) if (isFormula(file)) readings.push(await readFormula(file, repository));
    return joinReadings(readings);
  },
};

function isFormula({ text }: SourceFile): boolean {
  return text.includes('memcached') && /^\s*class\s+\w+\s*<\s*Formula\b/m.test(text);
}

async function readFormula(file: SourceFile, repository: Repository): Promise<Reading> {
  const lists = await propertyLists(file, repository);
  const launches = [...serviceLaunches(file), ...lists.launches];
  return {
    launches: launches.map((launch) => ({ ...launch, ...versionOf(file, launch) })),
    problems: lists.problems,
  };
}

/** A formula has one service. */
const MOST_RUNS = 16;

function serviceLaunches(file: SourceFile): Launch[] {
  const runs = [...file.text.matchAll(/^[ \t]*run[ \t(]+(?=[[\w"'])/gm)].slice(0, MOST_RUNS);
  return runs.flatMap((match) => {
    const start = match.index + match[0].length;
    const { items, end } = rubyItems(file, start);
    return hostLaunches(invocationsOf(items, unknownEnvironment), {
      format: homebrew.name,
      name: 'Homebrew service memcached',
      at: file.at(start, end),
    });
  });
}

/** `<?xml …` to `</plist>` within the formula, as the job that it becomes. */
async function propertyLists(file: SourceFile, repository: Repository): Promise<Reading> {
  const start = file.text.indexOf('<plist');
  const end = start < 0 ? -1 : file.text.indexOf('</plist>', start);
  if (end < 0) return { launches: [], problems: [] };
  const text = rubyText(file, start, end + '</plist>'.length);
  const written = new WrittenFile('homebrew.mxcl.memcached.plist', text, file.at(start, end));
  const { launches, problems } = await launchd.read([written], repository);
  return { launches: launches.map((launch) => ({ ...launch, format: homebrew.name })), problems };
}

/** The release that the formula builds, by its archive. */
function versionOf(file: SourceFile, launch: Launch): Pick<Launch, 'version'> {
  const match = /^[ \t]*url[ \t]+["'][^"'\n]{0,300}memcached-(\d+\.\d+\.\d+)\.tar/m.exec(file.text);
  const releases = match?.[1] === undefined ? undefined : parseReleases(match[1]);
  if (match?.[1] === undefined || releases === undefined) return { version: launch.version };
  const from = match.index + match[0].lastIndexOf(match[1]);
  const at: Location = file.at(from, from + match[1].length);
  const because = `the formula builds memcached ${match[1]}`;
  return { version: { state: 'known', releases, label: match[1], because, at } };
}
