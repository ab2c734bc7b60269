import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';

/**
 * The pieces of a text at ordered, disjoint ranges of offsets into `text.text`. One walk over the runs, so
 * that a text of many runs (a template) can be cut into many pieces in linear time.
 */
export function piecesAt(text: TracedText, ranges: readonly Span[]): TracedText[] {
  const pieces: TracedText[] = [];
  let index = 0;
  let runStart = 0;
  for (const { start, end } of ranges) {
    const parts: TracedText[] = [];
    while (index < text.runs.length) {
      const run = text.runs[index];
      if (run === undefined) break;
      const length = run.kind === 'literal' ? run.text.length : 1;
      const from = Math.max(start - runStart, 0);
      const to = Math.min(end - runStart, length);
      if (from < to) {
        if (run.kind === 'unknown')
          parts.push(TracedText.unknown(run.name, run.because, run.origin, run.splits));
        else {
          const { file } = run.origin;
          const origin = run.exact ? file.at(run.origin.start + from, run.origin.start + to) : run.origin;
          parts.push(TracedText.decoded(run.text.slice(from, to), origin, run.exact));
        }
      }
      if (runStart + length > end) break;
      runStart += length;
      index++;
    }
    pieces.push(parts.length === 1 && parts[0] ? parts[0] : TracedText.concat(parts));
  }
  return pieces;
}
