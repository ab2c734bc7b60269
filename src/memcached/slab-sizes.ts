import { safeStrtoul } from './c-number.ts';
import { since } from './changes.ts';
import type { ReleaseView } from './release-view.ts';
import { MEBIBYTE, type Settings } from './settings.ts';

const CHUNK_LIMIT = since('1.4.29');
const HALF_PAGE_CHUNKS = since('1.5.0');
/** Chunks are aligned to this many bytes. */
const CHUNK_ALIGNMENT = 8;
const MOST_SIZES = 62;

/**
 * Checks a list of slab sizes, `100-200-300`, as `_parse_slab_sizes` does: ascending, each at least 9 bytes
 * more than the one before, between `-n` and the largest chunk. Returns why memcached refuses it.
 */
export function checkSlabSizes(text: string, settings: Settings, release: ReleaseView): string | undefined {
  if (text === '') return 'slab_sizes is empty';
  const least = settings.chunkSize ?? 48;
  const most = release.has(CHUNK_LIMIT)
    ? (settings.largestChunk ?? defaultLargestChunk(release))
    : (settings.itemSize ?? MEBIBYTE);
  if (least === 'unknown' || most === 'unknown') return undefined;
  const sizes = text.split('-').filter((size) => size !== '');
  if (sizes.length > MOST_SIZES) return 'slab_sizes has too many sizes';
  let last = 0;
  for (const [index, spelled] of sizes.entries()) {
    const size = safeStrtoul(spelled);
    if (size === undefined || size < least || size > most) return `slab size ${spelled} is out of range`;
    if (size <= last + (index === 0 ? 0 : CHUNK_ALIGNMENT) || size <= CHUNK_ALIGNMENT) {
      return `slab size ${spelled} is too close to the one before it`;
    }
    last = size;
  }
  return undefined;
}

/** Bytes: a page of one mebibyte until 1.5.0, then half of it. */
export function defaultLargestChunk(release: ReleaseView): number {
  return release.has(HALF_PAGE_CHUNKS) ? MEBIBYTE / 2 : MEBIBYTE;
}
