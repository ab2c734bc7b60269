import { atoi, safeStrtol, safeStrtoul, strtod } from './c-number.ts';
import { since } from './changes.ts';
import type { ReleaseView } from './release-view.ts';
import { MEBIBYTE, type Settings, type SubValue } from './settings.ts';

/** One `-o` suboption: when it existed, and what it does. */
export interface Suboption {
  readonly from: string;
  /** The first release without it. */
  readonly until?: string;
  /** Only a build with the proxy knows it. */
  readonly proxy?: boolean;
  /** Returns why memcached ends, if it does. */
  readonly apply?: (settings: Settings, use: SubValue, release: ReleaseView) => string | undefined;
  /** Whether its value is (also) taken for slab sizes. */
  readonly isSlabSizes?: (release: ReleaseView) => boolean;
}

type Apply = NonNullable<Suboption['apply']>;
type Check = (text: string, release: ReleaseView) => boolean;

/** A suboption that needs a value which passes a check. */
export function checked(
  check: Check,
  rule: string,
  then?: (settings: Settings, text: string) => void,
): Apply {
  return (settings, { text }, release) => {
    if (text === undefined) return 'the suboption lacks its value';
    if (!check(text, release)) return rule;
    then?.(settings, text);
    return undefined;
  };
}

export const anyText: Check = () => true;
export const between =
  (least: number, most: number): Check =>
  (text) =>
    atoi(text) >= least && atoi(text) <= most;
const isUnsigned: Check = (text) => safeStrtoul(text) !== undefined;
export const isPositive: Check = (text) => strtod(text).value > 0;
const isNumber: Check = (text) => {
  const { rest } = strtod(text);
  return rest !== text && (rest === '' || /^[ \t\n\v\f\r]/.test(rest));
};
export const unsigned = checked(isUnsigned, 'its value must be a number that is not negative');
export const number = checked(isNumber, 'its value must be a number');
export const percent = (then: (settings: Settings, text: string) => void): Apply =>
  checked(between(1, 79), 'its value must be between 1 and 79', then);

export const does =
  (change: (settings: Settings, release: ReleaseView, use: SubValue) => void): Apply =>
  (settings, use, release) => {
    change(settings, release, use);
    return undefined;
  };

const HASHPOWER_AT_MOST_32 = since('1.5.2');
export const AUTOMOVE_CHECKED = since('1.4.14');
export const WINDOW_BOUNDED = since('1.6.45');
export const XXH3 = since('1.6.10');
const CHUNK_MAX_IN_KILOBYTES = since('1.6.24');
const MODERN_IS_DEFAULT = since('1.5.0');
const MODERN_HALF_PAGES = since('1.4.31');
const CHUNKS = since('1.4.29');
const SLAB_SIZES_COPIED = since('1.5.17');
export const RESPONSE_LIMIT_IGNORED = since('1.6.7');
export const WORKER_LOGBUF_ALONE = since('1.6.40');
export const INLINE_RESPONSE_GONE = since('1.5.15');

/** A hash table of 2^33 entries or more is 64 GiB or more: memory that no machine has to spare. */
const isHashPower: Check = (text, release) => {
  const power = atoi(text);
  return power >= 12 && (power <= 32 || (power === 64 && !release.has(HASHPOWER_AT_MOST_32)));
};

export function setHashPower(settings: Settings, use: SubValue, release: ReleaseView): string | undefined {
  if (use.text === undefined || !isHashPower(use.text, release)) return 'hashpower must be between 12 and 32';
  settings.hashPower = atoi(use.text);
  settings.hashPowerAt = use.at;
  return undefined;
}

/** The proxy speaks a protocol of its own; where it listens is left to `-p`, `-U` and `-l` as ever. */
export function startProxy(settings: Settings, { text, at }: SubValue): string | undefined {
  if (text === undefined) return 'proxy_config lacks its value';
  if (settings.protocol !== undefined) return 'proxy_config cannot be used with -B';
  settings.protocol = 'proxy';
  settings.protocolAt = at;
  return undefined;
}

/** Without a value it crashes, but for the releases that only keep a pointer to look at later. */
export function checkSlabSizesGiven(
  _: Settings,
  { text }: SubValue,
  release: ReleaseView,
): string | undefined {
  return text === undefined && !release.within(CHUNKS, SLAB_SIZES_COPIED)
    ? 'slab_sizes lacks its value'
    : undefined;
}

export function setLargestChunk(settings: Settings, use: SubValue, release: ReleaseView): string | undefined {
  const { text, at } = use;
  if (text === undefined) return 'slab_chunk_max lacks its value';
  const size = safeStrtol(text);
  if (release.has(CHUNK_MAX_IN_KILOBYTES)) {
    if (size === undefined || size <= 0 || size > 1024) return 'slab_chunk_max must be 1 to 1024 kilobytes';
    settings.largestChunk = size * 1024;
  } else settings.largestChunk = size ?? 0;
  settings.largestChunkGiven = true;
  settings.largestChunkAt = at;
  return undefined;
}

export const modern = does((settings, release) => {
  if (release.has(MODERN_IS_DEFAULT)) return;
  settings.lruMaintainer = true;
  if (!release.has(CHUNKS)) return;
  if (!release.has(MODERN_HALF_PAGES)) settings.largestChunk = 16384;
  else if (!settings.largestChunkGiven) settings.largestChunk = MEBIBYTE / 2;
});

export const noModern = does((settings) => {
  if (!settings.largestChunkGiven) settings.largestChunk = MEBIBYTE;
  settings.lruMaintainer = false;
  settings.inlineAscii = true;
});

export function isOneOfFour(text: string): boolean {
  const mode = safeStrtol(text);
  return mode !== undefined && mode >= 0 && mode <= 3;
}
