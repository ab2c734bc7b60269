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
  const judged = imagesByProgramFile(launches);
  const holders = new Map<string, readonly ImageContents[]>();
  const holdersOf = (path: string): readonly ImageContents[] => {
    const found = holders.get(path) ?? contents.filter(({ holds }) => holds(path));
    holders.set(path, found);
    return found;
  };
  return launches.map((launch) => {
    if (!mayBeInImage(launch)) return launch;
    const { path } = launch.at.file;
    const images = holdersOf(path);
    const known = judged.get(path);
    if (images.length === 0 && known === undefined) return launch;
    const usedHere = images.every(({ image }) => known?.has(imageKey(image)));
    const version = images.find((image) => image.version.state === 'known')?.version;
    return {
      ...launch,
      version: launch.version.state === 'unknown' ? (version ?? launch.version) : launch.version,
      network: { kind: 'image', usedHere },
    };
  });
}

/** Its file would start it on a host, or in an image that nobody named. */
function mayBeInImage({ network, image }: Launch): boolean {
  if (network.kind === 'image') return image === undefined;
  return network.kind === 'host' && network.because === undefined;
}

/** The images whose launches, in themselves or as their users run them, were found to start in a file. */
function imagesByProgramFile(launches: readonly Launch[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { image, builds, program } of launches) {
    const path = program.locate()?.file.path;
    for (const each of [image, builds])
      if (each !== undefined && path !== undefined)
        found.set(path, (found.get(path) ?? new Set()).add(imageKey(each)));
  }
  return found;
}
