import type { Location } from '../text/source-file.ts';
import { RELEASES, releaseIndex } from './releases.ts';

/** A set of releases without gaps: positions in `RELEASES`, both included. */
export interface ReleaseRange {
  readonly first: number;
  readonly last: number;
}

export const ALL_RELEASES: ReleaseRange = { first: 0, last: RELEASES.length - 1 };

/** What is known about the memcached that a launch starts. */
export type Version =
  | {
      readonly state: 'known';
      readonly releases: ReleaseRange;
      /** As written: "1.5.5", "1.6". */
      readonly label: string;
      /** Why, as a clause: "the image tag memcached:1.5.5 says so". */
      readonly because: string;
      /** The word that says so. */
      readonly at?: Location;
      /** A distribution's build whose security update turned UDP off (DSA-4218-1, USN-3588-1). */
      readonly udpPatchedOff?: boolean;
    }
  | { readonly state: 'unknown'; readonly because: string };

/** The releases a version may be. */
export function releasesOf(version: Version): ReleaseRange {
  return version.state === 'known' ? version.releases : ALL_RELEASES;
}

/**
 * Reads a version as people write it: `1.5.5` is one release, `1.5` and `1` are series, `>=1.5.6`,
 * `<1.5.6` and `1.4.0-1.5.5` are ranges. A release newer than the newest known one counts as that one,
 * since nothing says that behaviour changed. Returns `undefined` for anything else.
 */
export function parseReleases(text: string): ReleaseRange | undefined {
  const bounds = /^(>=|>|<=|<)\s*(\d+\.\d+\.\d+)$/.exec(text.trim());
  if (bounds?.[1] !== undefined && bounds[2] !== undefined) return bounded(bounds[1], bounds[2]);
  const pair = /^(\d+(?:\.\d+){0,2})\s*(?:-|\.\.)\s*(\d+(?:\.\d+){0,2})$/.exec(text.trim());
  if (pair?.[1] !== undefined && pair[2] !== undefined) {
    const first = seriesRange(pair[1]);
    const last = seriesRange(pair[2]);
    return first && last && first.first <= last.last ? { first: first.first, last: last.last } : undefined;
  }
  return seriesRange(text.trim());
}

/** A release range as people read it: `1.5.5`, `1.5.6 or later`, `1.2.5 to 1.5.5`. */
export function describeReleases(range: ReleaseRange): string {
  const first = RELEASES[range.first] ?? '';
  const last = RELEASES[range.last] ?? '';
  if (range.first === range.last) return first;
  if (range.last === RELEASES.length - 1) return range.first === 0 ? 'any version' : `${first} or later`;
  return range.first === 0 ? `${last} or earlier` : `${first} to ${last}`;
}

function bounded(operator: string, release: string): ReleaseRange | undefined {
  const at = lowerBound(release);
  const exact = RELEASES[at] === release;
  const end = RELEASES.length - 1;
  const range = {
    '>=': { first: at, last: end },
    '>': { first: exact ? at + 1 : at, last: end },
    '<=': { first: 0, last: exact ? at : at - 1 },
    '<': { first: 0, last: at - 1 },
  }[operator];
  return range && range.first <= range.last ? range : undefined;
}

function seriesRange(text: string): ReleaseRange | undefined {
  const parts = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text);
  if (!parts) return undefined;
  const exact = releaseIndex(text);
  if (exact >= 0) return { first: exact, last: exact };
  if (parts[3] !== undefined) {
    const newer = compareReleases(text, RELEASES.at(-1) ?? '') > 0;
    return newer ? { first: RELEASES.length - 1, last: RELEASES.length - 1 } : undefined;
  }
  const first = RELEASES.findIndex((release) => release.startsWith(`${text}.`));
  const last = RELEASES.findLastIndex((release) => release.startsWith(`${text}.`));
  return first >= 0 ? { first, last } : undefined;
}

function lowerBound(release: string): number {
  const at = RELEASES.findIndex((known) => compareReleases(known, release) >= 0);
  return at < 0 ? RELEASES.length - 1 : at;
}

/** Orders two `X.Y.Z` texts by their numbers. */
export function compareReleases(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
