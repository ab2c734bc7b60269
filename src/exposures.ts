import { discover } from './discovery/discover.ts';
import { expose } from './exposure/expose.ts';
import type { Exposure } from './exposure/exposure.ts';
import { FORMATS } from './formats/registry.ts';
import { imageKey, inImages } from './launch/in-images.ts';
import type { ImageContents, Launch, Problem } from './launch/launch.ts';
import type { Configuration } from './policy/configuration.ts';
import type { SearchableRepository, Unreadable } from './repository/repository.ts';
import { SourceFile } from './text/source-file.ts';

/** What the repository would start, and what kept a file from being read. */
export interface Exposures {
  /** By path and place. */
  readonly exposures: readonly Exposure[];
  readonly problems: readonly Problem[];
  /** How many files were looked into. */
  readonly looked: number;
}

/** Files → launches → sockets and their reach. Loaded only where a file names memcached: it brings every format. */
export async function exposuresOf(
  repository: SearchableRepository,
  configuration: Configuration,
  accepts: (path: string) => boolean,
): Promise<Exposures> {
  const discovery = discover(repository, { formats: FORMATS, accepts, named: configuration.files });
  const launches: Launch[] = [];
  const images: ImageContents[] = [];
  const problems: Problem[] = discovery.unreadable.map(unreadableProblem);
  for (const [format, files] of discovery.files) {
    const reading = await format.read(files, repository);
    launches.push(...reading.launches);
    problems.push(...reading.problems);
    images.push(...(reading.images ?? []));
  }
  const exposures = settled(inImages(launches, images), configuration)
    .map((launch) => expose(launch, configuration, { hosts: configuration.hosts }))
    .filter((exposure) => !onlyPrints(exposure))
    .sort(byPlace);
  return { exposures, problems, looked: discovery.looked };
}

/**
 * `memcached --version` and the like: a question, not a launch. Releases that do not know the long form refuse it,
 * so where the version is open the prediction alone cannot tell.
 */
function onlyPrints({ launch, prediction }: Exposure): boolean {
  if (prediction.printsOnly) return true;
  const asks = launch.argv.some(({ known }) => /^(?:-[hiV]|--(?:help|version|license))$/.test(known ?? ''));
  return asks && prediction.starts === 'no';
}

/** One launch per place and condition, with what other files and the configuration say about it. */
function settled(launches: readonly Launch[], configuration: Configuration): readonly Launch[] {
  const built = new Set(launches.flatMap((launch) => (launch.builds ? [imageKey(launch.builds)] : [])));
  const places = new Set<string>();
  return launches.flatMap((launch) => {
    const { at, name, format, condition = '' } = launch;
    const place = `${at.file.path} ${at.start} ${at.end} ${name} ${format} ${condition}`;
    if (places.has(place)) return [];
    places.add(place);
    const used = launch.image !== undefined && built.has(imageKey(launch.image));
    const network = used ? { kind: 'image' as const, usedHere: true } : launch.network;
    const stated = configuration.memcachedVersion;
    const version = launch.version.state === 'unknown' && stated ? stated : launch.version;
    return [{ ...launch, network, version }];
  });
}

function unreadableProblem({ path, because }: Unreadable): Problem {
  const message = `${path} cannot be checked, since ${because}; exclude it if it is not meant to be read`;
  return { kind: 'unreadable', at: new SourceFile(path, ' ').at(0, 1), message };
}

function byPlace(a: Exposure, b: Exposure): number {
  const left = a.launch.at;
  const right = b.launch.at;
  if (left.file.path !== right.file.path) return left.file.path < right.file.path ? -1 : 1;
  return left.start - right.start;
}
