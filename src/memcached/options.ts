import { type Change, since } from './changes.ts';
import type { ReleaseView } from './release-view.ts';

/** What an option takes: nothing, a value, or a value only when written with `=` (long options). */
export type Argument = 'none' | 'required' | 'optional';

/** A time in which an option existed. */
interface Period {
  readonly from: Change;
  /** The first release without it. */
  readonly until?: Change;
  readonly argument: Argument;
}

const flag = (from: string, until?: string): Period => period('none', from, until);
const value = (from: string, until?: string): Period => period('required', from, until);

function period(argument: Argument, from: string, until: string | undefined): Period {
  return { from: since(from), ...(until === undefined ? {} : { until: since(until) }), argument };
}

/**
 * Short options and the release each came in, read from the getopt strings of every release tag. That an
 * option is accepted does not mean that memcached then starts: see `settings.ts`.
 */
const SHORT: Readonly<Record<string, readonly Period[]>> = {
  a: [value('1.2.4')],
  A: [flag('1.4.16')],
  // A flag (managed buckets), then in 1.2.7 a backlog whose getopt string forgot the value, then gone in 1.3.2.
  b: [flag('1.2.0', '1.2.8'), value('1.2.8', '1.3.2'), value('1.3.3')],
  B: [value('1.4.0')],
  c: [value('1.2.0')],
  C: [flag('1.3.2')],
  d: [flag('1.2.0')],
  D: [value('1.2.2')],
  e: [value('1.5.18')],
  f: [value('1.2.0')],
  F: [flag('1.4.17')],
  h: [flag('1.2.0')],
  i: [flag('1.2.0')],
  I: [value('1.4.2')],
  k: [flag('1.2.0')],
  l: [value('1.2.0')],
  L: [flag('1.2.5')],
  m: [value('1.2.0')],
  M: [flag('1.2.0')],
  n: [value('1.2.2')],
  N: [value('1.6.9')],
  o: [value('1.4.8')],
  p: [value('1.2.0')],
  P: [value('1.2.0')],
  r: [flag('1.2.0')],
  R: [value('1.2.7')],
  s: [value('1.2.0')],
  S: [flag('1.4.3')],
  t: [value('1.2.2')],
  u: [value('1.2.0')],
  U: [value('1.2.0')],
  v: [flag('1.2.0')],
  V: [flag('1.4.22')],
  W: [flag('1.5.21')],
  X: [flag('1.4.34')],
  Y: [value('1.5.15')],
  Z: [flag('1.5.13')],
};

/** Long options; 1.5.0 brought them. Those that came later name their release. */
const LONG: readonly { readonly name: string; readonly letter: string; readonly from: Change }[] = [
  ['unix-mask', 'a'],
  ['enable-shutdown', 'A'],
  ['enable-ssl', 'Z', '1.5.13'],
  ['port', 'p'],
  ['unix-socket', 's'],
  ['udp-port', 'U'],
  ['memory-limit', 'm'],
  ['disable-evictions', 'M'],
  ['conn-limit', 'c'],
  ['lock-memory', 'k'],
  ['help', 'h'],
  ['license', 'i'],
  ['version', 'V'],
  ['enable-coredumps', 'r'],
  ['verbose', 'v'],
  ['daemon', 'd'],
  ['listen', 'l'],
  ['user', 'u'],
  ['pidfile', 'P'],
  ['slab-growth-factor', 'f'],
  ['slab-min-size', 'n'],
  ['threads', 't'],
  ['enable-largepages', 'L'],
  ['max-reqs-per-event', 'R'],
  ['disable-cas', 'C'],
  ['listen-backlog', 'b'],
  ['protocol', 'B'],
  ['max-item-size', 'I'],
  ['enable-sasl', 'S'],
  ['disable-flush-all', 'F'],
  ['disable-dumping', 'X'],
  ['disable-watch', 'W', '1.5.21'],
  ['auth-file', 'Y', '1.5.15'],
  ['memory-file', 'e', '1.5.18'],
  ['extended', 'o'],
  ['napi-ids', 'N', '1.6.9'],
].map(([name = '', letter = '', from = '1.5.0']) => ({ name, letter, from: since(from) }));

const LONG_OPTIONS = since('1.5.0');

/** What a short option takes in a release; `undefined` where it does not know the option. */
export function shortOption(letter: string, release: ReleaseView): Argument | undefined {
  const periods = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
  return periods?.find(({ from, until }) => release.within(from, until))?.argument;
}

export type LongOption =
  | { readonly kind: 'found'; readonly letter: string; readonly argument: Argument }
  | { readonly kind: 'unknown' }
  /** The names that an abbreviation could mean. */
  | { readonly kind: 'ambiguous'; readonly names: readonly string[] };

/** Finds a long option by its name or an unambiguous beginning of it, as glibc's getopt_long does. */
export function longOption(name: string, release: ReleaseView): LongOption {
  if (!release.has(LONG_OPTIONS)) return { kind: 'unknown' };
  const matches = LONG.filter((option) => option.name.startsWith(name) && release.has(option.from));
  const match = matches.find((option) => option.name === name) ?? matches[0];
  if (match === undefined) return { kind: 'unknown' };
  if (matches.length > 1 && match.name !== name) {
    return { kind: 'ambiguous', names: matches.map((option) => option.name) };
  }
  const { letter } = match;
  const argument = letter === 'v' ? 'optional' : (shortOption(letter, release) ?? 'none');
  return { kind: 'found', letter, argument };
}
