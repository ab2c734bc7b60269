import { TracedText } from '../../text/traced-text.ts';
import type { LogicalLine } from './logical-line.ts';

/** The words of an array; or why the text is none: the shell form, or an array that the builder refuses. */
export type ExecForm = readonly TracedText[] | 'shell form' | 'not strings';

/** Deepest nesting that is looked at; an array that nests deeper is refused by the builder anyway. */
const DEEPEST = 50;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads [from, to) as a JSON array of strings (RFC 8259, as Go's `encoding/json` does), each word with its
 * places. Anything that is not valid JSON, also text after the array, is the shell form; a valid array
 * with something else than strings fails the build.
 */
export function execForm(line: LogicalLine, from: number, to: number): ExecForm {
  const reader = new Reader(line, from, to);
  return reader.array();
}

class Reader {
  readonly #line: LogicalLine;
  readonly #text: string;
  readonly #to: number;
  #at: number;

  constructor(line: LogicalLine, from: number, to: number) {
    this.#line = line;
    this.#text = line.text;
    this.#at = from;
    this.#to = to;
  }

  array(): ExecForm {
    this.#blanks();
    if (!this.#take('[')) return 'shell form';
    const words: TracedText[] = [];
    let onlyStrings = true;
    this.#blanks();
    if (!this.#take(']')) {
      do {
        this.#blanks();
        const word = this.#peek() === '"' ? this.#string() : this.#value(1);
        if (word === undefined) return 'shell form';
        if (word === 'other') onlyStrings = false;
        else words.push(word);
        this.#blanks();
      } while (this.#take(','));
      if (!this.#take(']')) return 'shell form';
    }
    this.#blanks();
    if (this.#at < this.#to) return 'shell form';
    return onlyStrings ? words : 'not strings';
  }

  #peek(): string {
    return this.#at < this.#to ? (this.#text[this.#at] ?? '') : '';
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    while (/^[ \t\r\n]$/.test(this.#peek())) this.#at++;
  }

  /** A string, from its opening quote; `undefined` if it is none. */
  #string(): TracedText | undefined {
    if (!this.#take('"')) return undefined;
    const pieces: TracedText[] = [];
    let start = this.#at;
    const flush = () => pieces.push(this.#line.traced(start, this.#at));
    while (this.#at < this.#to) {
      const char = this.#peek();
      if (char === '"') {
        flush();
        this.#at++;
        return TracedText.concat(pieces);
      }
      if (char < ' ') return undefined;
      if (char === '\\') {
        flush();
        const decoded = this.#escape();
        if (decoded === undefined) return undefined;
        pieces.push(decoded);
        start = this.#at;
      } else this.#at++;
    }
    return undefined;
  }

  #escape(): TracedText | undefined {
    const start = this.#at;
    const simple = ESCAPES[this.#text[start + 1] ?? ''];
    const hex = /^[0-9a-fA-F]{4}$/.exec(this.#text.slice(start + 2, start + 6))?.[0];
    const isUnicode = this.#text[start + 1] === 'u' && hex !== undefined;
    const text = simple ?? (isUnicode ? String.fromCharCode(Number.parseInt(hex, 16)) : undefined);
    this.#at = start + (simple === undefined ? 6 : 2);
    if (text === undefined || this.#at > this.#to) return undefined;
    return TracedText.decoded(text, this.#line.place(start, this.#at));
  }

  /** Any other value, only skipped. */
  #value(depth: number): 'other' | undefined {
    const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])/.exec(
      this.#text.slice(this.#at, Math.min(this.#to, this.#at + 400)),
    );
    if (literal !== null) {
      this.#at += literal[0].length;
      return 'other';
    }
    const isObject = this.#peek() === '{';
    if (depth > DEEPEST || !(isObject || this.#peek() === '[')) return undefined;
    this.#at++;
    const close = isObject ? '}' : ']';
    this.#blanks();
    if (this.#take(close)) return 'other';
    do {
      this.#blanks();
      if (isObject) {
        if (this.#string() === undefined) return undefined;
        this.#blanks();
        if (!this.#take(':')) return undefined;
        this.#blanks();
      }
      const value = this.#peek() === '"' ? this.#string() : this.#value(depth + 1);
      if (value === undefined) return undefined;
      this.#blanks();
    } while (this.#take(','));
    return this.#take(close) ? 'other' : undefined;
  }
}
