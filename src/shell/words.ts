import { quote } from 'shell-quote';
import { TracedText } from '../text/traced-text.ts';
import { IndexedText } from './indexed-text.ts';

/** How a program that is not a shell splits a string into words. */
export interface WordDialect {
  /** `'…'` is taken as it stands. */
  readonly singleQuotes: boolean;
  /** Within `"…"`, a backslash escapes only these; elsewhere it stays. */
  readonly escapedInDouble: string;
  /** A backslash outside quotes escapes the next character. */
  readonly backslash: boolean;
  /** `#` at the start of a word begins a comment up to the end of the line. */
  readonly comments: boolean;
}

export const WORD_DIALECTS = {
  /** POSIX shell quoting without any expansion: `env -S`, Python's `shlex.split`. */
  posix: { singleQuotes: true, escapedInDouble: '"\\$`\n', backslash: true, comments: false },
  /** Python's `shlex.split(comments=True)`, as supervisord reads commands. */
  shlex: { singleQuotes: true, escapedInDouble: '"\\', backslash: true, comments: true },
} as const satisfies Readonly<Record<string, WordDialect>>;

export interface SplitWords {
  readonly words: readonly TracedText[];
  /** Why the string is refused: "a quote is not closed". The words before it are given all the same. */
  readonly error?: string;
}

/**
 * Splits text into words at blanks, with quotes and backslashes; nothing is expanded. An unknown part
 * is an ordinary character of its word. Linear in the length of the text.
 */
export function splitWords(text: TracedText, dialect: keyof typeof WORD_DIALECTS | WordDialect): SplitWords {
  const rules: WordDialect = typeof dialect === 'string' ? WORD_DIALECTS[dialect] : dialect;
  const source = text.text;
  const indexed = new IndexedText(text);
  const words: TracedText[] = [];
  let i = 0;
  while (i < source.length) {
    if (/\s/.test(source.charAt(i))) i++;
    else if (rules.comments && source[i] === '#') {
      const end = source.indexOf('\n', i);
      i = end < 0 ? source.length : end;
    } else {
      const word = readWord(indexed, i, rules);
      words.push(word.text);
      if (word.error !== undefined) return { words, error: word.error };
      i = word.end;
    }
  }
  return { words };
}

function readWord(
  text: IndexedText,
  start: number,
  rules: WordDialect,
): { text: TracedText; end: number; error?: string } {
  const source = text.text.text;
  const pieces: TracedText[] = [];
  let i = start;
  const done = (error?: string) => ({
    text: TracedText.concat(pieces),
    end: i,
    ...(error === undefined ? {} : { error }),
  });
  while (i < source.length && !/\s/.test(source.charAt(i))) {
    const char = source[i];
    if (char === '\\' && rules.backslash) {
      if (i + 1 >= source.length) return done('it ends with a backslash');
      if (source[i + 1] !== '\n') pieces.push(text.slice(i + 1, i + 2));
      i += 2;
    } else if (char === "'" && rules.singleQuotes) {
      const end = source.indexOf("'", i + 1);
      if (end < 0) return done('a quote is not closed');
      pieces.push(text.slice(i + 1, end));
      i = end + 1;
    } else if (char === '"') {
      const end = readDouble(text, i + 1, rules, pieces);
      if (end === undefined) return done('a quote is not closed');
      i = end;
    } else {
      const from = i;
      while (i < source.length && !/[\s\\'"]/.test(source.charAt(i))) i++;
      if (i === from) i++;
      pieces.push(text.slice(from, i));
    }
  }
  return done();
}

/** Reads up to the closing `"`; returns the offset after it. */
function readDouble(
  text: IndexedText,
  start: number,
  rules: WordDialect,
  pieces: TracedText[],
): number | undefined {
  const source = text.text.text;
  let from = start;
  for (let i = start; i < source.length; i++) {
    const char = source[i];
    if (char === '"') {
      pieces.push(text.slice(from, i));
      return i + 1;
    }
    if (char !== '\\' || !rules.escapedInDouble.includes(source[i + 1] ?? '?')) continue;
    pieces.push(text.slice(from, i));
    from = source[i + 1] === '\n' ? i + 2 : i + 1;
    i++;
  }
  return undefined;
}

/** An argv as one would type it in a shell; words of plain characters stay as they are. */
export function shellQuote(argv: readonly string[]): string {
  return argv.map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : quote([word]))).join(' ');
}
