import { TracedText } from '../../text/traced-text.ts';
import type { LogicalLine } from './logical-line.ts';
import { removePrefix, removeSuffix, replacePattern } from './pattern.ts';
import type { Scope } from './scope.ts';

/** Why BuildKit would not expand a word. */
export interface LexError {
  readonly error: string;
}

export interface LexOptions {
  readonly escapeToken: string;
  readonly scope: Scope;
  /** Quotes are ordinary characters, as in the content of a here-document. */
  readonly skipQuotes?: boolean;
}

/** Expands quotes, escapes and variables of [from, to) into one word (`shell.Lex.ProcessWord`). */
export function expandWord(
  line: LogicalLine,
  from: number,
  to: number,
  options: LexOptions,
): TracedText | LexError {
  const lexer = new Lexer(line, from, to, options);
  try {
    return TracedText.concat(lexer.until('', false, 0));
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    throw error;
  }
}

/** Expands [from, to) into words, cut at blanks after expansion (`shell.Lex.ProcessWords`). */
export function expandWords(
  line: LogicalLine,
  from: number,
  to: number,
  options: LexOptions,
): readonly TracedText[] | LexError {
  const lexer = new Lexer(line, from, to, options);
  try {
    lexer.until('', false, 0);
    return lexer.words();
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    throw error;
  }
}

/** Leaves the recursion; never leaves this file. */
class Refusal extends Error {}

/** Deepest nesting of `${A:-${B:-…}}` that is followed. */
const DEEPEST = 60;
/** Longest text that variables may add to one word: each `ENV A=$A$A` doubles A. */
const LONGEST_EXPANSION = 65_536;
/** Values of more pieces than this lose the places of their words. */
const MOST_RUNS = 200;

class Lexer {
  readonly #line: LogicalLine;
  readonly #to: number;
  readonly #options: LexOptions;
  #at: number;
  #expanded = 0;
  /** The word that is being collected. BuildKit has one buffer for all levels: a nested `${A:-b}` empties it. */
  #buffer: TracedText[] = [];
  #words: TracedText[] = [];

  constructor(line: LogicalLine, from: number, to: number, options: LexOptions) {
    this.#line = line;
    this.#at = from;
    this.#to = to;
    this.#options = options;
  }

  words(): readonly TracedText[] {
    return this.#words;
  }

  /** Everything up to an unquoted `stop` (or the end, if `stop` is empty). */
  until(stop: string, rawEscapes: boolean, depth: number): TracedText[] {
    if (depth > DEEPEST) throw new Refusal('variables are nested too deeply');
    this.#buffer = [];
    this.#words = [];
    const result: TracedText[] = [];
    while (this.#at < this.#to) {
      const char = this.#peek();
      if (stop !== '' && char === stop) {
        this.#at++;
        this.#endWord();
        return result;
      }
      if (char === '$') {
        const value = TracedText.concat(this.#dollar(depth));
        result.push(value);
        this.#addSplit(value);
      } else if ((char === "'" || char === '"') && this.#options.skipQuotes !== true) {
        const quoted = char === "'" ? [this.#singleQuoted()] : this.#doubleQuoted(rawEscapes, depth);
        result.push(...quoted);
        this.#buffer.push(...quoted);
      } else if (char === this.#options.escapeToken) {
        const start = this.#at;
        this.#at = Math.min(start + 2, this.#to);
        const piece = this.#line.traced(rawEscapes ? start : start + 1, this.#at);
        result.push(piece);
        this.#buffer.push(piece);
      } else {
        const piece = this.#plain(stop);
        result.push(piece);
        this.#addSplit(piece);
      }
    }
    if (stop !== '') throw new Refusal(`the closing ${stop} is missing`);
    this.#endWord();
    return result;
  }

  #nested(stop: string, rawEscapes: boolean, depth: number): TracedText[] {
    const words = this.#words;
    const result = this.until(stop, rawEscapes, depth + 1);
    this.#words = words;
    return result;
  }

  #peek(): string {
    return this.#at < this.#to ? (this.#line.text[this.#at] ?? '') : '';
  }

  /** The longest run of characters that mean nothing here. */
  #plain(stop: string): TracedText {
    const start = this.#at;
    do this.#at++;
    while (this.#at < this.#to && !this.#isSpecial(this.#peek(), stop));
    return this.#line.traced(start, this.#at);
  }

  #isSpecial(char: string, stop: string): boolean {
    return (
      char === '$' || char === "'" || char === '"' || char === this.#options.escapeToken || char === stop
    );
  }

  #singleQuoted(): TracedText {
    const start = this.#at + 1;
    const end = this.#line.text.indexOf("'", start);
    if (end < 0 || end >= this.#to) throw new Refusal('a single quote is not closed');
    this.#at = end + 1;
    return this.#line.traced(start, end);
  }

  #doubleQuoted(rawEscapes: boolean, depth: number): TracedText[] {
    const result: TracedText[] = [];
    this.#at++;
    let start = this.#at;
    const flush = () => result.push(this.#line.traced(start, this.#at));
    while (this.#at < this.#to) {
      const char = this.#peek();
      if (char === '"') {
        flush();
        this.#at++;
        return result;
      }
      if (char === '$') {
        flush();
        result.push(...this.#dollar(depth));
        start = this.#at;
      } else if (char === this.#options.escapeToken) {
        const next = this.#line.text[this.#at + 1] ?? '';
        const isEscaped = next === '"' || next === '$' || next === this.#options.escapeToken;
        flush();
        start = isEscaped && !rawEscapes ? this.#at + 1 : this.#at;
        this.#at = Math.min(this.#at + (isEscaped ? 2 : 1), this.#to);
      } else this.#at++;
    }
    throw new Refusal('a double quote is not closed');
  }

  #dollar(depth: number): TracedText[] {
    const start = this.#at;
    this.#at++;
    if (this.#peek() !== '{') {
      const name = this.#name();
      return name === '' ? [this.#line.traced(start, start + 1)] : [this.#value(name)];
    }
    this.#at++;
    if (this.#at >= this.#to) throw new Refusal('the closing } is missing');
    if (/[{}:]/.test(this.#peek()))
      throw new Refusal(`${this.#line.text.slice(start, this.#at + 1)} is no variable`);
    const name = this.#name();
    let modifier = this.#peek();
    this.#at++;
    if (modifier === '}') return [this.#value(name)];
    const nullIsUnset = modifier === ':';
    if (nullIsUnset) {
      modifier = this.#peek();
      this.#at++;
    }
    if (modifier === '/' && !nullIsUnset) return [this.#replace(name, depth)];
    if (!/^[-+?#%]$/.test(modifier) || (nullIsUnset && /[#%]/.test(modifier)))
      throw new Refusal(`\${${name}${nullIsUnset ? ':' : ''}${modifier}…} is not supported`);
    const word = this.#nested('}', modifier === '#' || modifier === '%', depth);
    return [this.#modified(name, modifier, nullIsUnset, TracedText.concat(word))];
  }

  #modified(name: string, modifier: string, nullIsUnset: boolean, word: TracedText): TracedText {
    const { value, open } = this.#options.scope(name);
    const isSet = value !== undefined && !(nullIsUnset && value.text === '');
    if (modifier === '-') return isSet ? value : word;
    if (modifier === '+') return isSet ? word : TracedText.empty;
    if (modifier === '?') {
      if (!isSet && open === undefined) throw new Refusal(`${name}: ${word.text || 'it is not set'}`);
      return value ?? open ?? TracedText.empty;
    }
    const text = this.#value(name);
    const isGreedy = word.text.startsWith(modifier);
    const pattern = isGreedy ? word.text.slice(1) : word.text;
    return modifier === '#' ? removePrefix(text, pattern, isGreedy) : removeSuffix(text, pattern, isGreedy);
  }

  #replace(name: string, depth: number): TracedText {
    const all = this.#peek() === '/';
    if (all) this.#at++;
    const pattern = TracedText.concat(this.#nested('/', true, depth));
    const replacement = TracedText.concat(this.#nested('}', true, depth));
    return replacePattern(this.#value(name), pattern.text, replacement, all);
  }

  /** A name: letters, digits and `_`, a number, or one special character. */
  #name(): string {
    const rest = this.#line.text.slice(this.#at, Math.min(this.#to, this.#at + 512));
    const name = /^(?:\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)/u.exec(rest)?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  #value(name: string): TracedText {
    const { value, open } = this.#options.scope(name);
    const text = value ?? open ?? TracedText.empty;
    this.#expanded += text.length;
    if (this.#expanded > LONGEST_EXPANSION) throw new Refusal('its variables make it too long');
    return text;
  }

  /** Adds text that is cut at blanks. */
  #addSplit(value: TracedText): void {
    const place = value.locate();
    const isLong = value.runs.length > MOST_RUNS && value.isKnown && place !== undefined;
    const text = isLong ? TracedText.decoded(value.text, place) : value;
    let at = 0;
    for (const match of text.text.matchAll(/\s+/g)) {
      if (match.index > at) this.#buffer.push(text.slice(at, match.index));
      this.#endWord();
      at = match.index + match[0].length;
    }
    if (at < text.length) this.#buffer.push(text.slice(at));
  }

  #endWord(): void {
    const word = TracedText.concat(this.#buffer);
    if (word.text !== '') this.#words.push(word);
    this.#buffer = [];
  }
}
