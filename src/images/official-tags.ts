import { RELEASES } from '../memcached/releases.ts';
import { parseReleases, type ReleaseRange } from '../memcached/version.ts';

/**
 * What tags of the official image that are no full version last pointed to. From the history of the
 * docker-library/official-images repository up to memcached 1.6.45 (July 2026); a tag that no longer moves
 * has one release, one that still moves has a lower bound.
 */
const MOVING = '>=1.6.0';
const SUITES: Readonly<Record<string, string>> = {
  buster: '1.6.12',
  bullseye: '1.6.20',
  bookworm: '1.6.39',
  trixie: '>=1.6.39',
  'alpine3.13': '1.6.9',
  'alpine3.14': '1.6.12',
  'alpine3.15': '1.6.15',
  'alpine3.16': '1.6.17',
  'alpine3.17': '1.6.19',
  'alpine3.18': '1.6.22',
  'alpine3.19': '1.6.27',
  'alpine3.20': '1.6.33',
  'alpine3.21': '1.6.38',
  'alpine3.22': '1.6.39',
  'alpine3.23': '1.6.42',
};
const FROZEN_SERIES: Readonly<Record<string, string>> = { '1.5': '1.5.22', '1.4': '1.4.39' };

/** Which releases a tag of the official image (or a mirror of it) stands for; `undefined` if nobody can say. */
export function officialTag(tag: string | undefined): ReleaseRange | undefined {
  if (tag === undefined || tag === 'latest') return parseReleases(MOVING);
  const parts = /^(\d+(?:\.\d+){0,2})?(?:(?:^|-)(alpine(?:3\.\d+)?|[a-z]+))?$/.exec(tag);
  if (parts === null) return undefined;
  const [, number, suffix] = parts;
  if (number !== undefined && /^\d+\.\d+\.\d+$/.test(number)) return parseReleases(number);
  const frozen = number === undefined ? undefined : FROZEN_SERIES[number];
  if (frozen !== undefined) return parseReleases(frozen);
  if (number !== undefined && number !== '1' && number !== '1.6') return parseReleases(number);
  if (suffix === undefined || suffix === 'alpine') return parseReleases(MOVING);
  const release = SUITES[suffix] ?? (/^alpine3\.\d+$/.test(suffix) ? '>=1.6.42' : undefined);
  return release === undefined ? undefined : parseReleases(release);
}

/**
 * Which releases a tag of any other memcached image stands for, if it starts with a version of memcached:
 * `1.5.5`, `v1.6.39-debian-12-r0`, `1.4`. A number that memcached never had says nothing.
 */
export function versionTag(tag: string | undefined): ReleaseRange | undefined {
  const number = /^v?(1\.\d+(?:\.\d+)?)(?:[-_.+].*)?$/.exec(tag ?? '')?.[1];
  if (number === undefined) return undefined;
  const range = parseReleases(number);
  if (range === undefined || number.split('.').length < 3) return range;
  return RELEASES.includes(number) || range.first === RELEASES.length - 1 ? range : undefined;
}
