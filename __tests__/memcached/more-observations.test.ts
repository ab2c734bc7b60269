import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { predictWords } from '../../src/memcached/predict.ts';
import { releaseIndex } from '../../src/memcached/releases.ts';
import { plainWord } from '../../src/memcached/word.ts';
import { spell } from './command-line.ts';
import { OBSERVED_MACHINE } from './observed-machine.ts';

/**
 * What 18 releases, built from their tags, did on a machine like the one of `listeners.jsonl` with command
 * lines at the limits of their options and with random ones (words of the recorded table, recombined and
 * with a character changed). `opens` is `null` where memcached did not start. Fixtures: correct the code.
 */
interface Observation {
  readonly argv: readonly string[];
  readonly results: readonly {
    readonly versions: readonly string[];
    readonly opens: readonly string[] | null;
  }[];
}

const observations = readFileSync(new URL('./more-observations.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Observation);

/** The recording spells "tcp 127.0.0.1 11211" and calls ports from 50000 to 59999 ephemeral. */
function asRecorded(name: string): string {
  const spaced = name.replace(/:(\w+)$/, ' $1');
  return spaced.replace(/ 5\d{4}$/, ' ephemeral');
}

describe('further observations', () => {
  it('agree with the prediction', () => {
    const differences: string[] = [];
    let agreed = 0;
    for (const { argv, results } of observations) {
      for (const { versions, opens } of results) {
        for (const version of versions) {
          const index = releaseIndex(version);
          const words = argv.map(plainWord);
          const { starts, listeners } = predictWords(
            words,
            { first: index, last: index },
            false,
            OBSERVED_MACHINE,
          );
          const names = listeners.map((listener) =>
            listener.protocol === 'unix' ? spell(listener) : asRecorded(spell(listener)),
          );
          const expected = opens === null ? 'does not start' : opens.join(', ');
          const predicted = starts === 'no' ? 'does not start' : [...new Set(names)].toSorted().join(', ');
          if (predicted === expected) agreed++;
          else
            differences.push(
              `${version} ${JSON.stringify(argv)}: saw [${expected}], predicted [${predicted}]`,
            );
        }
      }
    }
    console.log(
      `more-observations.jsonl: ${agreed} observations of ${observations.length} command lines agree, ${differences.length} differ`,
    );
    expect(differences).toEqual([]);
  });
});
