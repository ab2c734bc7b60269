import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { Cutter } from '../systemd/cutter.ts';

/** One `NAME=value` of an environment file. */
export interface FileVariable {
  readonly name: string;
  readonly value: TracedText;
  /** The value as written, with its quotes; the whole assignment where the value is empty. */
  readonly at: Location;
}

const LONGEST = 128 * 1024;
const WHITE = ' \t\n\r';

/**
 * Reads an environment file as systemd does (parse_env_file in systemd 252; systemd.exec(5),
 * "EnvironmentFile="): quotes count only where a value begins, comments only at the start of a line,
 * nothing is expanded, and names that are no variable names are left out. Later
 * ones win.
 */
export function readEnvironmentFile(file: SourceFile): readonly FileVariable[] {
  const text = TracedText.source(file, 0, file.text.length);
  return new Reader(text, file).read().filter(({ name }) => isName(name));
}

type State = 'pre-key' | 'key' | 'pre-value' | 'value' | 'single' | 'double' | 'comment';

class Reader {
  readonly #file: SourceFile;
  readonly #source: Cutter;
  readonly #text: string;
  readonly #variables: FileVariable[] = [];
  #key = '';
  #keyStart = 0;
  #valueStart = -1;
  #valueEnd = 0;
  #pieces: TracedText[] = [];
  /** The piece that is being read, not yet in `#pieces`: neighbours make one. */
  #from = 0;
  #to = 0;
  /** Where blanks at the end of an unquoted value begin, which only count if more follows; -1 if none. */
  #blanks = -1;

  constructor(text: TracedText, file: SourceFile) {
    this.#source = new Cutter(text);
    this.#text = text.text;
    this.#file = file;
  }

  read(): readonly FileVariable[] {
    let state: State = 'pre-key';
    for (let at = 0; at < this.#text.length; at++) {
      const char = this.#text.charAt(at);
      if (char === '\0') break;
      if (char === '\\' && state !== 'pre-key' && state !== 'key' && state !== 'single') {
        state = this.#backslash(state, at);
        at++;
      } else state = this.#step(state, char, at);
    }
    if (state !== 'pre-key' && state !== 'key' && state !== 'comment') this.#push();
    return this.#variables;
  }

  #step(state: State, char: string, at: number): State {
    const newline = char === '\n' || char === '\r';
    switch (state) {
      case 'pre-key':
        if (char === '#' || char === ';') return 'comment';
        if (WHITE.includes(char)) return state;
        this.#key = char;
        this.#keyStart = at;
        return 'key';
      case 'key':
        if (newline) return 'pre-key';
        if (char !== '=') {
          this.#key += char;
          return state;
        }
        this.#valueStart = -1;
        this.#valueEnd = at + 1;
        this.#pieces = [];
        this.#from = this.#to = 0;
        this.#blanks = -1;
        return 'pre-value';
      case 'pre-value':
        if (newline) return this.#push();
        if (WHITE.includes(char)) return state;
        this.#begin(at);
        if (char === "'") return 'single';
        if (char === '"') return 'double';
        this.#add(at, at + 1);
        return 'value';
      case 'value':
        if (newline) return this.#push();
        if (!WHITE.includes(char)) this.#add(at, at + 1);
        else if (this.#blanks < 0) this.#blanks = at;
        return state;
      case 'single':
      case 'double':
        this.#valueEnd = at + 1;
        if (char === (state === 'single' ? "'" : '"')) return 'pre-value';
        this.#add(at, at + 1);
        return state;
      case 'comment':
        return newline ? 'pre-key' : state;
    }
  }

  /** A backslash and the character after it. */
  #backslash(state: State, at: number): State {
    if (state === 'comment') return state;
    const next = this.#text.charAt(at + 1);
    if (state === 'pre-value') this.#begin(at);
    if (state === 'double') {
      if (next !== '' && '"\\`$'.includes(next)) this.#add(at + 1, at + 2);
      else if (next !== '\n' && next !== '') this.#add(at, at + 2);
      return 'double';
    }
    this.#keepBlanks(at);
    if (next !== '' && next !== '\n' && next !== '\r') this.#add(at + 1, at + 2);
    return 'value';
  }

  #begin(at: number): void {
    if (this.#valueStart < 0) this.#valueStart = at;
    this.#valueEnd = at + 1;
  }

  #add(from: number, to: number): void {
    this.#keepBlanks(from);
    if (from !== this.#to || this.#from === this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
    this.#valueEnd = Math.max(this.#valueEnd, to);
  }

  /** Blanks up to here turn out to be within the value. */
  #keepBlanks(to: number): void {
    const from = this.#blanks;
    this.#blanks = -1;
    if (from >= 0) this.#add(from, to);
  }

  #flush(): void {
    if (this.#from < this.#to) this.#pieces.push(this.#source.cut(this.#from, this.#to));
    this.#from = this.#to;
  }

  #push(): State {
    this.#flush();
    const value = TracedText.concat(this.#pieces);
    const start = value.length > 0 ? this.#valueStart : this.#keyStart;
    const name = trimEnd(this.#key);
    const at = this.#source.place(start, this.#valueEnd) ?? this.#file.at(0, 0);
    const because = 'its value is longer than Linux passes to a program (128 KiB)';
    const short = value.length <= LONGEST ? value : TracedText.unknown(name, because, at);
    this.#variables.push({ name, value: short, at });
    return 'pre-key';
  }
}

function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** Without the blanks that systemd trims; a loop, since the key may be a long line of blanks. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && WHITE.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
