import { describeReleases, parseReleases, type Version } from '../memcached/version.ts';
import { UNKNOWN_MARK } from '../text/traced-text.ts';
import { distributionOf, type PackagedRelease } from './distributions.ts';
import { parseImageReference } from './reference.ts';

/**
 * The memcached that a package manager installs on a base image: what the distribution's release packages,
 * with its security updates. `pin` is the version that the install names (`1.5.6-1`, `1.4.*`).
 */
export function packagedVersion(baseImage: string, pin?: string): Version {
  const { repository, tag } = parseImageReference(baseImage);
  const shown = baseImage.replaceAll(UNKNOWN_MARK, '…');
  const isOpen = tag?.includes(UNKNOWN_MARK) === true;
  const found = distributionOf(repository, isOpen ? undefined : tag);
  const pinned = pin === undefined ? undefined : pinnedVersion(pin, found);
  if (pinned !== undefined) return pinned;
  const releases = found === undefined ? undefined : parseReleases(found.releases);
  if (found === undefined || releases === undefined || isOpen)
    return { state: 'unknown', because: `the image ${shown} does not say which memcached its packages hold` };
  return {
    state: 'known',
    releases,
    label: describeReleases(releases),
    because: `${found.name} (${shown}) packages memcached ${describeReleases(releases)}`,
    ...(found.patched === true ? { udpPatchedOff: true } : {}),
  };
}

/** A pin that names one release; one with a wildcard leaves it to the distribution. */
function pinnedVersion(pin: string, found: PackagedRelease | undefined): Version | undefined {
  const number = /^(?:\d+:)?(\d+\.\d+\.\d+)(?![\d.*])/.exec(pin)?.[1];
  const releases = number === undefined ? undefined : parseReleases(number);
  if (number === undefined || releases === undefined) return undefined;
  const patchedFrom = found?.patched === true ? found.patchedFrom : undefined;
  const isPatched =
    patchedFrom?.startsWith(`${number}-`) === true &&
    compareRevisions(pin.replace(/^\d+:/, ''), patchedFrom) >= 0;
  return {
    state: 'known',
    releases,
    label: number,
    because: `the package is pinned to ${pin}`,
    ...(isPatched ? { udpPatchedOff: true } : {}),
  };
}

/** Orders package versions by their numbers and texts in turn; enough for revisions of one release. */
function compareRevisions(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|[a-z]+/g) ?? [];
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    const difference = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}
