import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/formats/format.ts';
import { contains } from '../../../src/text/span.ts';
import { read } from './read.ts';

/** A format with a path it takes, a beginning that gets it going, and pieces of its syntax. */
export type Attacked = readonly [Format, string, string, readonly string[]];

/**
 * Reads texts that somebody may have made to break each format.
 *
 * @param throughShell formats whose whole text is a shell's; its reader has bounds and tests of its own.
 */
export function describeHostileTexts(formats: readonly Attacked[], throughShell: ReadonlySet<Format>): void {
  describe.each(formats)('$name at %s', (format, path, start, pieces) => {
    const piece = fc.oneof(
      fc.constantFrom(...pieces, ' ', '\n', '\r\n', '\t', 'memcached', '\ufeff', '\u0000', '\ufdd0'),
      fc.string({ maxLength: 6 }),
    );

    it('never throws and points into the file, whatever the text', async () => {
      await fc.assert(
        fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 30 }), async (begun, parts) => {
          const { launches, problems } = await read(format, {
            [path]: (begun ? start : '') + parts.join(''),
          });
          for (const { at } of [...launches, ...problems]) {
            expect(contains({ start: 0, end: at.file.text.length }, at)).toBe(true);
          }
          for (const word of launches.flatMap(({ argv }) => argv)) {
            for (const { origin } of word.runs) {
              expect(contains({ start: 0, end: origin.file.text.length }, origin)).toBe(true);
            }
          }
        }),
        { numRuns: 100, seed: 20180227 },
      );
    });

    it('ends soon on a large text of one piece', async () => {
      const size = throughShell.has(format) ? 16_000 : 160_000;
      for (const part of [...pieces, ' ', 'a']) {
        const text = start + part.repeat(Math.ceil(size / part.length));
        const before = performance.now();
        await read(format, { [path]: text });
        const elapsed = performance.now() - before;
        expect(elapsed, JSON.stringify(part)).toBeLessThan(3000);
      }
    });
  });
}
