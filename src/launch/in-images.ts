import type { BuiltImageName, ImageContents, Launch } from './launch.ts';

/** One text for each image. */
export function imageKey({ path, stage }: BuiltImageName): string {
  return `${path} ${stage ?? ''}`;
}

/**
 * Launches in files that are copied into an image of this repository happen in that image, not on a host: they
 * are judged as the image's users run it. Where the image's own launches already came to that file they say it all.
 */
export function inImages(launches: readonly Launch[], contents: readonly ImageContents[]): readonly Launch[] {
  if (contents.length === 0) return launches;
  const holders = new Map<string, readonly ImageContents[]>();
  const holdersOf = (path: string): readonly ImageContents[] => {
    const found = holders.get(path) ?? contents.filter(({ holds }) => holds(path));
    holders.set(path, found);
    return found;
  };
  const judged = new Set(launches.flatMap(accountsFor));
  return launches.map((launch) => {
    if (!mayBeInImage(launch)) return launch;
    const images = holdersOf(launch.at.file.path);
    if (images.length === 0) return launch;
    const usedHere = images.every(({ image }) => judged.has(key(image, launch.at.file.path)));
    const known = images.find(({ version }) => version.state === 'known')?.version;
    const version = launch.version.state === 'unknown' ? (known ?? launch.version) : launch.version;
    return { ...launch, version, network: { kind: 'image', usedHere } };
  });
}

/** Its file would start it on a host, or in an image that nobody named. */
function mayBeInImage({ network, image }: Launch): boolean {
  if (network.kind === 'image') return image === undefined;
  return network.kind === 'host' && network.because === undefined;
}

function key(image: BuiltImageName, path: string): string {
  return `${imageKey(image)} ${path}`;
}

/** The files that an image's launch, in itself or as its user runs it, takes its words from. */
function accountsFor({ image, builds, program, argv }: Launch): readonly string[] {
  const paths = new Set([program, ...argv].flatMap(({ runs }) => runs.map(({ origin }) => origin.file.path)));
  return [image, builds].flatMap((each) =>
    each === undefined ? [] : [...paths].map((path) => key(each, path)),
  );
}
