import { TracedText } from '../../text/traced-text.ts';
import { RunReader } from './run-reader.ts';

/** Compose's own refusal. */
export const INVALID_COMMAND_LINE = 'invalid command line string';

/**
 * Cuts a `command:` or `entrypoint:` string into words as Compose does (go-shellwords 1.0.12 without its
 * environment and backtick features). It ends at an unquoted `;`, `&`, `|`, `<` or `>`; `$(…)` and backticks
 * are kept as text. `complete` is false where Compose refuses the string; the words are then a best guess.
 */
export function composeWords(line: TracedText): { words: readonly TracedText[]; complete: boolean } {
  const splitter = new Splitter(line);
  const complete = splitter.run();
  return { words: splitter.words, complete };
}

const OPERATORS = new Set([';', '&', '|', '<', '>']);

class Splitter {
  readonly words: TracedText[] = [];
  readonly #line: TracedText;
  readonly #reader: RunReader;
  #pieces: TracedText[] = [];
  #text = '';
  /** Characters of the word that follow each other in the line. */
  #segment: { readonly start: number; end: number; readonly splits: boolean } | undefined;
  #hasWord = false;
  #double = false;
  #single = false;
  #back = false;
  #dollar = false;

  constructor(line: TracedText) {
    this.#line = line;
    this.#reader = new RunReader(line);
  }

  run(): boolean {
    const { text } = this.#line;
    let complete = true;
    let isEscaped = false;
    for (let at = 0; at < text.length; at++) {
      const char = text[at] ?? '';
      if (isEscaped) {
        this.#take(at);
        isEscaped = false;
      } else if (char === '\\' && !this.#single) isEscaped = true;
      else if (' \t\r\n'.includes(char) && char !== '') {
        if (this.#isQuoted) this.#append(at);
        else this.#endWord();
      } else if (char === '(' && !this.#single && !this.#double && !this.#back) {
        if (!this.#dollar && this.#text.endsWith('$')) {
          this.#dollar = true;
          this.#append(at);
        } else complete = false;
      } else if (char === '"' && !this.#single && !this.#dollar) {
        if (this.#double) this.#hasWord = true;
        this.#double = !this.#double;
      } else if (char === "'" && !this.#double && !this.#dollar) {
        if (this.#single) this.#hasWord = true;
        this.#single = !this.#single;
      } else if (OPERATORS.has(char) && !this.#isQuoted) {
        // `2>` is taken for a file descriptor.
        if (char === '>' && /^\d/.test(this.#text)) this.#hasWord = false;
        this.#endWord();
        return complete;
      } else {
        if (char === '`' && !this.#single && !this.#double && !this.#dollar) this.#back = !this.#back;
        if (char === ')' && !this.#single && !this.#double && !this.#back) this.#dollar = !this.#dollar;
        this.#take(at);
      }
    }
    this.#endWord();
    return complete && !isEscaped && !this.#isQuoted;
  }

  get #isQuoted(): boolean {
    return this.#single || this.#double || this.#back || this.#dollar;
  }

  #take(at: number): void {
    this.#append(at);
    this.#hasWord = true;
  }

  #append(at: number): void {
    const splits = !this.#isQuoted;
    if (this.#segment?.end === at && this.#segment.splits === splits) this.#segment.end += 1;
    else {
      this.#flush();
      this.#segment = { start: at, end: at + 1, splits };
    }
    this.#text += this.#line.text[at] ?? '';
  }

  #flush(): void {
    if (this.#segment === undefined) return;
    const { start, end, splits } = this.#segment;
    this.#pieces.push(this.#reader.slice(start, end).withSplits(splits));
    this.#segment = undefined;
  }

  #endWord(): void {
    if (!this.#hasWord) return;
    this.#flush();
    this.words.push(TracedText.concat(this.#pieces));
    this.#pieces = [];
    this.#text = '';
    this.#hasWord = false;
  }
}
