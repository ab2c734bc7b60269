import { type Location, type Run, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';

/**
 * A file that a script writes, for whoever reads such a file. Lines and offsets are those of what is written;
 * every place that it gives is in the script.
 */
export class WrittenFile extends SourceFile {
  readonly #text: TracedText;
  readonly #place: Location;

  /** @param place of what writes it, where nothing nearer is known. */
  constructor(path: string, text: TracedText, place: Location) {
    super(path, text.text);
    this.#text = text;
    this.#place = place;
  }

  override runs(start: number, end: number): readonly Run[] {
    return this.#text.slice(start, end).runs;
  }

  override at(start: number, end: number): Location {
    return this.#text.slice(start, end).locate() ?? this.#place;
  }
}
