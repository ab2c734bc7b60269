import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';

/** Gives the text of an interpolation such as `var.port`; `undefined` if nobody knows it. */
export type Interpolate = (expression: string) => TracedText | undefined;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Walks over the text of an HCL file (HCL native syntax specification, with what HCL 1 allows beside). */
export class Scanner {
  readonly file: SourceFile;
  readonly #interpolate: Interpolate;
  at = 0;

  constructor(file: SourceFile, interpolate: Interpolate) {
    this.file = file;
    this.#interpolate = interpolate;
  }

  peek(): string {
    return this.file.text[this.at] ?? '';
  }

  isAt(text: string): boolean {
    return this.file.text.startsWith(text, this.at);
  }

  /** Passes over blanks and comments, and over line breaks if they mean nothing here. */
  skip(lines: boolean): void {
    const { text } = this.file;
    for (;;) {
      const char = text[this.at];
      if (char === ' ' || char === '\t' || char === '\r' || char === '\uFEFF' || (lines && char === '\n'))
        this.at += 1;
      else if (char === '#' || text.startsWith('//', this.at)) this.at = this.#lineEnd(this.at);
      else if (text.startsWith('/*', this.at)) {
        const end = text.indexOf('*/', this.at + 2);
        this.at = end < 0 ? text.length : end + 2;
      } else return;
    }
  }

  /** An identifier; `undefined` if there is none. */
  identifier(): string | undefined {
    let end = this.at;
    while (/[\w-]/.test(this.file.text[end] ?? '')) end++;
    if (end === this.at || /\d/.test(this.peek())) return undefined;
    const name = this.file.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  /** A quoted text from its `"` on; it ends at its quote or at the end of its line. */
  quoted(): TracedText {
    this.at += 1;
    const text = this.#template((at) => /["\n]/.test(this.file.text[at] ?? '\n'), true);
    if (this.peek() === '"') this.at += 1;
    return text;
  }

  /** A heredoc from its `<<` on; `undefined` if it is none. */
  heredoc(): TracedText | undefined {
    const { text } = this.file;
    const start = this.#lineEnd(this.at);
    const marker = /^<<-?\s{0,5}([\w-]{1,60})\s*$/.exec(
      text.slice(this.at, Math.min(start, this.at + 80)),
    )?.[1];
    if (marker === undefined) return undefined;
    let line = start + 1;
    while (line < text.length && text.slice(line, this.#lineEnd(line)).trim() !== marker)
      line = this.#lineEnd(line) + 1;
    this.at = start + 1;
    const end = Math.min(line, text.length);
    const found = this.#template((at) => at >= end, false);
    this.at = line < text.length ? this.#lineEnd(line) : text.length;
    return found;
  }

  /** Passes over an expression that is not a literal: to the comma, bracket or line end outside of all brackets. */
  passExpression(): void {
    const { text } = this.file;
    let depth = 0;
    while (this.at < text.length) {
      const char = text[this.at] ?? '';
      if (char === '"') this.quoted();
      else if (depth === 0 && /[,\n\]})]/.test(char)) return;
      else {
        if (/[[({]/.test(char)) depth += 1;
        if (/[\])}]/.test(char)) depth -= 1;
        this.at += 1;
      }
    }
  }

  #template(isEnd: (at: number) => boolean, escapes: boolean): TracedText {
    const { file } = this;
    const { text } = file;
    const pieces: TracedText[] = [];
    let from = this.at;
    const flush = () => {
      if (this.at > from) pieces.push(TracedText.source(file, from, this.at));
    };
    while (this.at < text.length && !isEnd(this.at)) {
      const isEscape = escapes && text[this.at] === '\\';
      const isLiteral = text.startsWith('$${', this.at) || text.startsWith('%%{', this.at);
      const isOpen = text.startsWith('${', this.at) || text.startsWith('%{', this.at);
      const levant = text.startsWith('[[', this.at) ? this.#levantEnd() : -1;
      if (!isEscape && !isLiteral && !isOpen && levant < 0) {
        this.at += 1;
        continue;
      }
      flush();
      const start = this.at;
      if (isEscape) {
        this.at += 2;
        const char = text[start + 1] ?? '';
        pieces.push(TracedText.decoded(ESCAPES[char] ?? `\\${char}`, file.at(start, this.at)));
      } else if (isLiteral) {
        this.at += 3;
        pieces.push(TracedText.source(file, start, start + 1), TracedText.source(file, start + 2, start + 3));
      } else if (isOpen) pieces.push(this.#interpolation(start));
      else {
        this.at = levant + 2;
        pieces.push(this.#unknown(start, text.slice(start + 2, levant).trim()));
      }
      from = this.at;
    }
    flush();
    return TracedText.concat(pieces);
  }

  /** `${…}` with the braces and quotes inside it. */
  #interpolation(start: number): TracedText {
    const { text } = this.file;
    let depth = 1;
    let isQuoted = false;
    this.at = start + 2;
    while (this.at < text.length && depth > 0 && text[this.at] !== '\n') {
      const char = text[this.at];
      if (char === '"') isQuoted = !isQuoted;
      else if (!isQuoted && char === '{') depth += 1;
      else if (!isQuoted && char === '}') depth -= 1;
      this.at += 1;
    }
    const expression = text.slice(start + 2, depth === 0 ? this.at - 1 : this.at).trim();
    const value = text[start] === '$' ? this.#interpolate(expression) : undefined;
    return value ?? this.#unknown(start, expression);
  }

  #unknown(start: number, name: string): TracedText {
    return TracedText.unknown(name, `${name} is known only when the job runs`, this.file.at(start, this.at));
  }

  /** Where `[[ … ]]` of levant and nomad-pack ends; they are short. */
  #levantEnd(): number {
    const end = this.file.text.slice(this.at, this.at + 200).indexOf(']]');
    return end < 0 ? end : this.at + end;
  }

  #lineEnd(from: number): number {
    const end = this.file.text.indexOf('\n', from);
    return end < 0 ? this.file.text.length : end;
  }
}
