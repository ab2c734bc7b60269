import type { LiteralRun, Location, Run, SourceFile, UnknownRun } from './source-file.ts';

/**
 * Stands in `TracedText.text` for each part that cannot be known. It is a Unicode noncharacter, so lexers
 * pass over it as an ordinary word character; what counts is the run behind it, never the character, so
 * a file that contains U+FDD0 is not misread.
 */
export const UNKNOWN_MARK = '\uFDD0';

export type { LiteralRun, Run, UnknownRun };

/**
 * Decoded text that remembers where every part came from, across escapes, continuation lines, variables
 * and files. Immutable. Lexers work on `text` and cut pieces with `slice`; positions come along.
 */
export class TracedText {
  readonly runs: readonly Run[];
  readonly text: string;

  private constructor(runs: readonly Run[]) {
    this.runs = runs;
    let text = '';
    for (const run of runs) text += run.kind === 'literal' ? run.text : UNKNOWN_MARK;
    this.text = text;
  }

  static readonly empty = new TracedText([]);

  /** A verbatim piece of a file. */
  static source(file: SourceFile, start: number, end: number): TracedText {
    const runs: Run[] = [];
    for (const run of file.runs(start, end)) appendRun(runs, run);
    return runs.length === 0 ? TracedText.empty : new TracedText(runs);
  }

  /** Text that stands at a place in another spelling, such as an escape; or that a place implies, such as a default. */
  static decoded(text: string, origin: Location, exact = false): TracedText {
    return text === '' ? TracedText.empty : new TracedText([{ kind: 'literal', text, origin, exact }]);
  }

  /** A part that cannot be known. */
  static unknown(name: string, because: string, origin: Location, splits = false): TracedText {
    return new TracedText([{ kind: 'unknown', name, because, origin, splits }]);
  }

  /** Pieces one after another; neighbours that touch in the source become one run. */
  static concat(pieces: readonly TracedText[]): TracedText {
    const runs: Run[] = [];
    for (const piece of pieces) for (const run of piece.runs) appendRun(runs, run);
    return new TracedText(runs);
  }

  get length(): number {
    return this.text.length;
  }

  /** Whether every character is known. */
  get isKnown(): boolean {
    return this.runs.every((run) => run.kind === 'literal');
  }

  /** The text if all of it is known. */
  get known(): string | undefined {
    return this.isKnown ? this.text : undefined;
  }

  /** The parts that are not known. */
  get unknowns(): readonly UnknownRun[] {
    return this.runs.filter((run) => run.kind === 'unknown');
  }

  /** Whether it may become any number of words. */
  get splits(): boolean {
    return this.runs.some((run) => run.kind === 'unknown' && run.splits);
  }

  /** The piece [from, to) of `text`, with its origins. */
  slice(from: number, to: number = this.text.length): TracedText {
    if (from <= 0 && to >= this.text.length) return this;
    const runs: Run[] = [];
    let at = 0;
    for (const run of this.runs) {
      const length = run.kind === 'literal' ? run.text.length : 1;
      const start = Math.max(from - at, 0);
      const end = Math.min(to - at, length);
      if (start < end) runs.push(cut(run, start, end));
      at += length;
    }
    return new TracedText(runs);
  }

  /** The same text with every unknown part marked as splitting or not. */
  withSplits(splits: boolean): TracedText {
    if (this.isKnown) return this;
    return new TracedText(this.runs.map((run) => (run.kind === 'unknown' ? { ...run, splits } : run)));
  }

  /**
   * Where the non-empty range [from, to) stands: from its first character on, across escapes, quotes and
   * continuation lines, but not across other words or files (a substituted value is a place of its own).
   * `undefined` for an empty range.
   */
  locate(from = 0, to: number = this.text.length): Location | undefined {
    let place: Location | undefined;
    for (const { origin } of this.slice(from, to).runs) {
      if (place === undefined) place = origin;
      else if (continues(place, origin)) place = place.file.at(place.start, Math.max(place.end, origin.end));
      else break;
    }
    return place;
  }
}

/** Whether only quotes, backslashes and white space stand between two places, as within one word. */
function continues(place: Location, next: Location): boolean {
  if (place.file !== next.file || next.start < place.start) return false;
  return /^[\s\\"'`^]*$/.test(place.file.text.slice(place.end, next.start));
}

function appendRun(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (
    last?.kind === 'literal' &&
    run.kind === 'literal' &&
    last.exact &&
    run.exact &&
    last.origin.file === run.origin.file &&
    last.origin.end === run.origin.start
  ) {
    const origin = last.origin.file.at(last.origin.start, run.origin.end);
    runs[runs.length - 1] = { kind: 'literal', text: last.text + run.text, origin, exact: true };
  } else runs.push(run);
}

function cut(run: Run, from: number, to: number): Run {
  if (run.kind === 'unknown') return run;
  if (from === 0 && to === run.text.length) return run;
  const { file, start } = run.origin;
  const origin = run.exact ? file.at(start + from, start + to) : run.origin;
  return { kind: 'literal', text: run.text.slice(from, to), origin, exact: run.exact };
}
