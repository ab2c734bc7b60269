import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/shell/utilities/input.ts';
import { sedLines } from '../../../src/shell/utilities/sed.ts';
import { permutedOptions } from '../../../src/shell/wrappers/options.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

const CONF =
  '# c\n-d\nlogfile /x/y\n\n-m 64\n-p 11211\n-l 127.0.0.1\n-l ::1\nO="-l 127.0.0.1,::1"\na/b|c+d\n';

function sed(words: readonly string[], input: string): string | undefined {
  const options = permutedOptions(words.map(traced), { short: 'ef', long: ['expression'] });
  return sedLines(linesOf(traced(input)), options)
    ?.map(({ text }) => `${text}\n`)
    .join('');
}

function traced(text: string): TracedText {
  const file = new SourceFile('x', text);
  return TracedText.source(file, 0, text.length);
}

const version = spawnSync('sed', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const missing = version.includes('GNU') ? undefined : "GNU's sed is not installed";

const SCRIPTS: readonly string[] = [
  ...[
    's/x*/-/g',
    's/1/2/2g',
    's/l/[&]/3',
    's/./\\&/',
    's/$/ END/',
    's/^/> /',
    's/*/S/',
    's/^*/S/',
    's/#.*//',
  ],
  ...['s/[/]/X/', 's|b\\|c|Z|', 's,\\,,S,g', 's/\\//S/g', 's/[]x]/S/g', 's/[^]1]/S/g', 's/[[:space:]]/_/g'],
  ...['s/a\\|b/Z/g', 's/2\\{1,2\\}/S/', 's/\\s\\+/_/g', 's/\\bl\\b/W/g', 's/\\<m/M/g', 's/\\(x\\)*-l/[\\1]/'],
  ...['s/\\([0-9]*\\)\\.\\([0-9]*\\)/\\2.\\1/', 's/.*127.0.0.1*/-l 9/g', 's/[,]\\?\\:\\:1[,]\\?//g'],
  ...['s/^-p .*/&\\n-U 0/', 's/-l 127/-l 1\\\n-l 127/', 's/\\./\\t/g', 's/O/x/I', 's/-l\\(.*\\)$/-k\\1/;p'],
  ...['4d', '$d', '2,4d', '5,3d', '/-m/,/-l/d', '/-m/,$d', '/-m/,+2d', '/-l/!d', '$!d', '/O/Id', '\\%log%d'],
  ...[
    '0,/-l/s/-l/-L/',
    '1,/-l/s/-l/-L/',
    '/^#/d;/^$/d',
    '3q',
    '/-m/q',
    '/^-l/{d}',
    '/-l 1/{s/127/1/;s/-l/-L/}',
  ],
  ...['/^-l/c\\-l 0', '/^-l/c -l 0', '/^-l/c\\\n-l 0', '/^-m 64/c-m 1', '2,4c x', '2,4!c x', '/^-l/c a;b}'],
  ...[
    '/^-l/a -U 0',
    '/^-l/a\\  -U 0',
    '$a -U 1',
    '$ a\\-U 1',
    '/^-l/i -U 0',
    '1i\\\n-U 0\\\n-c 1',
    '# c\ns/m/M/ # d',
  ],
];
const EXTENDED: readonly string[] = [
  ...['s/^(-l) .*/\\1 0/', 's/([0-9]{1,3}\\.){3}[0-9]{1,3}/X/', 's/(-l|-m) /O/', 's/^#?-l/Z/', 's/-l? /Z/'],
  ...[
    's/(a|b)+/Z/g',
    's/c\\+d/Z/',
    's/a|b|/Z/',
    's/^|$/"/g',
    's/1{2,}/Z/',
    's/()-/Z/',
    's/(12|1)(1|11)/[\\1,\\2]/',
  ],
];

describe.skipIf(missing !== undefined)(
  `sed, as GNU's does it${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    it.each([...SCRIPTS.map((script) => [script]), ...EXTENDED.map((script) => ['-E', script])])(
      '%j %j',
      (...words) => {
        for (const quiet of [[], ['-n']]) {
          const real = spawnSync('sed', [...quiet, ...words], { input: CONF, encoding: 'utf8' });
          expect(real.status).toBe(0);
          expect(sed([...quiet, ...words], CONF)).toBe(real.stdout);
        }
      },
    );

    it('makes the same of random patterns and texts', () => {
      const atom = fc.constantFrom(
        ...[
          'a',
          'b',
          '.',
          '-l',
          '1',
          ' ',
          '[0-9]',
          '[^a]',
          '\\.',
          '*',
          '\\(a\\)',
          '\\(b*\\)',
          '\\|',
          '\\+',
          '\\?',
        ],
        ...['^', '$', '\\{1,2\\}', '\\s', '\\w', '\\b', '\\/'],
      );
      const line = fc.array(fc.constantFrom('a', 'b', ' ', '1', '-l', '.', '/'), { maxLength: 7 });
      const pattern = fc.array(atom, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
      const text = fc
        .array(line, { minLength: 1, maxLength: 3 })
        .map((all) => `${all.map((one) => one.join('')).join('\n')}\n`);
      const flags = fc.constantFrom('', 'g', '2', 'I');
      fc.assert(
        fc.property(pattern, text, flags, (source, input, flag) => {
          const script = `s/${source}/<&>/${flag}`;
          const mine = sed([script], input);
          const real = spawnSync('sed', [script], { input, encoding: 'utf8' });
          if (mine !== undefined && real.status === 0) expect([script, mine]).toEqual([script, real.stdout]);
        }),
        { numRuns: 250, seed: 1128 },
      );
    });
  },
);

describe('sed that is not followed', () => {
  it.each([
    ...[
      ['y/abc/xyz/'],
      ['s/a/b/w x'],
      ['s/a/b/e'],
      ['/a/N'],
      ['/x/{'],
      ['s/-l/\\U&/'],
      ['s/\\(a\\)\\1/x/'],
      ['1~2d'],
    ],
    ...[
      ['s/a/\\1/'],
      ['s/a/b'],
      ['-z', 's/a/b/'],
      ['-f', 'script.sed'],
      ['s/[[.a.]]/x/'],
      ['//d'],
      ['2,3q'],
      ['}'],
    ],
  ])('%j', (...words) => {
    expect(sed(words, CONF)).toBeUndefined();
  });
});

describe('sed with unknown parts', () => {
  const at = new SourceFile('x', '$IP').at(0, 3);
  const unknown = TracedText.unknown('IP', 'it is not set', at);
  const run = (line: TracedText, script: TracedText) =>
    sedLines([line], { options: [], rest: [script], dashes: false })?.map(({ runs }) =>
      runs.map((part) => (part.kind === 'literal' ? part.text : `‹${part.name}›`)).join(''),
    );

  it('takes them over from a replacement and from the line', () => {
    const script = TracedText.concat([traced('s/127.0.0.1/'), unknown, traced('/')]);
    expect(run(traced('-l 127.0.0.1'), script)).toEqual(['-l ‹IP›']);
    const line = TracedText.concat([traced('-l '), unknown, traced(' # x')]);
    expect(run(line, traced('s/ #.*//'))).toEqual(['-l ‹IP›']);
    expect(run(line, traced('s/^-l \\(.*\\) # x/--listen=\\1/'))).toEqual(['--listen=‹IP›']);
    expect(run(line, traced('/^-m/d'))).toEqual(['-l ‹IP› # x']);
  });

  it('does not guess whether a pattern matches them', () => {
    const line = TracedText.concat([traced('-l '), unknown]);
    expect(run(line, traced('s/10.20.30.40/0.0.0.0/'))).toBeUndefined();
    expect(run(line, traced('/-l [0-9.]*$/d'))).toBeUndefined();
    expect(run(line, TracedText.concat([traced('s/'), unknown, traced('/x/')]))).toBeUndefined();
  });
});

it.each([
  ['-E', 's/(.*a)(.*a)(.*a)(.*a)b/x/g'],
  ['-E', 's/((a{1,9}){1,9}b|a)/x/g'],
  ['-n', '/\\(a*\\)*b/p'],
])('takes no long time for %s %s', (...words) => {
  const before = performance.now();
  sed(words, `${'a'.repeat(1900)}\n`.repeat(34));
  expect(performance.now() - before).toBeLessThan(4000);
});
