import { lastStart } from '../text/last-start.ts';
import { type Location, type Run, SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { TracedText } from '../text/traced-text.ts';

/** A piece of what a template becomes. */
export interface RenderedPiece {
  readonly text: TracedText;
  /** What it stands for in the template: the same text, or the tag. */
  readonly place: Span;
}

/**
 * What a template becomes, for whoever reads it as the file that it is a template of. Lines and offsets are
 * those of the result; every place that it gives is in the template or in the file that a value comes from.
 */
export class RenderedFile extends SourceFile {
  readonly template: SourceFile;
  readonly pieces: readonly RenderedPiece[];
  readonly #starts: readonly number[];

  constructor(template: SourceFile, pieces: readonly RenderedPiece[]) {
    super(template.path, pieces.map(({ text }) => text.text).join(''));
    this.template = template;
    this.pieces = pieces;
    let at = 0;
    this.#starts = pieces.map(({ text }) => {
      const start = at;
      at += text.length;
      return start;
    });
  }

  override runs(start: number, end: number): readonly Run[] {
    const runs: Run[] = [];
    for (let index = this.#pieceAt(start); index < this.pieces.length; index++) {
      const from = this.#starts[index] ?? 0;
      if (from >= end) break;
      const text = this.pieces[index]?.text;
      if (text) runs.push(...text.slice(Math.max(start - from, 0), end - from).runs);
    }
    return runs;
  }

  override at(start: number, end: number): Location {
    const first = this.#pieceAt(start);
    const last = end > start ? this.#pieceAt(end - 1) : first;
    const only = first === last ? this.runs(start, end) : [];
    if (only.length === 1 && only[0]) return only[0].origin;
    return this.template.at(this.#placeOf(first, start, 'start'), this.#placeOf(last, end, 'end'));
  }

  /** Where an offset into a piece stands in the template. */
  #placeOf(index: number, offset: number, edge: 'start' | 'end'): number {
    const piece = this.pieces[index];
    if (piece === undefined) return 0;
    const { place, text } = piece;
    if (place.end - place.start !== text.length) return place[edge];
    const within = Math.min(Math.max(offset - (this.#starts[index] ?? 0), 0), text.length);
    return place.start + within;
  }

  #pieceAt(offset: number): number {
    return lastStart(this.#starts, offset);
  }
}
