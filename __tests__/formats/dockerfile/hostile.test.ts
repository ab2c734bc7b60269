import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../src/formats/dockerfile/build.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { read } from './read.ts';

const PIECES = [
  'FROM',
  'memcached:1.5',
  'scratch',
  'AS',
  'x',
  '\n',
  '\n',
  '\n',
  '\r\n',
  ' ',
  ' ',
  '\t',
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'ARG',
  'RUN',
  'COPY',
  'ADD',
  'ONBUILD',
  'SHELL',
  'EXPOSE',
  'USER',
  '[',
  ']',
  '"',
  "'",
  ',',
  '\\',
  '`',
  '# escape=`',
  '#',
  '$',
  '${',
  '}',
  ':-',
  ':?',
  '/',
  '%',
  '*',
  '=',
  '<<EOF',
  'EOF',
  '<<-"E"',
  '--from=0',
  '--from=x',
  '--platform=$BUILDPLATFORM',
  '11211',
  '-l',
  '0.0.0.0',
  '\u0000',
  '\uFEFF',
  '\uD800',
  'é',
  'A',
  'B',
  'memcached',
  '&&',
  'apt-get install',
  '.',
  '/start.sh',
]; // prettier-ignore

describe('hostile Dockerfiles', () => {
  it('never throws, and every place lies in the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), async (pieces) => {
        const text = `FROM memcached\n${pieces.join('')}`;
        const { launches, problems } = await read({
          Dockerfile: text,
          'start.sh': '#!/bin/sh\nmemcached "$@"\n',
        });
        for (const { at } of [...launches, ...problems]) {
          expect(at.start).toBeGreaterThanOrEqual(0);
          expect(at.end).toBeLessThanOrEqual(at.file.text.length);
        }
      }),
      { numRuns: 500, seed: 11211 },
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        buildImage(new SourceFile('Dockerfile', text));
      }),
      { numRuns: 500, seed: 11211 },
    );
  });

  /** A quarter of the largest file that is read: what is not linear takes many times as long. */
  const size = 1 << 18;
  const repeat = (piece: string, head = 'FROM memcached\n') =>
    head + piece.repeat(Math.floor(size / piece.length));
  it('gives up on nested arrays in time', () => {
    const start = performance.now();
    buildImage(new SourceFile('Dockerfile', repeat('[\\\n', 'FROM memcached\nCMD ')));
    expect(performance.now() - start).toBeLessThan(2500);
  });

  it.each([
    ['short continuation lines', repeat('-v \\\n', 'FROM memcached\nCMD memcached \\\n')],
    ['an array over many lines', `${repeat('"-v", \\\n', 'FROM memcached\nCMD ["memcached", \\\n')}"-v"]\n`],
    ['an open array', repeat('"a",\\\n', 'FROM memcached\nCMD [')],
    ['escapes', `${repeat('\\u002d\\\n', 'FROM memcached\nCMD ["')}"]`],
    ['instructions', repeat('CMD ["-v"]\n')],
    ['ENV', repeat('ENV A=1\n')],
    ['many variables', repeat('A=$A \\\n', 'FROM memcached\nENV ')],
    ['doubling variables', repeat('ENV A=$A$A$A$A\n', 'FROM memcached\nENV A=xxxxxxxx\n')],
    ['nested variables', repeat('${A:-\\\n', 'FROM memcached\nENV A=')],
    ['open quotes', repeat('"\\\n', 'FROM memcached\nENV A=')],
    ['words without =', repeat('A \\\n', 'FROM memcached\nARG ')],
    ['ports', repeat('1 \\\n', 'FROM memcached\nEXPOSE ')],
    ['ports of a variable', `${repeat('1 \\\n', 'FROM memcached\nENV P="')}"\nEXPOSE $P\n`],
    ['port ranges', repeat('1-65535 \\\n', 'FROM memcached\nEXPOSE ')],
    ['stages', repeat('FROM memcached AS a\n', '')],
    ['here-documents', repeat('RUN <<A\nA\n')],
    ['announced here-documents', repeat('<<A \\\n', 'FROM memcached\nRUN ')],
    ['open here-document', repeat('<<<<\n', 'FROM memcached\nRUN <<A\n')],
    ['comments', repeat('#\n', '')],
    ['blank lines', repeat('\n', '')],
    ['one long line', repeat('-v ', 'FROM memcached\nCMD memcached ')],
    ['installs', repeat('apt-get install memcached-1.5.5 ;\\\n', 'FROM debian:9\nRUN ')],
    ['almost installs', repeat('git clone \\\n', 'FROM debian:9\nRUN memcached ')],
    ['copies', repeat('COPY a /a\n', 'FROM memcached\n')],
    ['patterns', repeat('ENV A=${A##*a*b*c}\n', `FROM memcached\nENV A=${'a'.repeat(900)}\n`)],
    ['triggers', repeat('ONBUILD CMD x\n', 'FROM memcached\n')],
  ])('reads a large file in time: %s', async (_, text) => {
    const start = performance.now();
    await read({ Dockerfile: text });
    expect(performance.now() - start).toBeLessThan(2500);
  });
});
