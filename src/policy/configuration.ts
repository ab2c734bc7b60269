import type { Version } from '../memcached/version.ts';
import type { NetworkList } from '../network/address-class.ts';
import type { FailOn, Level } from './level.ts';

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
};
