import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';

/**
 * Splits as Python's `shlex.split` does (POSIX mode, no comments): quotes and backslashes, nothing else.
 * `undefined` where a quote or an escape is left open, which Python refuses.
 */
export function shlexSplit(command: TracedText): TracedText[] | undefined {
  const words: Span[][] = [];
  const text = command.text;
  let word: Span[] | undefined;
  let quote: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quote !== undefined && char === quote) quote = undefined;
    else if (char === '\\' && quote !== "'") {
      if (i + 1 >= text.length) return undefined;
      const next = text[i + 1];
      word ??= [];
      if (quote === undefined || next === '\\' || next === '"') i++;
      word.push({ start: i, end: i + 1 });
    } else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      word ??= [];
    } else if (quote === undefined && /^[ \t\r\n]$/.test(char)) {
      if (word) words.push(word);
      word = undefined;
    } else {
      word ??= [];
      const last = word.at(-1);
      if (last?.end === i) word[word.length - 1] = { start: last.start, end: i + 1 };
      else word.push({ start: i, end: i + 1 });
    }
  }
  if (quote !== undefined) return undefined;
  if (word) words.push(word);
  const pieces = piecesAt(command, words.flat());
  let next = 0;
  return words.map((spans) => {
    const parts = pieces.slice(next, next + spans.length);
    next += spans.length;
    return TracedText.concat(parts);
  });
}
