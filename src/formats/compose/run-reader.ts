import { TracedText } from '../../text/traced-text.ts';

/** Cuts pieces of a text from left to right, each in the time of its own length, however many runs the text has. */
export class RunReader {
  readonly #parts: readonly TracedText[];
  #index = 0;
  #start = 0;

  constructor(text: TracedText) {
    this.#parts = text.runs.map((run) =>
      run.kind === 'literal'
        ? TracedText.decoded(run.text, run.origin, run.exact)
        : TracedText.unknown(run.name, run.because, run.origin, run.splits),
    );
  }

  /** The piece [from, to); `from` must not lie before that of the last call. */
  slice(from: number, to: number): TracedText {
    const pieces: TracedText[] = [];
    for (;;) {
      const part = this.#parts[this.#index];
      if (part === undefined) break;
      const end = this.#start + part.length;
      if (from < end && to > this.#start)
        pieces.push(part.slice(Math.max(from - this.#start, 0), to - this.#start));
      if (end > to) break;
      this.#start = end;
      this.#index += 1;
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : TracedText.concat(pieces);
  }
}
