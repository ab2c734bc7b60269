import type { Location } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { ComposeError } from './value.ts';

/** One entry of `ports:` after Compose has read it. */
export interface ServicePort {
  readonly target: TracedText;
  /** `undefined`: a random host port. `A-B`: the first free one. */
  readonly published: TracedText | undefined;
  /** `undefined`: every address. */
  readonly hostIp: TracedText | undefined;
  readonly protocol: TracedText;
  readonly mode: TracedText;
  /** The short entry, or in the long syntax the value of `published:`, else of `target:`. */
  readonly at: Location;
}

/** `build:`, paths from the repository's root. */
export interface ServiceBuild {
  readonly context: TracedText;
  readonly dockerfile: TracedText | undefined;
  readonly dockerfileInline: TracedText | undefined;
  readonly target: TracedText | undefined;
  readonly args: ReadonlyMap<string, TracedText>;
  readonly at: Location;
}

/** What stands at a path of a container: a file or folder of the repository, or a text. */
export type Mount =
  | { readonly target: string; readonly path: string }
  | { readonly target: string; readonly text: TracedText };

/** One service as Compose would start it. */
export interface Service {
  readonly name: string;
  readonly containerName: TracedText | undefined;
  /** The key under `services:`. */
  readonly at: Location;
  readonly image: TracedText | undefined;
  /** The value of `image:`. */
  readonly imageAt: Location | undefined;
  /** `undefined`: not set, so the image decides; empty: set but empty. */
  readonly command: readonly TracedText[] | undefined;
  readonly entrypoint: readonly TracedText[] | undefined;
  /** The values of `command:` and `entrypoint:`. */
  readonly commandAt: Location | undefined;
  readonly entrypointAt: Location | undefined;
  readonly ports: readonly ServicePort[];
  readonly networkMode: TracedText | undefined;
  /** Names of networks, with the places where the service joins them; `undefined` with a `network_mode`. */
  readonly networks: ReadonlyMap<string, Location> | undefined;
  readonly expose: readonly TracedText[] | undefined;
  readonly build: ServiceBuild | undefined;
  readonly profiles: readonly TracedText[];
  /** `undefined` as a value: named, but set nowhere. */
  readonly environment: ReadonlyMap<string, TracedText | undefined>;
  readonly mounts: readonly Mount[];
  readonly workingDir: TracedText | undefined;
  readonly scale: number | undefined;
  readonly replicas: number | undefined;
}

/** One top-level network. */
export interface ProjectNetwork {
  readonly key: string;
  readonly name: TracedText;
  readonly external: boolean;
  readonly internal: boolean;
  /** Where `internal: true` stands. */
  readonly internalAt: Location | undefined;
  readonly enableIpv6: boolean;
  /** `ipam.config[].subnet`. */
  readonly subnets: readonly TracedText[];
  readonly driver: TracedText | undefined;
  readonly driverOptions: ReadonlyMap<string, TracedText>;
}

/** A Compose project, as `docker compose config` shows it. */
export interface Project {
  readonly name: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly networks: ReadonlyMap<string, ProjectNetwork>;
  /** Why Compose would refuse; what could be read is there all the same. */
  readonly errors: readonly ComposeError[];
}
