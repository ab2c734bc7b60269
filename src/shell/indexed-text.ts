import type { Location } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';

/**
 * Traced text with an index of its parts: `slice` takes time that depends on the piece alone, so that cutting a text of
 * many parts into many pieces stays linear.
 */
export class IndexedText {
  readonly text: TracedText;
  readonly #starts: Uint32Array;

  constructor(text: TracedText) {
    this.text = text;
    this.#starts = new Uint32Array(text.runs.length + 1);
    let at = 0;
    for (const [i, run] of text.runs.entries()) {
      this.#starts[i] = at;
      at += run.kind === 'literal' ? run.text.length : 1;
    }
    this.#starts[text.runs.length] = at;
  }

  /** The piece [from, to) with its origins. */
  slice(from: number, to: number): TracedText {
    if (to <= from) return TracedText.empty;
    const pieces: TracedText[] = [];
    for (let i = this.#runAt(from); i < this.text.runs.length; i++) {
      const run = this.text.runs[i];
      const start = this.#starts[i] ?? 0;
      if (run === undefined || start >= to) break;
      if (run.kind === 'unknown') {
        pieces.push(TracedText.unknown(run.name, run.because, run.origin, run.splits));
        continue;
      }
      const a = Math.max(from - start, 0);
      const b = Math.min(to - start, run.text.length);
      const { file, start: origin } = run.origin;
      const place = run.exact ? file.at(origin + a, origin + b) : run.origin;
      pieces.push(TracedText.decoded(run.text.slice(a, b), place, run.exact));
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : TracedText.concat(pieces);
  }

  /** Where a non-empty piece stands; the nearest place before it otherwise. */
  locate(from: number, to: number): Location | undefined {
    const run = this.text.runs[this.#runAt(from)];
    if (run?.kind === 'literal' && run.exact) {
      const start = run.origin.start + Math.max(from - (this.#starts[this.#runAt(from)] ?? 0), 0);
      if (to - from <= run.origin.end - start)
        return run.origin.file.at(start, start + Math.max(to - from, 0));
    }
    return this.slice(from, Math.max(to, from + 1)).locate() ?? this.text.runs.at(-1)?.origin;
  }

  #runAt(offset: number): number {
    let low = 0;
    let high = this.text.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}
