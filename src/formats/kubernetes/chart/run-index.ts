import { lastStart } from '../../../text/last-start.ts';
import type { Location } from '../../../text/source-file.ts';
import { type Run, TracedText } from '../../../text/traced-text.ts';

/** Finds pieces of a long text of many runs quickly. */
export class RunIndex {
  readonly #runs: readonly Run[];
  readonly #starts: Uint32Array;

  constructor({ runs }: TracedText) {
    this.#runs = runs;
    this.#starts = new Uint32Array(runs.length);
    let at = 0;
    for (const [index, run] of runs.entries()) {
      this.#starts[index] = at;
      at += run.kind === 'literal' ? run.text.length : 1;
    }
  }

  /** The piece [from, to), with its origins. */
  slice(from: number, to: number): TracedText {
    const pieces: TracedText[] = [];
    for (let index = this.#indexAt(from); index < this.#runs.length; index++) {
      const run = this.#runs[index];
      const start = this.#starts[index] ?? 0;
      if (run === undefined || start >= to) break;
      if (run.kind === 'unknown') {
        if (start >= from) pieces.push(TracedText.unknown(run.name, run.because, run.origin, run.splits));
        continue;
      }
      const first = Math.max(from - start, 0);
      const last = Math.min(to - start, run.text.length);
      if (first >= last) continue;
      const { file, start: origin } = run.origin;
      const place = run.exact ? file.at(origin + first, origin + last) : run.origin;
      pieces.push(TracedText.decoded(run.text.slice(first, last), place, run.exact));
    }
    return TracedText.concat(pieces);
  }

  /** Where the piece [from, to) stands; for an empty one where it would. */
  locate(from: number, to: number): Location | undefined {
    return this.slice(from, Math.max(to, from + 1)).locate();
  }

  /** The run that holds an offset. */
  #indexAt(offset: number): number {
    return lastStart(this.#starts, offset);
  }
}
