import { describe, expect, it } from 'vitest';
import { predictWords } from '../../src/memcached/predict.ts';
import { RELEASES, releaseIndex } from '../../src/memcached/releases.ts';
import { plainWord } from '../../src/memcached/word.ts';
import { OBSERVED_MACHINE } from './observed-machine.ts';

const machine = { ...OBSERVED_MACHINE, proxy: true, usable: () => true };

function predict(argv: readonly string[], index: number) {
  return predictWords(argv.map(plainWord), { first: index, last: index }, false, machine);
}

/** Suboptions and the first release whose source knows them, where the recorded tables have no command line. */
const ARRIVALS: Readonly<Record<string, readonly string[]>> = {
  '1.4.23': ['hot_lru_pct=20', 'warm_lru_pct=20'],
  '1.4.35': ['hot_max_age=60', 'warm_max_factor=1', 'temporary_ttl=5,lru_maintainer'],
  '1.4.38': ['hot_max_factor=1'],
  '1.5.0': ['no_slab_automove', 'no_maxconns_fast'],
  '1.5.4': [
    'ext_page_size=64',
    'ext_page_count=5',
    'ext_wbuf_size=4',
    'ext_threads=1',
    'ext_io_depth=1',
    'ext_item_age=1',
    'ext_low_ttl=1',
    'ext_recache_rate=1',
    'ext_compact_under=1',
    'ext_drop_under=1',
    'ext_max_frag=0.5',
    'ext_drop_unread',
    'slab_automove_freeratio=0.1',
  ],
  '1.5.13': ['ssl_chain_cert=x', 'ssl_key=x', 'ssl_keyformat=1', 'ssl_ciphers=x', 'ssl_ca_cert=x'],
  '1.6.13': ['proxy_config=/x'],
  '1.6.14': ['proxy_uring'],
  '1.6.15': ['ext_max_sleep=1'],
  '1.6.22': ['proxy_memprofile'],
  '1.6.26': ['proxy_arg=1'],
};

/** Command lines that start until one release and from it on do not, or the other way round. */
const TURNS: readonly { readonly argv: readonly string[]; readonly at: string; readonly starts: boolean }[] =
  [
    { argv: ['-l', '127.0.0.1: '], at: '1.4.8', starts: false },
    { argv: ['-c', '20000'], at: '1.4.1', starts: true },
    { argv: ['-L', '-m', '64'], at: '1.5.9', starts: true },
    { argv: ['-I', '1040k'], at: '1.4.31', starts: false },
    { argv: ['-I', '2m', '-o', 'maxconns_fast,slab_sizes=100-1500000'], at: '1.4.29', starts: false },
    { argv: ['-o', 'slab_sizes'], at: '1.4.29', starts: true },
    { argv: ['-o', 'slab_sizes'], at: '1.5.17', starts: false },
    { argv: ['-o', 'slab_sizes=100-200'], at: '1.5.17', starts: true },
    { argv: ['-o', 'maxconns_fast,slab_sizes=100-200,idle_timeout=7'], at: '1.4.32', starts: true },
    { argv: ['-o', 'worker_logbuf_size=47'], at: '1.6.40', starts: true },
    { argv: ['-o', 'modern', '-I', '16k'], at: '1.4.31', starts: false },
    { argv: ['-o', 'hashpower=64'], at: '1.5.2', starts: false },
    { argv: ['-o', 'hashpower=12'], at: '1.4.22', starts: false },
    { argv: ['-t', '12', '-o', 'hashpower=14'], at: '1.4.34', starts: false },
    { argv: ['-o', 'hot_lru_pct=48'], at: '1.4.38', starts: false },
    { argv: ['-o', 'hot_max_age=60'], at: '1.4.38', starts: false },
    { argv: ['-o', 'slab_automove_window=1801'], at: '1.6.45', starts: false },
    { argv: ['-o', 'resp_obj_mem_limit'], at: '1.6.7', starts: true },
    { argv: ['-o', 'no_modern,ext_path=/d:64m'], at: '1.5.15', starts: true },
    { argv: ['-o', 'inline_ascii_resp,ext_path=/d:64m'], at: '1.5.15', starts: true },
    { argv: ['-o', 'ext_page_count=5'], at: '1.5.10', starts: false },
    { argv: ['-o', 'ext_path=/d:64m,ext_page_size=64'], at: '1.5.14', starts: false },
    { argv: ['-o', 'ext_path=/d:64m,ext_page_size=64'], at: '1.6.40', starts: true },
    { argv: ['-o', 'ext_path=/d:63m'], at: '1.6.21', starts: false },
    { argv: ['-o', 'ext_path=/d:64m:compact'], at: '1.6.25', starts: true },
    { argv: ['-o', 'ext_path=/d:64m:default:x'], at: '1.6.27', starts: true },
    { argv: ['-o', 'ext_path=/d:4194303m'], at: '1.5.14', starts: false },
    { argv: ['-Y', '/f', '-l', 'proto[b]:::1'], at: '1.6.43', starts: false },
  ];

describe('the release in which something changed', () => {
  const arrivals = Object.entries(ARRIVALS).flatMap(([at, names]) => names.map((name) => ({ name, at })));

  it.each(arrivals)('-o $name came in $at', ({ name, at }) => {
    const index = releaseIndex(at);
    expect(predict(['-o', name], index - 1).refusal?.because).toMatch(
      /^(-o does not know|it does not know the option -o)/,
    );
    expect(predict(['-o', name], index).starts).toBe('yes');
  });

  it.each(TURNS)('$argv turns in $at', ({ argv, at, starts }) => {
    const index = releaseIndex(at);
    const [before, after] = [predict(argv, index - 1), predict(argv, index)];
    expect([before.starts, after.starts]).toEqual(starts ? ['no', 'yes'] : ['yes', 'no']);
  });

  it.each([
    ['-h', '1.2.0'],
    ['-i', '1.2.0'],
    ['-V', '1.4.22'],
    ['--help', '1.5.0'],
  ])('%s prints and ends from %s on', (word, from) => {
    const first = RELEASES.findIndex((_, index) => predict([word], index).printsOnly);
    expect(RELEASES[first]).toBe(from);
  });

  it.each([
    [['-o', 'no_modern,modern', '-I', '512k'], '1.5.0', false],
    [['-o', 'modern', '-I', '16k'], '1.4.29', true],
    [['-o', 'slab_sizes=x'], '1.4.27', false],
    [['-L', '-m', '8'], '1.5.9', false],
    [['-I', '64m'], '1.4.28', true],
    [['-o', 'ext_wbuf_size=3,ext_path=/d:64m'], '1.6.21', false],
    [['-o', 'ext_wbuf_size=2,ext_path=/d:64m'], '1.6.21', true],
    [['-o', 'ext_wbuf_size=2,ext_path=/d:64m', '-I', '4m'], '1.6.21', false],
    [['-o', 'ext_page_size=7,ext_wbuf_size=7,ext_path=/d:64m'], '1.6.21', false],
    [['-o', 'ext_page_size=8,ext_path=/d:64m'], '1.6.21', true],
    [['-o', 'ext_path=/d:64m', '-I', '4m'], '1.6.21', true],
    [['-o', 'ext_wbuf_size=0,ext_path=/d:64m'], '1.6.21', false],
    [['-o', 'ext_page_size=6,ext_wbuf_size=3,ext_path=/d:64m'], '1.6.21', false],
    [['-t', '20', '-o', 'hashpower=15'], '1.6.21', true],
    [['-t', '21', '-o', 'hashpower=15'], '1.6.21', false],
    [['-e', '/f', '-m', '39'], '1.6.21', true],
    [['-e', '/f', '-m', '38'], '1.6.21', false],
    [['-o', 'ext_path=/d:64'], '1.6.40', false],
    [['-o', 'ext_path=/d:1g'], '1.6.40', true],
    [['-o', 'ext_path=/d:1T'], '1.6.40', true],
    [['-o', 'ext_path=:'], '1.6.40', false],
    [['-o', 'proxy_config=/x', '-S'], '1.6.21', false],
    [['-B', 'ascii', '-o', 'proxy_config=/x'], '1.6.21', false],
    [['-o', 'proxy_config'], '1.6.21', false],
    [['-l', 'proto[proxy]:::1'], '1.6.21', true],
  ])('%j with %s: starts %s', (argv, version, starts) => {
    expect(predict(argv, releaseIndex(version)).starts).toBe(starts ? 'yes' : 'no');
  });
});
