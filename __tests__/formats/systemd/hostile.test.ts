import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sysconfig } from '../../../src/formats/sysconfig/format.ts';
import { systemd } from '../../../src/formats/systemd/format.ts';
import type { Location } from '../../../src/text/source-file.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';
import { readAs } from './fixture.ts';

const UNIT = 'etc/systemd/system/memcached.service';
const PIECES = [
  'ExecStart=',
  'Environment=',
  'EnvironmentFile=/etc/e',
  '/usr/bin/memcached',
  ' -l 127.0.0.1',
  ' -U',
  '\n',
  '\\\n',
  '\r\n',
  ' ',
  '"',
  "'",
  '\\',
  '\\x2d',
  '\\303',
  '\\u00e9',
  '$A',
  '${A}',
  '$$',
  '${',
  '}',
  ':',
  '%i',
  '%%',
  '%',
  ';',
  ' ; ',
  '#',
  '[Service]',
  '[',
  ']',
  'A=1',
  'é',
  '\uFDD0',
  '😀',
  '{{ x }}',
  '{%',
  '%}',
  '\uFEFF',
  '\0',
  '=',
  '@',
  '-',
  '+',
  '!',
  '/bin/sh -c ',
  '<%= y %>',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

function isWithin({ file, start, end }: Location): boolean {
  return 0 <= start && start < end && end <= file.text.length;
}

function isTrue(word: TracedText): boolean {
  return word.runs.every(
    (run) =>
      isWithin(run.origin) &&
      (run.kind === 'unknown' ||
        !run.exact ||
        run.origin.file.text.slice(run.origin.start, run.origin.end) === run.text),
  );
}

describe('any text', () => {
  it('is read without an exception, and every word stands where it says', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, text, async (head, tail, environment) => {
        const unit = `[Service]\n${head}\nExecStart=/usr/bin/memcached ${tail}`;
        const files = {
          [UNIT]: unit,
          'etc/e': environment,
          'etc/sysconfig/memcached': `OPTIONS=${environment}`,
        };
        for (const format of [systemd, sysconfig]) {
          const { launches, problems } = await readAs(format, files);
          for (const { argv, program, at } of launches) {
            expect([...argv, program].every(isTrue)).toBe(true);
            expect(isWithin(at)).toBe(true);
          }
          expect(problems.every(({ at }) => isWithin(at))).toBe(true);
        }
      }),
      { seed: 20260101, numRuns: 1500 },
    );
  });

  const SIZE = 250_000;
  const filled = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length));
  it.each([
    '\\\n',
    'a\\\n',
    '$',
    '${',
    '$$',
    '%',
    '%%',
    '"',
    "''",
    '\\',
    '\\x2d',
    ' ;',
    ' a',
    '[',
    '{{',
    '{{x}}',
    'A=\n',
    '\r',
    '@-:',
    '\n#\\\n',
  ])('a quarter of a megabyte of %j is read in time', async (piece) => {
    const start = performance.now();
    const big = filled(piece);
    await readAs(systemd, {
      [UNIT]: `[Service]\nEnvironmentFile=/etc/e\nExecStart=/usr/bin/memcached ${big}`,
      'etc/e': `A=${big}`,
    });
    await readAs(systemd, { [UNIT]: `[Service]\nEnvironment=${big}\nExecStart=/usr/bin/memcached $A` });
    await readAs(sysconfig, { 'etc/sysconfig/memcached': `PORT=1\nOPTIONS="${big}` });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
