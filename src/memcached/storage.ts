import { atoi, safeStrtoul } from './c-number.ts';
import { since } from './changes.ts';
import type { ReleaseView } from './release-view.ts';
import { MEBIBYTE, type Settings, type Storage, type SubValue } from './settings.ts';

/**
 * extstore keeps items in files (`-o ext_path=/data/file:64m`). It matters here because it refuses UDP and
 * because a mistake in it keeps memcached from starting.
 */

const SIZE_IN_PATH = since('1.5.10');
const PAGE_SIZE_FIRST = since('1.5.14');
const ZERO_SIZE_REFUSED = since('1.6.21');
const MORE_BUCKETS = since('1.6.25');
const COLON_ENDS_BUCKET = since('1.6.27');
const PAGES_COUNTED_LATER = since('1.6.40');
const MOST_PAGES = 65_535;

const UNITS: Readonly<Record<string, number>> = {
  m: MEBIBYTE,
  g: MEBIBYTE * 1024,
  t: MEBIBYTE * MEBIBYTE,
  p: MEBIBYTE * MEBIBYTE * 1024,
};

function storageOf(settings: Settings): Storage {
  settings.storage ??= { files: [], pageSize: 64 * MEBIBYTE, writeBuffer: 4 * MEBIBYTE };
  return settings.storage;
}

/** Reads megabytes into bytes, in 32 bits as memcached does. */
function megabytes(text: string | undefined): number | undefined {
  const count = text === undefined ? undefined : safeStrtoul(text);
  return count === undefined ? undefined : Math.imul(count, MEBIBYTE) >>> 0;
}

export function setPageSize(settings: Settings, use: SubValue, release: ReleaseView): string | undefined {
  const storage = storageOf(settings);
  if (storage.files.length > 0 && release.within(PAGE_SIZE_FIRST, PAGES_COUNTED_LATER)) {
    return 'ext_page_size must stand before ext_path';
  }
  const size = megabytes(use.text);
  if (size === undefined) return 'ext_page_size must be a number of megabytes';
  storage.pageSize = size;
  return undefined;
}

export function setWriteBuffer(settings: Settings, use: SubValue): string | undefined {
  const size = megabytes(use.text);
  if (size === undefined) return 'ext_wbuf_size must be a number of megabytes';
  storageOf(settings).writeBuffer = size;
  return undefined;
}

/** `ext_path=FILE:SIZE`, or just a file before 1.5.10. */
export function addStorageFile(settings: Settings, use: SubValue, release: ReleaseView): string | undefined {
  const { text, at } = use;
  if (text === undefined) return 'ext_path lacks its value';
  const storage = storageOf(settings);
  if (!release.has(SIZE_IN_PATH)) {
    storage.files.splice(0, 1, { path: text, size: undefined, pages: 64, at });
    return undefined;
  }
  const parts = text.split(':').filter((part) => part !== '');
  const [path, spelled] = parts;
  if (path === undefined || spelled === undefined)
    return 'ext_path needs a size, as in ext_path=/data/file:64m';
  const unit = UNITS[spelled.slice(-1).toLowerCase()];
  if (unit === undefined && release.has(PAGES_COUNTED_LATER))
    return 'the size of ext_path needs a unit: m, g, t or p';
  const bucket = release.has(COLON_ENDS_BUCKET) ? parts[2] : bucketWithColons(text);
  if (bucket !== undefined && !isBucket(bucket, release))
    return `ext_path does not know the bucket ${bucket}`;
  const size = (unit ?? 0) * atoi(spelled.slice(0, -1));
  storage.files.push({ path, size, pages: Math.floor(size / storage.pageSize), at });
  return undefined;
}

/** Until 1.6.27 the bucket was all that followed the size. */
function bucketWithColons(text: string): string | undefined {
  return /^:*[^:]+:+[^:]+:(.+)$/.exec(text)?.[1];
}

function isBucket(bucket: string, release: ReleaseView): boolean {
  if (bucket === 'default') return true;
  return release.has(MORE_BUCKETS) && ['compact', 'lowttl', 'chunked', 'coldcompact', 'old'].includes(bucket);
}

/** What extstore finds wrong when everything has been read. */
export function checkStorage(
  { files, pageSize, writeBuffer }: Storage,
  itemSize: number | 'unknown',
  release: ReleaseView,
): string | undefined {
  if (itemSize !== 'unknown' && itemSize > writeBuffer) return '-I cannot be larger than ext_wbuf_size';
  if (writeBuffer === 0 || pageSize % writeBuffer !== 0)
    return 'ext_page_size must be a multiple of ext_wbuf_size';
  if (pageSize % (2 * MEBIBYTE) !== 0 || writeBuffer % (2 * MEBIBYTE) !== 0) {
    return 'ext_page_size and ext_wbuf_size must be even';
  }
  const later = release.has(PAGES_COUNTED_LATER);
  const pages = files.map((file) => (later ? Math.floor((file.size ?? 0) / pageSize) : file.pages));
  if (pages.includes(0) && release.has(ZERO_SIZE_REFUSED)) return 'ext_path has no size';
  const total = pages.reduce((sum, count) => sum + count, 0);
  return total >= MOST_PAGES && release.has(PAGE_SIZE_FIRST) ? 'ext_path is too large' : undefined;
}
