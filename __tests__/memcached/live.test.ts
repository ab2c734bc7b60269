import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictWords } from '../../src/memcached/predict.ts';
import type { Machine } from '../../src/memcached/prediction.ts';
import { parseReleases } from '../../src/memcached/version.ts';
import { plainWord } from '../../src/memcached/word.ts';
import { findLiveMemcached, type LiveMemcached } from './live-memcached.ts';

const SEED = 11211;
const COMMAND_LINES = 300;
const AT_ONCE = 4;
const BUDGET_MS = 30_000;

const hosts = readHosts();
const machine: Machine = {
  hosts,
  hostsComplete: true,
  addresses: ['127.0.0.0/8', '::1', '10.0.0.5', 'fd00::5'],
  usable: (path) => !path.startsWith('/no/'),
};

function readHosts(): Readonly<Record<string, readonly string[]>> {
  const names: Record<string, string[]> = {};
  for (const line of readFileSync('/etc/hosts', 'utf8').split('\n')) {
    const [address, ...rest] = line.replace(/#.*/, '').trim().split(/\s+/);
    for (const name of rest) {
      names[name] ??= [];
      names[name].push(address!);
    }
  }
  return names;
}

const number = fc.constantFrom(
  '11211',
  '11300',
  '12000',
  '70000',
  '0',
  '-1',
  '-5',
  '65535x',
  ' 11400',
  'off',
  '+12001',
  '0x10',
  '',
);
const address = fc.constantFrom(
  '127.0.0.1',
  '127.0.0.2',
  '10.0.0.5',
  '10.0.0.9',
  '0.0.0.0',
  '0',
  '127.1',
  '0x7f.1',
  '2130706433',
  '::1',
  '[::1]',
  '::',
  '[::]',
  'fd00::5',
  '[fd00::5]',
  '*',
  '[*]',
  'localhost',
  'no-such-host',
  '::ffff:127.0.0.1',
  '127.0.0.256',
  '',
  ' 127.0.0.1',
);
const target = fc
  .tuple(
    fc.constantFrom(
      '',
      '',
      '',
      '',
      'proto[ascii]:',
      'proto[binary]:',
      'tag[a]:',
      'tag_a_:',
      'tag[toolongtag]:',
      'notls:',
    ),
    address,
    fc.constantFrom('', '', '', ':11300', ':11301', ':0', ':-1', ':x', ':'),
  )
  .map((parts) => parts.join(''));
const list = fc
  .tuple(fc.array(target, { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ';', ', '))
  .map(([targets, separator]) => targets.join(separator));

function options(directory: string): fc.Arbitrary<readonly string[]> {
  const valued = (names: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> =>
    fc.tuple(fc.constantFrom(...names), value, fc.boolean()).map(([name, text, glued]) => {
      if (!glued || text === '') return [name, text];
      return [name.startsWith('--') ? `${name}=${text}` : `${name}${text}`];
    });
  return fc.oneof(
    { weight: 6, arbitrary: valued(['-l', '-l', '--listen', '-vl'], list) },
    { weight: 4, arbitrary: valued(['-p', '-p', '--port', '--po', '-vp'], number) },
    { weight: 4, arbitrary: valued(['-U', '-U', '--udp-port', '--ud', '-vvU'], number) },
    {
      weight: 1,
      arbitrary: valued(['-s', '--unix-socket'], fc.constantFrom(join(directory, 'a.sock'), '/no/a.sock')),
    },
    { weight: 1, arbitrary: valued(['-m', '--memory-limit'], fc.constantFrom('64', '1', '0', '2', '100')) },
    {
      weight: 1,
      arbitrary: valued(['-I', '--max-item-size'], fc.constantFrom('1m', '2m', '512k', '100', '33m')),
    },
    { weight: 1, arbitrary: valued(['-c', '--conn-limit'], fc.constantFrom('1024', '100', '4', '0', 'x')) },
    { weight: 1, arbitrary: valued(['-t', '--threads'], fc.constantFrom('1', '4', '0', '-1')) },
    { weight: 1, arbitrary: valued(['-B', '--protocol'], fc.constantFrom('ascii', 'binary', 'auto', 'x')) },
    { weight: 1, arbitrary: valued(['-n', '-f', '-R'], fc.constantFrom('48', '2', '0', '1.25')) },
    {
      weight: 2,
      arbitrary: valued(
        ['-o'],
        fc.constantFrom(
          'modern',
          'no_modern',
          'hashpower=5',
          'bogus',
          'slab_chunk_max=512',
          'no_lru_crawler,idle_timeout=10',
          'slab_sizes=100-200-300',
          'tail_repair_time=5',
        ),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom<readonly string[]>(
        ['-v'],
        ['-C'],
        ['-F'],
        ['-A'],
        ['-X'],
        ['--verbose'],
        ['foo'],
        ['-'],
        ['--'],
        ['-M'],
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<readonly string[]>(
        ['--u', '0'],
        ['-Q'],
        ['--nope'],
        ['-h'],
        ['-V'],
        ['-p'],
        ['--lis=0'],
        ['--disable-cas=1'],
      ),
    },
  );
}

async function compare(live: LiveMemcached, lines: readonly (readonly string[])[]) {
  const releases = parseReleases(live.release)!;
  const differences: string[] = [];
  const counts = { agreed: 0, listening: 0, undecided: 0 };
  const queue = [...lines];
  const deadline = performance.now() + BUDGET_MS;
  const work = async (): Promise<void> => {
    for (let argv = queue.pop(); argv && performance.now() < deadline; argv = queue.pop()) {
      const seen = await live.run(argv);
      if (seen.kind === 'undecided') {
        counts.undecided++;
        continue;
      }
      const prediction = predictWords(argv.map(plainWord), releases, false, machine);
      const expected = seen.kind === 'listening' ? seen.sockets.join(', ') : 'does not start';
      const names = prediction.listeners.map((listener) =>
        listener.protocol === 'unix'
          ? `unix ${listener.path}`
          : `${listener.protocol} ${listener.address.kind === 'ip' ? listener.address.ip : '?'} ${listener.port}`,
      );
      const predicted = prediction.starts === 'yes' ? names.toSorted().join(', ') : 'does not start';
      if (seen.kind === 'listening') counts.listening++;
      if (predicted === expected) counts.agreed++;
      else
        differences.push(
          `${JSON.stringify(argv)}: saw [${expected}], predicted [${predicted}] ${seen.kind === 'ended' ? seen.output : ''}`,
        );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { ...counts, differences };
}

describe('the installed memcached, in a private network namespace', () => {
  const live = findLiveMemcached();

  it.skipIf(typeof live === 'string')('opens what is predicted for random command lines', async () => {
    if (typeof live === 'string') return;
    const directory = mkdtempSync(join(tmpdir(), 'memcached-guard-'));
    chmodSync(directory, 0o777);
    try {
      const argv = fc.array(options(directory), { maxLength: 4 }).map((parts) => parts.flat());
      const lines = fc.sample(argv, { seed: SEED, numRuns: COMMAND_LINES });
      // Two processes would fight for one socket path.
      const [unix, network] = [lines.filter(usesSocket), lines.filter((line) => !usesSocket(line))];
      const { agreed, listening, undecided, differences } = await compare(live, [
        ...network,
        ...unix.slice(0, 20),
      ]);
      console.log(
        `memcached ${live.release}: ${agreed} random command lines agree (${listening} listened), ` +
          `${differences.length} differ, ${undecided} undecided in time`,
      );
      expect(differences).toEqual([]);
      expect(listening).toBeGreaterThan(0);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it.runIf(typeof live === 'string')('cannot be run here', () => {
    console.log(`no live comparison: ${live}`);
  });
});

function usesSocket(argv: readonly string[]): boolean {
  return argv.some((word) => word.includes('a.sock'));
}
