import type { Version } from '../memcached/version.ts';
import type { Network } from '../network/network.ts';
import type { Location } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';

/** A place that contributed to a launch or a finding, with a sentence that says how. */
export interface RelatedPlace {
  readonly at: Location;
  /** One sentence without its full stop: "the unit's ExecStart= reads OPTIONS from here". */
  readonly message: string;
}

/** An image that the repository builds: its Dockerfile and stage (`undefined`: the last one). */
export interface BuiltImageName {
  readonly path: string;
  readonly stage?: string;
}

/** One memcached that the repository would start. */
export interface Launch {
  /** Name of the format that found it: `systemd`, `compose`, … */
  readonly format: string;
  /** What people call it: "memcached.service", "service cache", "stage web". */
  readonly name: string;
  /**
   * The place of the launch, which a fix would change where an option is missing: the `ExecStart=` value,
   * the `command:` value, the `OPTIONS=` value, the image line.
   */
  readonly at: Location;
  /** The program as called: `/usr/bin/memcached`. */
  readonly program: TracedText;
  /** The words after the program. A word whose text `splits` may be any number of words. */
  readonly argv: readonly TracedText[];
  readonly version: Version;
  readonly network: Network;
  readonly related: readonly RelatedPlace[];
  /** `POSIXLY_CORRECT` is in its environment: options end at the first operand. */
  readonly posixlyCorrect?: boolean;
  /** For a launch that an image file describes: which image, so that its users can be told. */
  readonly image?: BuiltImageName;
  /** The image file of this repository that this launch runs; that image is then judged as its user runs it. */
  readonly builds?: BuiltImageName;
  /** Why it may not run at all, as a clause: "in the profile debug". It is judged all the same. */
  readonly condition?: string;
}

/** What keeps a file, or a part of it, from becoming launches. */
export interface Problem {
  readonly kind: /** The file cannot be parsed or exceeds a limit. */
    | 'unreadable'
    /** A value that decides whether or how memcached starts cannot be known. */
    | 'unresolved'
    /** The reader of this file would refuse to start memcached. */
    | 'refused';
  readonly at: Location;
  /** One sentence without its full stop that says what is wrong and what to do. */
  readonly message: string;
}

/** What an image of this repository has from the repository. */
export interface ImageContents {
  readonly image: BuiltImageName;
  /** Of the memcached inside. */
  readonly version: Version;
  /** Whether a file of the repository is in the image and meant to be used there. */
  readonly holds: (path: string) => boolean;
}

/** What a format makes of its files. */
export interface Reading {
  readonly launches: readonly Launch[];
  readonly problems: readonly Problem[];
  readonly images?: readonly ImageContents[];
}
