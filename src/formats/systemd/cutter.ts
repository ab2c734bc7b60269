import { lastStart } from '../../text/last-start.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { type Run, TracedText } from '../../text/traced-text.ts';

/**
 * Cuts many pieces out of one traced text in logarithmic time each, so that a lexer stays fast on a value
 * that consists of very many runs (a hostile file of continuation lines).
 */
export class Cutter {
  readonly text: string;
  readonly #source: TracedText;
  readonly #starts: readonly number[];

  constructor(source: TracedText) {
    this.text = source.text;
    this.#source = source;
    let at = 0;
    this.#starts = source.runs.map((run) => {
      const start = at;
      at += run.kind === 'literal' ? run.text.length : 1;
      return start;
    });
  }

  /** The piece [from, to), with its origins. */
  cut(from: number, to: number): TracedText {
    if (from >= to) return TracedText.empty;
    const pieces: TracedText[] = [];
    for (let i = this.#runAt(from); i < this.#starts.length; i++) {
      const start = this.#starts[i] ?? 0;
      if (start >= to) break;
      const run = this.#source.runs[i];
      if (run) pieces.push(piece(run, Math.max(from - start, 0), to - start));
    }
    return pieces.length === 1 && pieces[0] ? pieces[0] : TracedText.concat(pieces);
  }

  /** Where the non-empty range [from, to) stands, as `extent` has it. */
  place(from: number, to: number, home?: SourceFile): Location | undefined {
    return extent(this.cut(from, to), home);
  }

  #runAt(offset: number): number {
    return lastStart(this.#starts, offset);
  }
}

/**
 * From the first character of a text to its last, as far as they stand in one file on one line; also across
 * continued lines and comments. What a template puts together elsewhere is no part of it. The file is `home` if
 * anything of the text stands there, such as the words around a value that a template puts in.
 */
export function extent(text: TracedText, home?: SourceFile): Location | undefined {
  const first = (text.runs.find(({ origin }) => origin.file === home) ?? text.runs[0])?.origin;
  if (first === undefined) return undefined;
  let { start, end } = first;
  for (const { origin } of text.runs) {
    const between = [Math.min(end, origin.end), Math.max(start, origin.start)] as const;
    const isFar = origin.file !== first.file || between[1] - between[0] > FURTHEST;
    if (isFar || !CONTINUED.test(first.file.text.slice(...between))) continue;
    start = Math.min(start, origin.start);
    end = Math.max(end, origin.end);
  }
  return first.file.at(start, end);
}

/** Longer comments part what is around them; this bounds the search. */
const FURTHEST = 4000;

/** What may stand between two parts of one value: anything on one line; else continued lines and comments. */
const CONTINUED = /^(?:[^\n]*|(?:[\s\\"'`]|[#;][^\n]*\n)*)$/;

function piece(run: Run, from: number, to: number): TracedText {
  const { origin } = run;
  if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, origin, run.splits);
  const end = Math.min(to, run.text.length);
  return run.exact
    ? TracedText.source(origin.file, origin.start + from, origin.start + end)
    : TracedText.decoded(run.text.slice(from, end), origin);
}
