import type { Location, SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { RubyString } from './ruby-strings.ts';

const DEEPEST = 8;
const LONGEST = 500_000;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', s: ' ', '\n': '' };

/** The variables of a file that hold strings. */
export type RubyVariables = ReadonlyMap<string, RubyString | 'varies'>;

/** Decodes the literals of one file; what references to references add up to has a limit. */
export class RubyTexts {
  readonly #file: SourceFile;
  readonly #variables: RubyVariables;
  readonly #known = new Map<RubyString, TracedText>();
  readonly #open = new Set<RubyString>();
  #left = LONGEST;

  constructor(file: SourceFile, variables: RubyVariables) {
    this.#file = file;
    this.#variables = variables;
  }

  /** A literal's text; `#{name}` becomes that variable's, every other `#{…}` is unknown. */
  text(literal: RubyString): TracedText {
    const known = this.#known.get(literal);
    if (known !== undefined) return known;
    this.#open.add(literal);
    const pieces = literal.pieces.map((span) =>
      literal.interpolates ? this.#interpolated(span) : TracedText.source(this.#file, span.start, span.end),
    );
    this.#open.delete(literal);
    const text = TracedText.concat(pieces);
    this.#known.set(literal, text);
    return text;
  }

  #interpolated({ start, end }: Span): TracedText {
    const file = this.#file;
    const pieces: TracedText[] = [];
    let done = start;
    for (const match of file.text.slice(start, end).matchAll(/\\([\s\S])|#\{([^{}]{0,300})\}/g)) {
      const { 0: written, 1: escaped, 2: expression = '', index } = match;
      const place = file.at(start + index, start + index + written.length);
      pieces.push(TracedText.source(file, done, place.start));
      done = place.end;
      const plain = escaped === undefined ? undefined : ESCAPES[escaped];
      if (escaped === undefined) pieces.push(this.#value(written, expression.trim(), place));
      else if (plain === undefined) pieces.push(TracedText.source(file, place.start + 1, place.end));
      else pieces.push(TracedText.decoded(plain, place));
    }
    pieces.push(TracedText.source(file, done, end));
    return TracedText.concat(pieces);
  }

  #value(written: string, name: string, place: Location): TracedText {
    const variable = this.#variables.get(name);
    if (
      variable !== undefined &&
      variable !== 'varies' &&
      this.#open.size < DEEPEST &&
      !this.#open.has(variable)
    ) {
      const value = this.text(variable);
      this.#left -= value.length;
      if (this.#left >= 0) return value;
    }
    return TracedText.unknown(written, 'Ruby works it out', place);
  }
}
