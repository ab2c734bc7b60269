import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { scan } from '../../../src/formats/dockerfile/scanner.ts';
import { trimmed } from '../../../src/formats/dockerfile/words.ts';
import { SourceFile } from '../../../src/text/source-file.ts';

const texts = readFileSync(new URL('../../oracle/dockerfile.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { dockerfile: string; observed: { error?: string } })
  .filter(({ observed }) => observed.error === undefined)
  .map(({ dockerfile }) => dockerfile);

/** Where instructions begin and end, by the scanner here. */
function ours(text: string): string[] {
  const file = new SourceFile('Dockerfile', text);
  return scan(file).lines.map(({ line }) => {
    const { start, end } = trimmed(line, 0, line.text.length);
    const place = line.place(start, end);
    return range(file, place.start, lastWord(text, place.start, place.end));
  });
}

function theirs(text: string): string[] {
  const file = new SourceFile('Dockerfile', text);
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      const offset = (line: number, character: number) => (file.lineStarts[line] ?? 0) + character;
      const from = offset(start.line, start.character);
      return range(file, from, lastWord(text, from, offset(end.line, end.character)));
    });
}

/** The end without blanks, escape characters and comments, which dockerfile-ast counts in. */
function lastWord(text: string, start: number, end: number): number {
  return start + (/(?:[\s\\`]|\n[ \t]*#[^\n]*)*$/.exec(text.slice(start, end))?.index ?? 0);
}

/**
 * Where dockerfile-ast differs from BuildKit, as recorded: a directive after an unknown one is a comment, and an
 * escaped escape character at the end of a line continues nothing.
 */
const isKnownDifference = (text: string) => /^# foo=bar\n# escape=|\\\\\n/.test(text);

function range(file: SourceFile, start: number, end: number): string {
  const at = (offset: number) => Object.values(file.positionAt(offset)).join(':');
  return `${at(start)}-${at(end)}`;
}

describe('ranges of instructions', () => {
  it('are those of dockerfile-ast', () => {
    const different = texts
      .filter((text) => !isKnownDifference(text))
      .filter((text) => {
        const mine = ours(text);
        return mine.some((one, index) => one !== theirs(text)[index]);
      });
    expect(different).toEqual([]);
  });
});
