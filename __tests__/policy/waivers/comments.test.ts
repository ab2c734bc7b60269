import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMarkedComments } from '../../../src/policy/waivers/comments.ts';
import { SourceFile } from '../../../src/text/source-file.ts';

function found(text: string) {
  const file = new SourceFile('f', text);
  return findMarkedComments(file).map(({ text: { start, end }, line }) => [
    line,
    file.text.slice(start, end),
  ]);
}

const SAYS = 'memcached-guard: allow MG001 -- a';

describe('a comment that speaks to this program', () => {
  it.each<[string, number]>([
    [`# ${SAYS}\nx\n`, 2],
    [`## ${SAYS}\nx\n`, 2],
    [`#${SAYS}\nx\n`, 2],
    [`\t; ${SAYS}\nx\n`, 2],
    [`// ${SAYS}\nx\n`, 2],
    [`/* ${SAYS} */\nx\n`, 2],
    [`<!-- ${SAYS} -->\nx\n`, 2],
    [`{# ${SAYS} #}\nx\n`, 2],
    [`{#- ${SAYS} -#}\nx\n`, 2],
    [`<%# ${SAYS} %>\nx\n`, 2],
    [`<%# ${SAYS} -%>\nx\n`, 2],
    [`{{/* ${SAYS} */}}\nx\n`, 2],
    [`{{- /* ${SAYS} */ -}}\nx\n`, 2],
    [`REM ${SAYS}\nx\n`, 2],
    [`:: ${SAYS}\nx\n`, 2],
    [`x # ${SAYS}\ny\n`, 1],
    [`x; # ${SAYS}\ny\n`, 1],
    [`x <!-- ${SAYS} -->\ny\n`, 1],
    [`<!-- ${SAYS} --> x\ny\n`, 1],
    [`  /* ${SAYS} */ x\ny\n`, 1],
    [`# ${SAYS}\n# another\n; and another\nx\n`, 4],
    [`# ${SAYS}\n\nx\n`, 2],
    [`# ${SAYS}\r\nx\r\n`, 2],
    [`# ${SAYS}`, 1],
    [`${' '.repeat(200)}x # ${SAYS}\ny\n`, 1],
  ])('%j is about line %i', (text, line) => {
    expect(found(text)).toEqual([[line, ' allow MG001 -- a']]);
  });

  it.each([
    SAYS,
    `x ${SAYS}`,
    `x# ${SAYS}`,
    `"${SAYS}"`,
    `# see ${SAYS}`,
    `url://${SAYS}`,
    '# memcached-guard: runs on every push',
    '# memcached-guard: see docs/rules',
    '# memcached-guard:',
    '- uses: example/memcached-guard@v1 # memcached-guard: pinned below',
  ])('%j is none', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(['allow', 'ignore MG001', 'Disable udp-enabled', 'nolint', 'please leave public-bind alone'])(
    'means a waiver when it says %j',
    (words) => {
      expect(found(`# memcached-guard: ${words}\n`)).toHaveLength(1);
    },
  );

  it('stands beside another on one line', () => {
    expect(found(`<!-- ${SAYS} --> <!-- ${SAYS} -->\n`)).toHaveLength(2);
    expect(found(`# ${SAYS} # ${SAYS}\n`)).toEqual([[2, ` allow MG001 -- a # ${SAYS}`]]);
  });

  it('never throws and never leaves its line', () => {
    const piece = fc.constantFrom(
      'memcached-guard:',
      ' allow MG001 -- a',
      '#',
      '<!--',
      '-->',
      '{#',
      '#}',
      '\n',
      '\r',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const file = new SourceFile('f', pieces.join(''));
        for (const { at, line } of findMarkedComments(file)) {
          expect(file.positionAt(at.start).line).toBe(file.positionAt(at.end - 1).line);
          expect(line).toBeGreaterThanOrEqual(file.positionAt(at.start).line);
          expect(file.text.startsWith('memcached-guard:', at.start)).toBe(true);
        }
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  it.each([
    ['lines', `# ${SAYS}\n`],
    ['comments on one line', `/* ${SAYS} */ `],
    ['markers without a comment', 'memcached-guard:'],
    ['openers', '<!-- memcached-guard: '],
  ])('a file of 1 MiB of %s is read at once', (_, piece) => {
    const started = performance.now();
    found(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
