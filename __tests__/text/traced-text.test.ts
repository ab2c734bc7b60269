import { describe, expect, it } from 'vitest';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { TracedText, UNKNOWN_MARK } from '../../src/text/traced-text.ts';

const file = new SourceFile('a.service', 'ExecStart=x -l \\\n  127.0.0.1 "\\x2dU" 0\n');

describe('traced text', () => {
  it('joins touching pieces into one run whose parts have places of their own', () => {
    const text = TracedText.concat([TracedText.source(file, 12, 14), TracedText.source(file, 14, 15)]);
    expect(text.runs).toHaveLength(1);
    const place = text.locate(0, 2);
    expect(place && sourceText(place)).toBe('-l');
  });

  it('covers the whole escape when one decoded character is asked for', () => {
    const at = file.text.indexOf('\\x2d');
    const word = TracedText.concat([
      TracedText.decoded('-', file.at(at, at + 4)),
      TracedText.source(file, at + 4, at + 5),
    ]);
    const place = word.locate(0, 1);
    expect(word.text).toBe('-U');
    expect(place && sourceText(place)).toBe('\\x2d');
  });

  it('does not stretch a place from a word to the value that was substituted into it', () => {
    const other = new SourceFile('env', 'X=10.0.0.1');
    const word = TracedText.concat([TracedText.source(file, 12, 14), TracedText.source(other, 2, 10)]);
    expect(word.text).toBe('-l10.0.0.1');
    expect(word.locate()?.file).toBe(file);
    expect(word.locate(2)?.file).toBe(other);
  });

  it('keeps an unknown part apart from a file that contains the mark itself', () => {
    const odd = new SourceFile('b', UNKNOWN_MARK);
    expect(TracedText.source(odd, 0, 1).isKnown).toBe(true);
    const word = TracedText.concat([
      TracedText.source(odd, 0, 1),
      TracedText.unknown('IP', 'IP is set nowhere', odd.at(0, 1)),
    ]);
    expect(word.slice(1).unknowns[0]?.name).toBe('IP');
    expect(word.slice(0, 1).isKnown).toBe(true);
  });
});
