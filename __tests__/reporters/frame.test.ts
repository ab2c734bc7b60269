import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/reporters/frame/display-width.ts';
import { renderFrame } from '../../src/reporters/frame/render-frame.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { locate } from './build.ts';

/** What stands above the marker, column by column. */
function marked(lines: readonly string[], at = 0): string {
  const [source = '', marker = ''] = lines.slice(at);
  const from = marker.indexOf('^');
  const to = marker.lastIndexOf('^') + 1;
  let column = 0;
  let found = '';
  for (const character of source) {
    const width = displayWidth(character);
    if (column >= from && (column < to || (width === 0 && column === to))) found += character;
    column += width;
  }
  return found;
}

describe('renderFrame', () => {
  it.each([
    ['plain', '-l 0.0.0.0 -m 64', '0.0.0.0'],
    ['first', '0.0.0.0 x', '0.0.0.0'],
    ['last', 'x 0.0.0.0', '0.0.0.0'],
    ['after tabs', '\t-m 64\t-l 0.0.0.0', '0.0.0.0'],
    ['after wide characters', '# 漢字カタ -l 0.0.0.0', '0.0.0.0'],
    ['after combining characters', 'e\u0301\u0301 n\u0303 -l 0.0.0.0', '0.0.0.0'],
    ['after emoji', '🚀🚀 -l 0.0.0.0', '0.0.0.0'],
    ['wide itself', 'HOST=漢字 x', '漢字'],
    ['with combining characters', 'HOST=e\u0301 x', 'e\u0301'],
  ])('marks the exact word: %s', (_, line, word) => {
    expect(marked(renderFrame(locate('a', `first\n${line}\nlast`, word), 100))).toBe(word);
  });

  it.each([
    ['ANSI', '\u001B[31m-l 0.0.0.0', '1 | <U+001B>[31m-l 0.0.0.0'],
    ['right-to-left override', '\u202E-l 0.0.0.0', '1 | <U+202E>-l 0.0.0.0'],
    ['zero-width space', 'a\u200B-l 0.0.0.0', '1 | a<U+200B>-l 0.0.0.0'],
    ['byte order mark', '\uFEFF-l 0.0.0.0', '1 | <U+FEFF>-l 0.0.0.0'],
    ['NUL', '\0-l 0.0.0.0', '1 | <U+0000>-l 0.0.0.0'],
  ])('writes out what cannot be seen: %s', (_, line, shown) => {
    const lines = renderFrame(locate('a', line, '0.0.0.0'), 100);
    expect(lines[0]).toBe(shown);
    expect(marked(lines)).toBe('0.0.0.0');
  });

  it('masks secrets and still marks the word', () => {
    const lines = renderFrame(locate('a', 'run --password=hunter2 -l 0.0.0.0', '0.0.0.0'), 100);
    expect(lines[0]).toBe('1 | run --password=*** -l 0.0.0.0');
    expect(marked(lines)).toBe('0.0.0.0');
  });

  it('cuts long lines around the word', () => {
    const lines = renderFrame(
      locate('a', `${'a '.repeat(5_000)}0.0.0.0${' b'.repeat(5_000)}`, '0.0.0.0'),
      60,
    );
    expect(lines[0]).toMatch(/^1 \| …( ?a)+ 0\.0\.0\.0( b)+ ?…$/);
    expect(displayWidth(lines[0] ?? '')).toBeLessThanOrEqual(60);
    expect(marked(lines)).toBe('0.0.0.0');
  });

  it('cuts a word that is longer than the line', () => {
    const lines = renderFrame(locate('a', `-l ${'9'.repeat(9_000)} x`, '9'.repeat(9_000)), 60);
    expect(lines[0]).toMatch(/^1 \| …9+…$/);
    expect(displayWidth(lines[0] ?? '')).toBeLessThanOrEqual(60);
    expect(lines[1]).toMatch(/^ {2}\| {2}\^+$/);
  });

  it('shows up to three lines of a longer place and says how many more there are', () => {
    const text = 'ExecStart=memcached \\\n  -m 64 \\\n  -c 10 \\\n  -v \\\n  -l 0.0.0.0\n';
    const lines = renderFrame(locate('a', text, text.slice(10, -1)), 100);
    expect(lines).toEqual([
      '1 | ExecStart=memcached \\',
      '  |           ^^^^^^^^^^^',
      '2 |   -m 64 \\',
      '  |   ^^^^^^^',
      '3 |   -c 10 \\',
      '  |   ^^^^^^^',
      '  | … 2 more lines',
    ]);
  });

  it('survives an empty file and a place at its end', () => {
    expect(renderFrame(new SourceFile('a', '').at(0, 0), 80)).toEqual(['1 |', '  | ^']);
    expect(renderFrame(new SourceFile('a', 'x\n').at(2, 2), 80)).toEqual(['2 |', '  | ^']);
  });

  it('never breaks a line, never shows a control, never exceeds the width', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('\u001B', '\u202E', '\0', 'a', '漢', 'e\u0301', '\t', '\uD800', '::', '%0A'),
    });
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.integer({ min: 40, max: 120 }),
        (before, word, after, width) => {
          const file = new SourceFile('a', before + word + after);
          const lines = renderFrame(file.at(before.length, before.length + word.length), width);
          for (const line of lines) {
            expect(line).not.toMatch(/[\p{Cc}\u202E\p{Cs}]/u);
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });

  it('is quick on one line of a megabyte', () => {
    const file = new SourceFile('a', '-l 0.0.0.0 '.repeat(100_000));
    const start = performance.now();
    for (let i = 0; i < 50; i++) renderFrame(file.at(i * 20_000, i * 20_000 + 7), 100);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
