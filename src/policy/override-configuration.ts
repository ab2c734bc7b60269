import { parseReleases } from '../memcached/version.ts';
import type { Configuration } from './configuration.ts';
import type { FailOn } from './level.ts';

/** What a caller (arguments, inputs) says over the configuration file. */
export interface ConfigurationOverrides {
  readonly failOn?: FailOn;
  readonly strict?: boolean;
  readonly memcachedVersion?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/**
 * The configuration with the caller's word last: single values replace, `exclude` patterns add up, `include`
 * patterns replace. Returns a sentence where a value makes no sense.
 */
export function overrideConfiguration(
  configuration: Configuration,
  overrides: ConfigurationOverrides,
): Configuration | string {
  const label = overrides.memcachedVersion;
  const releases = label === undefined ? undefined : parseReleases(label);
  if (label !== undefined && releases === undefined) {
    return `"${label}" is no version of memcached: write 1.5.22, 1.6 or ">=1.5.6"`;
  }
  return {
    ...configuration,
    ...(label !== undefined && releases !== undefined
      ? { memcachedVersion: { state: 'known', releases, label, because: `the caller says version ${label}` } }
      : {}),
    ...(overrides.failOn !== undefined ? { failOn: overrides.failOn } : {}),
    ...(overrides.strict !== undefined ? { strict: overrides.strict } : {}),
    ...(overrides.include?.length ? { include: overrides.include } : {}),
    exclude: [...configuration.exclude, ...(overrides.exclude ?? [])],
  };
}
