import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A piece of a logical line: `text[at…]` is the file from `start` on, up to the next piece. */
interface Segment {
  readonly at: number;
  readonly start: number;
}

/**
 * One instruction's text after continuation lines were joined and comments inside them dropped, and the way
 * back to the file. Lexers work on the plain `text`; `traced` gives a range its places in logarithmic time,
 * so that an instruction of a thousand lines costs no more than its length.
 */
export class LogicalLine {
  readonly file: SourceFile;
  readonly text: string;
  readonly #segments: readonly Segment[];

  constructor(file: SourceFile, text: string, segments: readonly Segment[]) {
    this.file = file;
    this.text = text;
    this.#segments = segments;
  }

  /** The range [from, to) with the places of its characters. */
  traced(from: number, to: number): TracedText {
    const pieces: TracedText[] = [];
    let at = from;
    for (let index = this.#indexOf(from); at < to; index++) {
      const segment = this.#segments[index];
      if (segment === undefined) break;
      const end = Math.min(to, this.#segments[index + 1]?.at ?? this.text.length);
      if (end > at) {
        const start = segment.start + at - segment.at;
        pieces.push(TracedText.source(this.file, start, start + end - at));
      }
      at = Math.max(at, end);
    }
    return TracedText.concat(pieces);
  }

  /** The place from the first to the last character of a range; for an empty one, where it would stand. */
  place(from: number, to: number): Location {
    const start = this.#offset(from);
    return this.file.at(start, to > from ? this.#offset(to - 1) + 1 : start);
  }

  #offset(at: number): number {
    const segment = this.#segments[this.#indexOf(at)];
    return segment === undefined ? 0 : segment.start + at - segment.at;
  }

  #indexOf(at: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Collects the pieces of a logical line. */
export class LogicalLineBuilder {
  readonly #file: SourceFile;
  readonly #parts: string[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  add(start: number, end: number): void {
    if (end <= start) return;
    this.#segments.push({ at: this.#length, start });
    this.#parts.push(this.#file.text.slice(start, end));
    this.#length += end - start;
  }

  /** The whole, without the blanks around it. */
  build(fallback: number): LogicalLine {
    if (this.#segments.length === 0) this.#segments.push({ at: 0, start: fallback });
    return new LogicalLine(this.#file, this.#parts.join(''), this.#segments);
  }
}
