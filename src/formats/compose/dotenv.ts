import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { interpolate } from './interpolate.ts';

/** What a file in Compose's dialect of dotenv sets. */
export interface DotEnv {
  readonly values: ReadonlyMap<string, TracedText>;
  /** Why Compose refuses the file; what stands before the mistake is in `values`. */
  readonly error?: string;
}

type Lookup = (name: string) => TracedText | undefined;

const BLANK = /[\t\v\f\r \x85\xa0]/;
const SPACE = /[\t\v\f\r\n \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const NAME_CHARACTER = /[\p{L}\p{N}_.\-[\]]/u;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};

/**
 * Reads a `.env` or `env_file` as compose-go's dotenv package does. `outer` is asked before the variables of
 * the file itself when a value names another one; `earlier` holds those of files read before.
 */
export function parseDotEnv(
  file: SourceFile,
  outer: Lookup,
  earlier: ReadonlyMap<string, TracedText> = new Map(),
): DotEnv {
  const parser = new DotEnvParser(file, outer, earlier);
  const error = parser.run();
  return { values: parser.values, ...(error === undefined ? {} : { error }) };
}

/** `format: raw`: one `NAME=value` a line, nothing is unquoted or replaced (docker's `--env-file`). */
export function parseRawEnv(
  file: SourceFile,
  outer: Lookup,
  earlier: ReadonlyMap<string, TracedText>,
): DotEnv {
  const values = new Map(earlier);
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const { start, end } = file.lineSpan(number);
    const line = file.text.slice(start, end).replace(/^\ufeff/, '');
    const from = end - line.trimStart().length;
    const text = file.text.slice(from, end);
    if (text === '' || text.startsWith('#')) continue;
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (/\s/.test(name) || name === '') return { values, error: 'a name is empty or holds a blank' };
    const value = equals < 0 ? outer(name) : TracedText.source(file, from + equals + 1, end);
    if (value !== undefined) values.set(name, value);
  }
  return { values };
}

class DotEnvParser {
  readonly values: Map<string, TracedText>;
  readonly #file: SourceFile;
  readonly #outer: Lookup;
  #at = 0;

  constructor(file: SourceFile, outer: Lookup, earlier: ReadonlyMap<string, TracedText>) {
    this.#file = file;
    this.#outer = outer;
    this.values = new Map(earlier);
    if (file.text.startsWith('\ufeff')) this.#at = 1;
  }

  /** The first mistake, if there is one. */
  run(): string | undefined {
    while (this.#toStatement()) {
      const key = this.#key();
      if (typeof key === 'string') return key;
      if (key.name.includes(' ')) return 'a name cannot contain a blank';
      if (key.inherited) {
        const value = this.#outer(key.name);
        if (value !== undefined) this.values.set(key.name, value);
        continue;
      }
      const value = this.#value();
      if (typeof value === 'string') return value;
      this.values.set(key.name, value);
    }
    return undefined;
  }

  #toStatement(): boolean {
    const { text } = this.#file;
    for (; this.#at < text.length; this.#at++) {
      const char = text[this.#at] ?? '';
      if (char === '#') {
        const end = text.indexOf('\n', this.#at);
        this.#at = end < 0 ? text.length : end;
      } else if (!SPACE.test(char)) return true;
    }
    return false;
  }

  #key(): { name: string; inherited: boolean } | string {
    const { text } = this.#file;
    const exported = /export\s+/y;
    exported.lastIndex = this.#at;
    if (exported.test(text)) {
      this.#at += 'export'.length;
      while (BLANK.test(text[this.#at] ?? '')) this.#at += 1;
    }
    let at = this.#at;
    for (; at < text.length; at++) {
      const char = text[at] ?? '';
      if (BLANK.test(char)) continue;
      if (char === '=' || char === ':' || char === '\n') {
        const name = text.slice(this.#at, at).replace(/\s+$/, '');
        this.#at = at + 1;
        while (BLANK.test(text[this.#at] ?? '')) this.#at += 1;
        return { name, inherited: char === '\n' };
      }
      const code = text.codePointAt(at) ?? 0;
      if (!NAME_CHARACTER.test(String.fromCodePoint(code))) return `unexpected character ${char} in a name`;
      if (code > 0xffff) at += 1;
    }
    // Without a line break the reader finds no end of the name: it sets an empty name to the whole line.
    return { name: '', inherited: false };
  }

  #value(): TracedText | string {
    const { text } = this.#file;
    const quote = text[this.#at];
    if (quote !== '"' && quote !== "'") return this.#unquoted();
    const pieces: TracedText[] = [];
    const start = this.#at + 1;
    let from = start;
    for (let at = start; at < text.length; at++) {
      if (text[at] === '\\') {
        if (text[at + 1] === quote) {
          pieces.push(this.#source(from, at));
          from = at + 1;
        }
        at += 1;
      } else if (text[at] === quote) {
        pieces.push(this.#source(from, at));
        this.#at = at + 1;
        const value = TracedText.concat(pieces);
        return quote === '"' ? this.#expand(withoutEscapes(value)) : value;
      }
    }
    return 'a quoted value is not closed';
  }

  #unquoted(): TracedText | string {
    const { text } = this.#file;
    const lineBreak = text.indexOf('\n', this.#at);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    const line = text.slice(this.#at, lineEnd);
    const comment = line.indexOf(' #');
    const value = (comment < 0 ? line : line.slice(0, comment)).replace(/\s+$/, '');
    const start = this.#at;
    this.#at = Math.min(lineEnd + 1, text.length);
    return this.#expand(this.#source(start, start + value.length));
  }

  #source(start: number, end: number): TracedText {
    return TracedText.source(this.#file, start, end);
  }

  #expand(value: TracedText): TracedText | string {
    const found = interpolate(value, {
      lookup: (name) => this.#outer(name) ?? this.values.get(name),
      unset: () => TracedText.empty,
    });
    return found.errors[0]?.message ?? found.text;
  }
}

/** The escapes of a double-quoted value; `\$` becomes `$$`, which the expansion makes a `$`. */
function withoutEscapes(value: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let from = 0;
  for (const match of value.text.matchAll(ESCAPE)) {
    const end = match.index + match[0].length;
    const text = unescaped(match[0]);
    const at = value.locate(match.index, end);
    if (text === undefined || at === undefined) continue;
    pieces.push(value.slice(from, match.index), TracedText.decoded(text, at));
    from = end;
  }
  return from === 0 ? value : TracedText.concat([...pieces, value.slice(from)]);
}

function unescaped(written: string): string | undefined {
  const letter = written[1] ?? '';
  if (letter === '$') return '$$';
  if (letter !== '0') return SIMPLE[letter];
  // Go wants three octal digits and at most 0377.
  const digits = written.slice(2);
  const code = Number.parseInt(digits, 8);
  return /^[0-7]{3}$/.test(digits) && code <= 255 ? String.fromCharCode(code) : undefined;
}
