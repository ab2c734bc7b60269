import type { ImageConfig } from '../../images/image.ts';
import type { Repository } from '../../repository/repository.ts';
import type { TracedText } from '../../text/traced-text.ts';

/** What a builder is told beside the file. */
export interface BuildOptions {
  /** `--target`: a stage's name in any case; without it the last stage is built. */
  readonly target?: string;
  /**
   * `--build-arg`. Absent: unknown, so that an `ARG` without a default may hold anything; a map (also an
   * empty one): these and no others. The value `undefined`: given, but nobody knows what.
   */
  readonly args?: ReadonlyMap<string, TracedText | undefined>;
  /** For files that `COPY` takes from the build context. */
  readonly repository?: Repository;
  /** The build context's path in the repository; without it the Dockerfile's folder and those above it. */
  readonly context?: string;
  /** `linux/amd64`; without it `TARGETARCH` and the like are unknown. */
  readonly platform?: string;
  /** Configurations of images that are not built here; known memcached images by default. */
  readonly baseImage?: (reference: TracedText) => ImageConfig | undefined;
}
