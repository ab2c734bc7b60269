import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { predictWords } from '../../src/memcached/predict.ts';
import type { Listener, Machine, Prediction } from '../../src/memcached/prediction.ts';
import { releaseIndex } from '../../src/memcached/releases.ts';
import { plainWord } from '../../src/memcached/word.ts';
import { OBSERVED_MACHINE } from './observed-machine.ts';

/** Observations of real memcached binaries, 1.2.0 to 1.6.45; see `__tests__/oracle/README.md`. */
interface Observation {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly family: string;
  readonly results: readonly {
    readonly versions: readonly string[];
    readonly listeners?: readonly ObservedListener[];
    readonly exit?: number;
  }[];
}

interface ObservedListener {
  readonly proto: string;
  readonly address?: string;
  readonly port?: number | 'ephemeral';
  readonly v6only?: boolean;
  readonly path?: string;
}

const observations = readFileSync(new URL('../oracle/listeners.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Observation);

/** Observations that a right prediction differs from, by reason. */
const EXCEPTIONS: readonly { readonly reason: string; readonly covers: (seen: Observation) => boolean }[] = [
  {
    // 99999999999 is cut to 1215752191 and then to 59391, which memcached asks for by number.
    reason: 'the recording calls every port from 50000 to 59999 ephemeral (its ip_local_port_range)',
    covers: ({ argv }) => argv.join(' ') === '-l 127.0.0.1:99999999999',
  },
];

function observed(result: Observation['results'][number]): string {
  if (!result.listeners) return 'does not start';
  const names = result.listeners.map(({ proto, address, port, v6only, path }) =>
    proto === 'unix' ? `unix ${path}` : `${proto} ${address} ${port}${v6only === false ? ' dual' : ''}`,
  );
  return names.toSorted().join(', ');
}

function predicted({ starts, listeners }: Prediction): string {
  if (starts !== 'yes') return starts === 'no' ? 'does not start' : 'depends';
  return listeners.map(nameOf).toSorted().join(', ');
}

function nameOf(listener: Listener): string {
  if (listener.protocol === 'unix') return `unix ${listener.path}`;
  const { protocol, address, port, dualStack } = listener;
  return `${protocol} ${address.kind === 'ip' ? address.ip : address.kind} ${port}${dualStack ? ' dual' : ''}`;
}

describe('recorded observations of memcached', () => {
  it('agree with the prediction for every command line and release', () => {
    let agreed = 0;
    const excepted = new Map<string, number>();
    const differences: string[] = [];
    for (const seen of observations) {
      const machine: Machine = {
        ...OBSERVED_MACHINE,
        posixlyCorrect: seen.env?.['POSIXLY_CORRECT'] !== undefined,
      };
      const words = seen.argv.map(plainWord);
      const exception = EXCEPTIONS.find(({ covers }) => covers(seen));
      for (const result of seen.results) {
        const expected = observed(result);
        for (const version of result.versions) {
          const index = releaseIndex(version);
          const prediction = predictWords(words, { first: index, last: index }, false, machine);
          const got = predicted(prediction);
          if (got === expected) agreed++;
          else if (exception) excepted.set(exception.reason, (excepted.get(exception.reason) ?? 0) + 1);
          else
            differences.push(
              `${version} ${JSON.stringify(seen.argv)}: saw [${expected}], predicted [${got}] ${prediction.refusal?.because ?? ''}`,
            );
        }
      }
    }
    const exceptions =
      [...excepted].map(([reason, count]) => `${count} because ${reason}`).join('; ') || 'none';
    console.log(
      `listeners.jsonl: ${agreed} observations of ${observations.length} command lines agree, ` +
        `${differences.length} differ, exceptions: ${exceptions}`,
    );
    expect(differences.slice(0, Number(process.env['SHOW'] ?? 20))).toEqual([]);
  });
});
