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
  const running = new Set(
    launches.flatMap(({ image, builds }) =>
      [image, builds].flatMap((each) => (each ? [imageKey(each)] : [])),
    ),
  );
  return launches.flatMap((launch) => {
    if (!mayBeInImage(launch)) return [launch];
    const { path } = launch.at.file;
    const images = holdersOf(path);
    const known = judged.get(path);
    if (images.length === 0 && known === undefined) return [launch];
    const keys = images.map(({ image }) => imageKey(image));
    const usedHere = keys.every((key) => known?.has(key));
    if (SETTINGS.test(launch.format) && keys.every((key) => running.has(key) && !known?.has(key))) return [];
    // What the image starts is judged with the image's version; here it would be said twice.
    const version = usedHere ? undefined : images.find((image) => image.version.state === 'known')?.version;
    return [
      {
        ...launch,
        version: launch.version.state === 'unknown' ? (version ?? launch.version) : launch.version,
        network: { kind: 'image', usedHere },
      },
    ];
  });
}

/**
 * Settings that only the package's own service reads. In an image whose memcached is started past it nobody does.
 */
const SETTINGS = /^(?:memcached-conf|sysconfig)$/;

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
