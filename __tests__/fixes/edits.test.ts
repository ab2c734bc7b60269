import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, combineEdits, offsetAfter, type TextEdit } from '../../src/fixes/apply-edits.ts';
import { unifiedDiff } from '../../src/fixes/unified-diff.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const SEED = { seed: 20_260_101, numRuns: 300 };

/** A text and edits in it that do not touch. */
const edited = fc
  .tuple(
    fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', ' ', 'é', '😀'), maxLength: 60 }),
    fc.array(fc.tuple(fc.nat(60), fc.nat(5), fc.string({ maxLength: 6 })), { maxLength: 5 }),
  )
  .map(([text, drafts]) => {
    const edits: TextEdit[] = [];
    let free = 0;
    for (const [offset, length, replacement] of drafts) {
      const start = free + (offset % 12);
      if (start + length > text.length) break;
      edits.push({ start, end: start + length, text: replacement });
      free = start + length + 1;
    }
    return { text, edits };
  });

describe('applyEdits', () => {
  it('keeps every character outside the edits, and offsetAfter finds it again', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const changed = applyEdits(text, [...edits].reverse());
        const ends = [0, ...edits.map(({ end }) => end)];
        const kept = ends.map((end, i) => text.slice(end, edits[i]?.start));
        expect(changed).toBe(kept.map((piece, i) => piece + (edits[i]?.text ?? '')).join(''));
        for (let at = 0; at < text.length; at++) {
          if (edits.some(({ start, end }) => start <= at && at <= Math.max(start, end - 1))) continue;
          expect(changed[offsetAfter(at, edits)]).toBe(text[at]);
        }
      }),
      SEED,
    );
  });
});

describe('combineEdits', () => {
  const file = new SourceFile('a', '0123456789');
  const fix = (start: number, end: number, text: string) => ({
    title: '',
    edits: [{ at: file.at(start, end), text }],
  });

  it('makes the same edit once', () => {
    expect(combineEdits([fix(2, 3, 'x'), fix(2, 3, 'x')])?.get('a')).toHaveLength(1);
  });

  it.each([
    ['overlap', fix(2, 5, 'x'), fix(4, 6, 'y')],
    ['disagree', fix(2, 5, 'x'), fix(2, 5, 'y')],
    ['insert at one place', fix(2, 2, 'x'), fix(2, 2, 'y')],
  ])('refuses edits that %s', (_, a, b) => {
    expect(combineEdits([a, b])).toBeUndefined();
  });

  it('takes edits that touch', () => {
    expect(applyEdits(file.text, combineEdits([fix(4, 4, 'y'), fix(2, 4, 'x')])!.get('a')!)).toBe(
      '01xy456789',
    );
  });
});

describe('unifiedDiff', () => {
  it('shows a change with three lines around it', () => {
    expect(unifiedDiff('etc/a', '1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')).toBe(
      '--- a/etc/a\n+++ b/etc/a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('says nothing where nothing changed', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
  });

  it('keeps a path within its line', () => {
    expect(unifiedDiff('a\n+++ b"', '1', '2')).toMatch(/^--- "a\/a\\012\+\+\+ b\\""\n\+\+\+ "b\//);
  });

  it('is what git applies, whatever changed', () => {
    const directory = mkdtempSync(join(tmpdir(), 'diff-'));
    const lines = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd\n', 'e\n'), { maxLength: 30 })
      .map((all) => all.join(''));
    const text = fc.tuple(lines, fc.constantFrom('', 'end')).map(([all, end]) => all + end);
    try {
      execFileSync('git', ['init', '-q', directory]);
      fc.assert(
        fc.property(text, text, (before, after) => {
          fc.pre(before !== '' && after !== '' && before !== after);
          writeFileSync(join(directory, 'file'), before);
          execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
            cwd: directory,
            input: unifiedDiff('file', before, after),
          });
          expect(readFileSync(join(directory, 'file'), 'utf8')).toBe(after);
        }),
        { seed: 7, numRuns: 60 },
      );
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
