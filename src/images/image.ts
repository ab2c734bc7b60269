import type { Version } from '../memcached/version.ts';
import type { PortRange } from '../network/network.ts';
import type { Environment, Invocation } from '../shell/invocation.ts';
import type { Location } from '../text/source-file.ts';
import { TracedText, UNKNOWN_MARK } from '../text/traced-text.ts';
import { type ImageConvention, knownImage, memcachedFromVariable } from './known-images.ts';
import { parseImageReference } from './reference.ts';

/** A port that an image declares; it publishes nothing by itself. */
export interface ExposedPort {
  readonly port: PortRange;
  readonly protocol: string;
}

/** A process that an init system starts. */
export interface StartedProcess {
  readonly words: readonly TracedText[];
  readonly environment: Environment;
  /** Whether it may not run at all. */
  readonly conditional: boolean;
}

/**
 * What an image says about its process: the part of the OCI image configuration that decides an argv.
 * Words that the image implies have the image reference as their origin.
 */
export interface ImageConfig {
  /** `null`: none is set. */
  readonly entrypoint: readonly TracedText[] | null;
  /** `null`: none is set. */
  readonly cmd: readonly TracedText[] | null;
  readonly env: ReadonlyMap<string, TracedText>;
  /** `SHELL` of a Dockerfile, where one is set. */
  readonly shell?: readonly TracedText[];
  readonly exposed: readonly ExposedPort[];
  /** Of the memcached inside. */
  readonly version: Version;
  /** How its entrypoint treats arguments; `none` for an image that is not a memcached image. */
  readonly convention: ImageConvention | 'none';
  /** Where the image is named or built. */
  readonly at: Location;
  readonly user?: TracedText;
  /** Text of a file of the repository that stands in the image (`COPY`), by container path or by name on its `PATH`. */
  readonly fileAt?: (path: string) => TracedText | undefined;
  /** What a program starts in turn that finds out from files of the image: an init system, `service`, supervisord. */
  readonly startedBy?: (call: Invocation, environment: Environment) => readonly StartedProcess[];
}

/** The configuration of an image that is known to run memcached; `undefined` for every other image. */
export function baseImage(reference: TracedText): ImageConfig | undefined {
  const at = reference.locate();
  if (at === undefined) return undefined;
  const image = knownImage(reference.text) ?? memcachedFromVariable(reference);
  if (image === undefined) return undefined;
  const { tag, tagStart } = parseImageReference(reference.text);
  const tagPlace =
    tag === undefined || tag === '' || tag.includes(UNKNOWN_MARK) || tagStart === undefined
      ? undefined
      : reference.locate(tagStart, tagStart + tag.length);
  const words = (texts: readonly string[]) => texts.map((text) => TracedText.decoded(text, at));
  return {
    entrypoint: image.entrypoint === null ? null : words(image.entrypoint),
    cmd: image.cmd === null ? null : words(image.cmd),
    env: new Map(),
    exposed: [{ port: { first: 11211, last: 11211 }, protocol: 'tcp' }],
    version: image.version.state === 'known' ? { ...image.version, at: tagPlace ?? at } : image.version,
    convention: image.convention,
    at,
    ...(image.user === undefined ? {} : { user: TracedText.decoded(image.user, at) }),
  };
}
