import type { TracedText } from '../../../../text/traced-text.ts';

/** `a x | b y`: each command gets the result of the one before as its last argument. */
export interface Pipeline {
  /** `$x := …` or `$x = …`; two names for the `$key, $value :=` of a range. */
  readonly assigns: readonly string[];
  readonly commands: readonly (readonly Operand[])[];
  readonly from: number;
  readonly to: number;
}

export type Operand =
  /** `.a.b`; no names: the dot itself. */
  | { readonly kind: 'field'; readonly names: readonly string[] }
  /** `$x.a`; `$` alone has the empty name. */
  | { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] }
  | { readonly kind: 'group'; readonly pipeline: Pipeline; readonly names: readonly string[] }
  /** A literal text. */
  | { readonly kind: 'text'; readonly text: TracedText }
  /** A number, `true`, `nil`, the name of a function. */
  | { readonly kind: 'word'; readonly word: string };

const DEEPEST = 40;

/** Parses the part [from, to) of a template as a pipeline; what cannot be read ends it. */
export function parsePipeline(source: TracedText, from: number, to: number): Pipeline {
  return new Reader(source, from, to).pipeline(0);
}

class Reader {
  readonly #source: TracedText;
  readonly #text: string;
  readonly #to: number;
  #at: number;

  constructor(source: TracedText, from: number, to: number) {
    this.#source = source;
    this.#text = source.text;
    this.#at = from;
    this.#to = to;
  }

  pipeline(depth: number): Pipeline {
    const from = this.#at;
    const assigns = this.#assigns();
    const commands: (readonly Operand[])[] = [];
    let operands: Operand[] = [];
    while (this.#skip() < this.#to && this.#text[this.#at] !== ')') {
      if (this.#text[this.#at] === '|') {
        commands.push(operands);
        operands = [];
        this.#at += 1;
        continue;
      }
      const operand = this.#operand(depth);
      if (operand !== undefined) operands.push(operand);
    }
    if (operands.length > 0) commands.push(operands);
    return { assigns, commands, from, to: this.#at };
  }

  #skip(): number {
    while (this.#at < this.#to && /\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#at;
  }

  #assigns(): readonly string[] {
    this.#skip();
    const rest = this.#text.slice(this.#at, Math.min(this.#to, this.#at + 200));
    const match = /^\$(\w*)(?:\s*,\s*\$(\w*))?\s*:?=/.exec(rest);
    if (match === null) return [];
    this.#at += match[0].length;
    return [match[1] ?? '', ...(match[2] === undefined ? [] : [match[2]])];
  }

  #operand(depth: number): Operand | undefined {
    const char = this.#text[this.#at] ?? '';
    if (char === '"' || char === '`') return this.#quoted(char);
    if (char === '(' && depth < DEEPEST) {
      this.#at += 1;
      const pipeline = this.pipeline(depth + 1);
      if (this.#text[this.#at] === ')') this.#at += 1;
      return { kind: 'group', pipeline, names: this.#names() };
    }
    if (char === '.') {
      const names = this.#names();
      if (names.length === 0) this.#at += 1;
      return { kind: 'field', names };
    }
    if (char === '$') {
      this.#at += 1;
      return { kind: 'variable', name: this.#word(/\w/), names: this.#names() };
    }
    const word = this.#word(/[\w+\-.]/);
    if (word === '') {
      this.#at += 1;
      return undefined;
    }
    return { kind: 'word', word };
  }

  /** `.a.b` right here. */
  #names(): readonly string[] {
    const names: string[] = [];
    while (this.#at < this.#to && this.#text[this.#at] === '.' && /\w/.test(this.#text[this.#at + 1] ?? '')) {
      this.#at += 1;
      names.push(this.#word(/\w/));
    }
    return names;
  }

  #word(allowed: RegExp): string {
    const from = this.#at;
    while (this.#at < this.#to && allowed.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  #quoted(quote: string): Operand {
    this.#at += 1;
    const from = this.#at;
    while (this.#at < this.#to && this.#text[this.#at] !== quote)
      this.#at += quote === '"' && this.#text[this.#at] === '\\' ? 2 : 1;
    const text = this.#source.slice(from, Math.min(this.#at, this.#to));
    this.#at = Math.min(this.#at + 1, this.#to);
    return { kind: 'text', text };
  }
}
