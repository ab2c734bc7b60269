import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predict } from '../../src/memcached/predict.ts';
import type { Listener, Prediction, WordRange } from '../../src/memcached/prediction.ts';
import { RELEASES, releaseIndex } from '../../src/memcached/releases.ts';
import type { Version } from '../../src/memcached/version.ts';
import { spell, words } from './command-line.ts';

const RUNS = { seed: 11211, numRuns: 400 };

/** Words as people and mistakes write them: options, values and any printable text. */
const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '-l',
      '-U',
      '-p',
      '-s',
      '-o',
      '-d',
      '-vv',
      '--listen',
      '--udp-port',
      '--',
      '-',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '0',
      '11211',
      '-1',
      '127.0.0.1',
      '::1',
      '[::1]:11300',
      '*',
      '0.0.0.0,10.0.0.5',
      'localhost',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '-U0',
      '-vU11211',
      '--port=11300',
      '-l127.0.0.1,notls:0.0.0.0:1',
      'modern',
      'tag[a]:*',
      'proto[ascii',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{X}', '{X...}', '-l{X}', '127.0.0.1,{X}', '-U{X}', '--{X}', '-o{X}'),
  },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('{', '(')),
  },
);
const commandLine = fc.array(word, { maxLength: 7 });
const release = fc.integer({ min: 0, max: RELEASES.length - 1 });
const range = fc.tuple(release, release).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

function known(first: number, last = first): Version {
  return { state: 'known', releases: { first, last }, label: 'test', because: 'the test says so' };
}

function rangesOf(prediction: Prediction): readonly WordRange[] {
  const { listeners, refusal, udpPort, listen, unknowns } = prediction;
  const settings = [udpPort, listen].map((setting) =>
    setting.state === 'default' ? undefined : setting.cause,
  );
  const addresses = listeners.map((listener) =>
    listener.protocol === 'unix' ? undefined : listener.addressCause,
  );
  const all = [
    ...listeners.flatMap(({ causes }) => causes),
    ...addresses,
    ...settings,
    refusal?.cause,
    ...unknowns.map(({ cause }) => cause),
  ];
  return all.filter((place) => place !== undefined);
}

describe('any command line', () => {
  it('is predicted without throwing, and every place lies in its word', () => {
    fc.assert(
      fc.property(commandLine, range, fc.boolean(), (texts, { first, last }, posixlyCorrect) => {
        const argv = words(...texts);
        for (const { word, from, to } of rangesOf(predict(argv, known(first, last), { posixlyCorrect }))) {
          expect(word).toBeLessThan(argv.length);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(argv[word]!.length);
        }
      }),
      RUNS,
    );
  });

  it('opens no UDP once -U 0 ends it, but in 1.2.5 and 1.2.6, and where -- or a lacking value hides it', () => {
    fc.assert(
      fc.property(commandLine, release, (texts, index) => {
        const alwaysOn = [releaseIndex('1.2.5'), releaseIndex('1.2.6')].includes(index);
        fc.pre(!alwaysOn && !texts.includes('--') && predict(words(...texts), known(index)).starts === 'yes');
        const { listeners, udp } = predict(words(...texts, '-U', '0'), known(index));
        expect(listeners.filter(({ protocol }) => protocol === 'udp')).toEqual([]);
        expect(udp.state).toBe('off');
      }),
      RUNS,
    );
  });

  it('opens over a range what the members open, each listener in just its releases', () => {
    fc.assert(
      fc.property(commandLine, range, (texts, { first, last }) => {
        const argv = words(...texts);
        const whole = predict(argv, known(first, last));
        const states = new Set<string>();
        for (let index = first; index <= last; index++) {
          const single = predict(argv, known(index));
          const among = whole.listeners.filter(
            ({ releases }) => releases.first <= index && index <= releases.last,
          );
          expect(names(among)).toEqual(names(single.listeners));
          states.add(single.starts);
        }
        expect(whole.starts).toBe(states.size === 1 ? [...states][0] : 'depends');
      }),
      { ...RUNS, numRuns: 120 },
    );
  });

  it('lists a listener of neighbouring releases once', () => {
    fc.assert(
      fc.property(commandLine, (texts) => {
        const { listeners } = predict(words(...texts), { state: 'unknown', because: 'nothing says it' });
        for (const listener of listeners) {
          const next = listeners.filter(
            (other) => other.releases.first === listener.releases.last + 1 && key(other) === key(listener),
          );
          expect(next).toEqual([]);
        }
      }),
      { ...RUNS, numRuns: 200 },
    );
  });
});

function names(listeners: readonly Listener[]): readonly string[] {
  return listeners.map(spell).toSorted();
}

function key(listener: Listener): string {
  return `${spell(listener)} ${listener.protocol === 'unix' ? '' : JSON.stringify(listener.addressCause)} ${listener.protocol !== 'unix' && listener.dualStack}`;
}
