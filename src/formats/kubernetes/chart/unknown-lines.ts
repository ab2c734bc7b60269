import type { Span } from '../../../text/span.ts';
import { TracedText, UNKNOWN_MARK } from '../../../text/traced-text.ts';
import { RunIndex } from './run-index.ts';

/**
 * Gives a line that nobody knows the shape of its neighbours, so that the text around it stays YAML: an item
 * between items, a pair between pairs.
 */
export function shapeUnknownLines(text: TracedText): TracedText {
  if (text.isKnown) return text;
  const lines = linesOf(text.text);
  const runs = new RunIndex(text);
  const pieces: TracedText[] = [];
  let done = 0;
  for (const [index, line] of lines.entries()) {
    const content = text.text.slice(line.start, line.end);
    if (content.trim() !== UNKNOWN_MARK) continue;
    const mark = line.start + content.indexOf(UNKNOWN_MARK);
    const place = runs.locate(mark, mark + 1);
    if (place === undefined) continue;
    const shape = shapeOf(text.text, lines, index, content.indexOf(UNKNOWN_MARK));
    if (shape === 'item') pieces.push(runs.slice(done, mark), TracedText.decoded('- ', place));
    else if (shape === 'pair')
      pieces.push(runs.slice(done, mark + 1), TracedText.decoded(': ', place), runs.slice(mark, mark + 1));
    if (shape !== undefined) done = shape === 'item' ? mark : mark + 1;
  }
  return done === 0 ? text : TracedText.concat([...pieces, runs.slice(done, text.length)]);
}

/** What the nearest lines with the same indentation are. */
function shapeOf(
  text: string,
  lines: readonly Span[],
  index: number,
  indent: number,
): 'item' | 'pair' | undefined {
  for (const step of [-1, 1]) {
    for (let at = index + step; at >= 0 && at < lines.length && Math.abs(at - index) <= 40; at += step) {
      const { start, end } = lines[at] ?? { start: 0, end: 0 };
      const line = text.slice(start, end);
      const width = line.search(/\S/);
      if (width < 0 || line[width] === '#' || width > indent) continue;
      if (width < indent) break;
      if (line.trim() === UNKNOWN_MARK) continue;
      if (/^-(?:\s|$)/.test(line.slice(width))) return 'item';
      if (/^[^\s:#][^:]{0,200}:(?:\s|$)/.test(line.slice(width))) return 'pair';
      break;
    }
  }
  return undefined;
}

function linesOf(text: string): readonly Span[] {
  const lines: Span[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}
