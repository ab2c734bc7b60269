import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { functionResult } from './functions.ts';

/** Longer values, and all values together, are not followed: references to references grow without limit. */
const LONGEST_VALUE = 16_384;
const ALL_VALUES = 1_000_000;
const DEEPEST = 16;

/** Variables that hold one path, never several words. */
const PATHS = /^(?:PWD|CURDIR|HOME|ROOT(?:_DIR)?|(?:shell )?pwd|(?:realpath|abspath|dir) .*)$/;

/** A value as written; `varies` where a condition, a target or a command decides. */
export type MakeValue = TracedText | 'varies';

/** The variables of a makefile and what references to them become (GNU make manual, chapter 6). */
export class Variables {
  readonly #values: Map<string, MakeValue>;
  readonly #expanded = new Map<string, TracedText | undefined>();
  readonly #open = new Set<string>();
  #budget = ALL_VALUES;
  /** Functions that are being worked out, one in another. */
  #nested = 0;

  constructor(values: ReadonlyMap<string, MakeValue> = new Map()) {
    this.#values = new Map(values);
  }

  /** The same variables, some with other values: those of one target, the arguments of a call. */
  with(values: ReadonlyMap<string, MakeValue>): Variables {
    if (values.size === 0) return this;
    const found = new Variables(new Map([...this.#values, ...values]));
    found.#budget = this.#budget;
    found.#nested = this.#nested;
    for (const name of this.#open) found.#open.add(name);
    return found;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value as written; `undefined` where it is not set or may be one of several. */
  written(name: string): TracedText | undefined {
    const value = this.#values.get(name);
    return value === 'varies' ? undefined : value;
  }

  set(name: string, value: MakeValue): void {
    this.#values.set(name, value);
  }

  /**
   * The text as the shell gets it: `$$` is `$`, a reference is its variable's value at that value's place. What is
   * not set in this file, and what a function gives, is unknown; between quotes it is no more than one word.
   */
  expand(text: TracedText): TracedText {
    const pieces: TracedText[] = [];
    const source = text.text;
    let done = 0;
    let quote = '';
    for (let at = source.indexOf('$'); at >= 0 && at + 1 < source.length; at = source.indexOf('$', done)) {
      pieces.push(text.slice(done, at));
      quote = quoteAfter(quote, source.slice(done, at));
      done = endOfReference(source, at);
      const written = text.slice(at, done);
      const place = written.locate();
      if (source[at + 1] === '$') pieces.push(text.slice(at + 1, done));
      else if (place !== undefined) {
        const value = this.#referenced(written, place);
        pieces.push(quote === '' ? value : value.withSplits(false));
      }
    }
    if (done === 0) return text;
    pieces.push(text.slice(done));
    return TracedText.concat(pieces);
  }

  #referenced(written: TracedText, place: Location): TracedText {
    const name = /^\$[({]/.test(written.text) ? written.text.slice(2, -1) : written.text.slice(1);
    const command = /^shell\s+(?:which|command -v)\s+(?=[\w-]+\s*(?:2>\s*\/dev\/null\s*)?$)/.exec(name);
    if (command !== null) {
      const length = /^[\w-]+/.exec(name.slice(command[0].length))?.[0].length ?? 0;
      const start = 2 + command[0].length;
      return written.slice(start, start + length);
    }
    const value = this.#valueOf(name) ?? this.#functionResult(written);
    if (value !== undefined) return value;
    const because = /^[\w.-]+$/.test(name)
      ? this.#values.has(name)
        ? `${name} is not the same in every run of this makefile`
        : `${name} is set nowhere in this makefile`
      : 'make works it out';
    return TracedText.unknown(name, because, place, !PATHS.test(name));
  }

  #functionResult(written: TracedText): TracedText | undefined {
    if (this.#nested >= DEEPEST) return undefined;
    this.#nested++;
    const result = functionResult(written, this);
    this.#nested--;
    return result;
  }

  /** `$(call NAME,A,B)`; `undefined` where NAME is not known or calls itself. */
  call(name: string, given: readonly TracedText[]): TracedText | undefined {
    const body = this.written(name);
    if (body === undefined || this.#open.has(name) || this.#open.size >= DEEPEST) return undefined;
    const args = Array.from(
      { length: 9 },
      (_, index) => [`${index + 1}`, given[index] ?? TracedText.empty] as const,
    );
    const inner = this.with(new Map(args));
    inner.#open.add(name);
    const expanded = inner.expand(body);
    this.#budget = inner.#budget - expanded.length;
    return expanded.length > LONGEST_VALUE || this.#budget < 0 ? undefined : expanded;
  }

  #valueOf(name: string): TracedText | undefined {
    if (!this.#expanded.has(name)) {
      const value = this.#values.get(name);
      if (value === undefined || value === 'varies' || this.#open.has(name) || this.#open.size >= DEEPEST)
        return undefined;
      this.#open.add(name);
      const expanded = this.expand(value);
      this.#open.delete(name);
      this.#expanded.set(name, expanded.length > LONGEST_VALUE ? undefined : expanded);
    }
    const found = this.#expanded.get(name);
    this.#budget -= found?.length ?? 0;
    return this.#budget < 0 ? undefined : found;
  }
}

/** Where a reference ends: `$X`, `$(…)` and `${…}` with what is nested in them. */
function endOfReference(text: string, start: number): number {
  const open = text[start + 1];
  if (open !== '(' && open !== '{') return start + 2;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The quotation mark that is open after a piece of a shell command. */
function quoteAfter(before: string, piece: string): string {
  let quote = before;
  for (let at = 0; at < piece.length; at++) {
    const char = piece[at] ?? '';
    if (char === '\\' && quote !== "'") at++;
    else if (quote === char) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  return quote;
}
