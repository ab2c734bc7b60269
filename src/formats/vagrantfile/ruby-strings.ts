import type { SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';

/** A string literal as it stands. */
export interface RubyString {
  /** The pieces of the file that are its text; several where `<<~` takes indentation away. */
  readonly pieces: readonly Span[];
  /** Whether `#{…}` and escapes mean something in it. */
  readonly interpolates: boolean;
  /** Where the code after it goes on. */
  readonly end: number;
}

/** Finds the string literals of one Ruby file: quoted ones and here-documents. */
export class RubyStrings {
  readonly #file: SourceFile;
  /** Numbers of the lines that are one word, as the ends of here-documents are. */
  readonly #words = new Map<string, number[]>();
  /** The last offset from which a quotation mark finds its end, where that is known. */
  readonly #closed = new Map<string, number>();

  constructor(file: SourceFile) {
    this.#file = file;
    for (let number = 1; number <= file.lineStarts.length; number++) {
      const word = file.line(number).trim();
      if (!/^\w{1,100}$/.test(word)) continue;
      const numbers = this.#words.get(word) ?? [];
      numbers.push(number);
      this.#words.set(word, numbers);
    }
  }

  /** The literal that begins at an offset. */
  at(offset: number): RubyString | undefined {
    const quote = this.#file.text[offset];
    return quote === '"' || quote === "'" ? this.#quoted(offset, quote) : this.hereDocument(offset);
  }

  /** The here-document whose `<<` stands at an offset. */
  hereDocument(offset: number): RubyString | undefined {
    const opener = /^<<([-~]?)(["']?)([A-Za-z_]\w{0,99})\2/.exec(this.#file.text.slice(offset, offset + 110));
    if (opener === null) return undefined;
    const [, style = '', quote, word = ''] = opener;
    const first = this.#file.positionAt(offset).line + 1;
    const last = this.#endOf(word, first, style !== '');
    if (last === undefined) return undefined;
    const lines = Array.from({ length: last - first }, (_, index) => ({
      start: this.#file.lineStarts[first + index - 1] ?? 0,
      end: this.#file.lineStarts[first + index] ?? this.#file.text.length,
    }));
    const spans = style === '~' ? this.#withoutIndent(lines) : lines;
    const pieces = spans.flatMap((span) => this.#withoutReturn(span));
    return { pieces, interpolates: quote !== "'", end: this.#file.lineSpan(last).end };
  }

  #endOf(word: string, first: number, mayBeIndented: boolean): number | undefined {
    const numbers = this.#words.get(word) ?? [];
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[middle] ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    const candidates = numbers.slice(low, low + 100);
    return candidates.find((number) => mayBeIndented || this.#file.line(number).trimEnd() === word);
  }

  #withoutIndent(spans: readonly Span[]): readonly Span[] {
    const indents = spans.flatMap(({ start, end }) => {
      const line = this.#file.text.slice(start, end);
      return line.trim() === '' ? [] : [line.length - line.trimStart().length];
    });
    const least = indents.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    return spans.map(({ start, end }) => {
      const isBlank = this.#file.text.slice(start, end).trim() === '';
      return { start: isBlank ? start : Math.min(start + least, end), end };
    });
  }

  /** Ruby reads CRLF as LF. */
  #withoutReturn({ start, end }: Span): readonly Span[] {
    if (this.#file.text.slice(end - 2, end) !== '\r\n') return [{ start, end }];
    return [
      { start, end: Math.max(start, end - 2) },
      { start: end - 1, end },
    ];
  }

  #quoted(offset: number, quote: string): RubyString | undefined {
    const { text } = this.#file;
    // That nothing closes it is found out once.
    if (offset > (this.#closed.get(quote) ?? text.length)) return undefined;
    for (let at = offset + 1; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === quote)
        return { pieces: [{ start: offset + 1, end: at }], interpolates: quote === '"', end: at + 1 };
    }
    this.#closed.set(quote, offset - 1);
    return undefined;
  }
}
