import type { Launch, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { type BuiltImage, buildImage } from './build.ts';
import type { BuildOptions } from './build-options.ts';
import { builtLaunches } from './built-launches.ts';

/** An image that something in the repository asks for: a bake target, a `docker build`. */
export interface AskedImage {
  readonly file: SourceFile;
  readonly options: BuildOptions;
  /** `Launch.format`. */
  readonly format: string;
  /** What asks: "bake target cache". */
  readonly asker: string;
  readonly related: readonly RelatedPlace[];
  /** The Dockerfile stands in the asker, so that nothing else stands for it. */
  readonly isWritten?: boolean;
}

const NOTHING: Reading = { launches: [], problems: [] };

/**
 * What the image starts, without a known user. Nothing where it is what the Dockerfile stands for by itself: its
 * last stage, by arguments that change nothing.
 */
export function askedImage(asked: AskedImage): Reading {
  const { file, options, isWritten = false } = asked;
  const built = buildImage(file, options);
  if ('error' in built) return NOTHING;
  const reading = launchesOf(asked, built);
  if (isWritten) return reading;
  const { repository } = options;
  const usual = usualImage(file, repository);
  if (usual === undefined || usual.stage !== built.stage) return reading;
  const before = launchesOf(asked, usual).launches.map(lineOf);
  return reading.launches.every((launch) => before.includes(lineOf(launch))) ? NOTHING : reading;
}

const usualImages = new WeakMap<
  SourceFile,
  { readonly repository: Repository | undefined; readonly image: BuiltImage | undefined }
>();

/** What the Dockerfile stands for by itself; built once. */
function usualImage(file: SourceFile, repository: Repository | undefined): BuiltImage | undefined {
  const known = usualImages.get(file);
  if (known !== undefined && known.repository === repository) return known.image;
  const built = buildImage(file, repository === undefined ? {} : { repository });
  const image = 'error' in built ? undefined : built;
  usualImages.set(file, { repository, image });
  return image;
}

function launchesOf({ file, format, asker, related }: AskedImage, built: BuiltImage): Reading {
  const { image, stage, holds } = built;
  const reading = builtLaunches(file, built, {
    name: stage === undefined ? `image of ${asker}` : `stage ${stage} of ${asker}`,
    format,
    related,
  });
  const [first] = reading.launches;
  // Of a stage that only builds something the files are used elsewhere.
  const images = first?.image ? [{ image: first.image, version: image.version, holds }] : [];
  return { ...reading, images };
}

/** What decides which sockets are opened. */
function lineOf({ program, argv, version }: Launch): string {
  const label = version.state === 'known' ? version.label : '?';
  return [label, program.text, ...argv.map(({ text }) => text)].join('\0');
}
