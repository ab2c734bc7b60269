import { atoi, safeStrtol, strtod } from './c-number.ts';
import { MEBIBYTE } from './settings.ts';
import { addStorageFile, setPageSize, setWriteBuffer } from './storage.ts';
import {
  AUTOMOVE_CHECKED,
  anyText,
  between,
  checked,
  checkSlabSizesGiven,
  does,
  INLINE_RESPONSE_GONE,
  isOneOfFour,
  isPositive,
  modern,
  noModern,
  number,
  percent,
  RESPONSE_LIMIT_IGNORED,
  type Suboption,
  setHashPower,
  setLargestChunk,
  startProxy,
  unsigned,
  WINDOW_BOUNDED,
  WORKER_LOGBUF_ALONE,
  XXH3,
} from './suboption-checks.ts';

/** The suboptions of `-o` and the release each came in, read from every release's source. */
export const SUBOPTIONS: Readonly<Record<string, Suboption>> = {
  maxconns_fast: { from: '1.4.8' },
  hashpower: { from: '1.4.8', apply: setHashPower },
  no_hashexpand: { from: '1.5.3' },
  slab_reassign: { from: '1.4.11' },
  slab_automove: {
    from: '1.4.11',
    apply: (_, { text }, release) =>
      text === undefined || between(0, 2)(text, release) || !release.has(AUTOMOVE_CHECKED)
        ? undefined
        : 'slab_automove must be 0, 1 or 2',
  },
  slab_automove_ratio: {
    from: '1.4.38',
    apply: checked(
      (text) => strtod(text).value > 0 && strtod(text).value <= 1,
      'it must be above 0, at most 1',
    ),
  },
  slab_automove_window: {
    from: '1.4.38',
    apply: checked(
      (text, release) => atoi(text) >= 3 && (atoi(text) <= 1800 || !release.has(WINDOW_BOUNDED)),
      'slab_automove_window must be at least 3, and at most 1800 from 1.6.45 on',
    ),
  },
  tail_repair_time: {
    from: '1.4.16',
    apply: checked((text) => atoi(text) >= 10, 'tail_repair_time must be at least 10'),
  },
  hash_algorithm: {
    from: '1.4.18',
    apply: checked(
      (text, release) => ['jenkins', 'murmur3'].includes(text) || (text === 'xxh3' && release.has(XXH3)),
      'it does not know this hash_algorithm',
    ),
  },
  lru_crawler: { from: '1.4.18' },
  lru_crawler_sleep: {
    from: '1.4.18',
    apply: checked(between(0, 1_000_000), 'lru_crawler_sleep must be between 0 and 1000000'),
  },
  lru_crawler_tocrawl: { from: '1.4.18', apply: unsigned },
  lru_maintainer: {
    from: '1.4.23',
    apply: does((settings) => {
      settings.lruMaintainer = true;
    }),
  },
  hot_lru_pct: {
    from: '1.4.23',
    apply: percent((settings, text) => {
      settings.hotPercent = atoi(text);
    }),
  },
  warm_lru_pct: {
    from: '1.4.23',
    apply: percent((settings, text) => {
      settings.warmPercent = atoi(text);
    }),
  },
  expirezero_does_not_evict: { from: '1.4.23', until: '1.4.35' },
  modern: { from: '1.4.26', apply: modern },
  idle_timeout: { from: '1.4.27', apply: checked(anyText, '') },
  watcher_logbuf_size: { from: '1.4.27', apply: unsigned },
  worker_logbuf_size: {
    from: '1.4.27',
    apply: unsigned,
    // A missing `break` made its value the slab sizes as well.
    isSlabSizes: (release) => !release.has(WORKER_LOGBUF_ALONE),
  },
  slab_sizes: { from: '1.4.27', apply: checkSlabSizesGiven, isSlabSizes: () => true },
  slab_chunk_max: { from: '1.4.29', apply: setLargestChunk },
  track_sizes: { from: '1.4.27' },
  hot_max_age: { from: '1.4.35', until: '1.4.38', apply: unsigned },
  hot_max_factor: { from: '1.4.38', apply: checked(isPositive, 'hot_max_factor must be above 0') },
  warm_max_factor: { from: '1.4.35', apply: checked(isPositive, 'warm_max_factor must be above 0') },
  temporary_ttl: {
    from: '1.4.35',
    apply: (settings, { text, at }) => {
      settings.temporaryItems = at;
      return text === undefined ? 'temporary_ttl lacks its value' : undefined;
    },
  },
  no_inline_ascii_resp: {
    from: '1.4.35',
    apply: does((settings) => {
      settings.inlineAscii = false;
    }),
  },
  inline_ascii_resp: {
    from: '1.5.0',
    apply: does((settings, release) => {
      settings.inlineAscii = !release.has(INLINE_RESPONSE_GONE);
    }),
  },
  no_modern: { from: '1.5.0', apply: noModern },
  no_chunked_items: {
    from: '1.5.0',
    apply: does((settings) => {
      settings.largestChunk = MEBIBYTE;
    }),
  },
  no_slab_reassign: { from: '1.5.0' },
  no_slab_automove: { from: '1.5.0' },
  no_maxconns_fast: { from: '1.5.0' },
  no_lru_crawler: { from: '1.5.0' },
  no_lru_maintainer: {
    from: '1.5.0',
    apply: does((settings) => {
      settings.lruMaintainer = false;
    }),
  },
  no_drop_privileges: { from: '1.5.1' },
  drop_privileges: { from: '1.5.9' },
  resp_obj_mem_limit: {
    from: '1.6.0',
    apply: (settings, use, release) =>
      release.has(RESPONSE_LIMIT_IGNORED) ? undefined : unsigned(settings, use, release),
  },
  read_buf_mem_limit: { from: '1.6.0', apply: unsigned },
  proxy_config: { from: '1.6.13', proxy: true, apply: startProxy },
  proxy_uring: { from: '1.6.14', proxy: true },
  proxy_memprofile: { from: '1.6.22', proxy: true },
  proxy_arg: { from: '1.6.26', proxy: true, apply: checked(anyText, '') },
  meta_response_old: { from: '1.6.10', until: '1.6.18' },
  sock_cookie_id: { from: '1.6.17', apply: checked(anyText, '') },
  ssl_chain_cert: {
    from: '1.5.13',
    apply: (settings, use) => {
      settings.certificate = use;
      return use.text === undefined ? 'ssl_chain_cert lacks its value' : undefined;
    },
  },
  ssl_key: {
    from: '1.5.13',
    apply: (settings, use) => {
      settings.key = use;
      return use.text === undefined ? 'ssl_key lacks its value' : undefined;
    },
  },
  ssl_verify_mode: { from: '1.5.13', apply: checked(isOneOfFour, 'ssl_verify_mode must be 0 to 3') },
  ssl_keyformat: {
    from: '1.5.13',
    apply: checked((text) => safeStrtol(text) !== undefined, 'ssl_keyformat must be a number'),
  },
  ssl_ciphers: { from: '1.5.13', apply: checked(anyText, '') },
  ssl_ca_cert: { from: '1.5.13', apply: checked(anyText, '') },
  ssl_wbuf_size: { from: '1.5.13', apply: unsigned },
  ssl_session_cache: { from: '1.6.3' },
  ssl_min_version: { from: '1.6.11', apply: checked(isOneOfFour, 'ssl_min_version must be 0 to 3') },
  ssl_kernel_tls: { from: '1.6.16' },
  ext_page_size: { from: '1.5.4', apply: setPageSize },
  ext_page_count: { from: '1.5.4', until: '1.5.10', apply: unsigned },
  ext_wbuf_size: { from: '1.5.4', apply: setWriteBuffer },
  ext_threads: { from: '1.5.4', apply: unsigned },
  ext_io_depth: { from: '1.5.4', apply: unsigned },
  ext_path: { from: '1.5.4', apply: addStorageFile },
  ext_item_size: { from: '1.5.4', apply: unsigned },
  ext_item_age: { from: '1.5.4', apply: unsigned },
  ext_low_ttl: { from: '1.5.4', apply: unsigned },
  ext_recache_rate: { from: '1.5.4', apply: unsigned },
  ext_compact_under: { from: '1.5.4', apply: unsigned },
  ext_drop_under: { from: '1.5.4', apply: unsigned },
  ext_max_frag: { from: '1.5.4', apply: number },
  ext_drop_unread: { from: '1.5.4' },
  ext_max_sleep: { from: '1.6.15', apply: unsigned },
  slab_automove_freeratio: { from: '1.5.4', apply: number },
};
