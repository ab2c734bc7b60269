import { containerLaunches, containerProcess } from '../../images/container.ts';
import { imageEnvironment } from '../../images/image-environment.ts';
import type { Launch, Reading } from '../../launch/launch.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { BuiltImage } from './build.ts';

/** What is started in an image, or a stage of one, that a Dockerfile builds and of which no user is known here. */
export function builtLaunches(
  file: SourceFile,
  { image, at, stage }: BuiltImage,
  names: Pick<Launch, 'name' | 'format' | 'related'>,
): Reading {
  const { launches, problems } = containerLaunches({
    image,
    process: containerProcess(image, {}),
    environment: imageEnvironment(image),
    network: { kind: 'image', usedHere: false },
    at,
    ...names,
  });
  const name = { path: file.path, ...(stage === undefined ? {} : { stage }) };
  return { launches: launches.map((launch) => ({ ...launch, image: name })), problems };
}
