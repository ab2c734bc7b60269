import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';

/**
 * Splits a Windows command line as the C runtime and `CommandLineToArgvW` do: only double quotes group; a
 * backslash escapes only in front of one, 2n of them being n; `""` within quotes is one quote. The program,
 * `isProgram` of the first word, knows no escapes. Single quotes are ordinary characters.
 */
export function windowsWords(line: TracedText, isProgram = true): TracedText[] {
  const text = line.text;
  const words: Span[][] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const word: Span[] = [];
    at = readWord(text, at, word, isProgram && words.length === 0);
    words.push(word);
  }
  const pieces = piecesAt(line, words.flat());
  let next = 0;
  return words.map((spans) => {
    const parts = pieces.slice(next, next + spans.length);
    next += spans.length;
    return TracedText.concat(parts);
  });
}

function readWord(text: string, from: number, word: Span[], plain: boolean): number {
  let at = from;
  let quoted = false;
  while (at < text.length && (quoted || !isBlank(text[at]))) {
    if (text[at] === '"') {
      if (quoted && !plain && text[at + 1] === '"') keep(word, ++at, 1);
      else quoted = !quoted;
      at++;
      continue;
    }
    let run = 0;
    while (!plain && text[at + run] === '\\') run++;
    if (run > 0 && text[at + run] === '"') {
      keep(word, at, run >> 1);
      if (run % 2 === 1) keep(word, at + run, 1);
      at += run + (run % 2);
    } else {
      keep(word, at, Math.max(run, 1));
      at += Math.max(run, 1);
    }
  }
  return at;
}

function keep(word: Span[], start: number, length: number): void {
  const last = word.at(-1);
  if (length === 0) return;
  if (last?.end === start) word[word.length - 1] = { start: last.start, end: start + length };
  else word.push({ start, end: start + length });
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at++;
  return at;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}
