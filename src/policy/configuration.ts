import type { Version } from '../memcached/version.ts';
import type { NetworkList } from '../network/address-class.ts';
import type { Location } from '../text/source-file.ts';
import type { Finding, Waiver } from './finding.ts';
import type { FailOn, Level } from './level.ts';

/** An entry of `waivers:`. */
export interface ConfiguredWaiver {
  /** `MG012`. */
  readonly rule: string;
  readonly ruleAt: Location;
  /** A glob from the root of the repository; a folder stands for all below it. */
  readonly path: string;
  /** Only the finding with this fingerprint. */
  readonly fingerprint?: string;
  readonly waiver: Waiver;
  readonly expiresAt?: Location;
}

/** What a team decides about the check; read from its configuration file, over these defaults. */
export interface Configuration {
  /** The version where files cannot say it. */
  readonly memcachedVersion?: Version;
  /** Level of a rule by id; `off` silences it. */
  readonly rules: ReadonlyMap<string, Level | 'off'>;
  /** Globs of paths that are left out. */
  readonly exclude: readonly string[];
  /** Globs of the only paths that are looked at; all where empty. */
  readonly include: readonly string[];
  /** Path to the name of its format, where neither path nor content tells. */
  readonly files: ReadonlyMap<string, string>;
  /** Level of what cannot be known. */
  readonly onUnknown: Level | 'off';
  /** Warnings count as errors. */
  readonly strict: boolean;
  readonly failOn: FailOn;
  readonly privateNetworks: NetworkList;
  /** What names resolve to. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly requireExplicitUdpOff: boolean;
  readonly waivers: readonly ConfiguredWaiver[];
  /** `forbid`: waivers in comments count for nothing and are findings. */
  readonly inlineWaivers: 'allow' | 'forbid';
  /** The file of known findings, from the root of the repository. */
  readonly baseline?: string;
}

/** A configuration as a file brought it, or the defaults. */
export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** Its mistakes, at their place in the file. */
  readonly findings: readonly Finding[];
  readonly path?: string;
}

export const DEFAULT_CONFIGURATION: Configuration = {
  rules: new Map(),
  exclude: [],
  include: [],
  files: new Map(),
  onUnknown: 'warning',
  strict: false,
  failOn: 'error',
  privateNetworks: [],
  hosts: {},
  requireExplicitUdpOff: false,
  waivers: [],
  inlineWaivers: 'allow',
};
