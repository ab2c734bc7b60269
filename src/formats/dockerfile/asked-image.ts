import { containerLaunches, containerProcess } from '../../images/container.ts';
import { imageEnvironment } from '../../images/image-environment.ts';
import type { Launch, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { type BuiltImage, buildImage } from './build.ts';
import type { BuildOptions } from './build-options.ts';

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
  const { image, at, stage, holds } = built;
  const name = { path: file.path, ...(stage === undefined ? {} : { stage }) };
  const { launches, problems } = containerLaunches({
    image,
    process: containerProcess(image, {}),
    environment: imageEnvironment(image),
    network: { kind: 'image', usedHere: false },
    at,
    name: stage === undefined ? `image of ${asker}` : `stage ${stage} of ${asker}`,
    format,
    related,
  });
  return {
    launches: launches.map((launch) => ({ ...launch, image: name })),
    problems,
    // Of a stage that only builds something the files are used elsewhere.
    images: launches.length === 0 ? [] : [{ image: name, version: image.version, holds }],
  };
}

/** What decides which sockets are opened. */
function lineOf({ program, argv, version }: Launch): string {
  const label = version.state === 'known' ? version.label : '?';
  return [label, program.text, ...argv.map(({ text }) => text)].join('\0');
}
