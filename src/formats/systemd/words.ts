import { TracedText } from '../../text/traced-text.ts';
import type { Cutter } from './cutter.ts';
import { decodeBytes, readEscape } from './escapes.ts';

/** How to read a word; the names are systemd's (ExtractFlags in src/basic/extract-word.h). */
export interface WordRules {
  /** C escapes are decoded; otherwise a backslash only protects the next character. */
  readonly unescape: boolean;
  /** Unknown escapes stay as they are, instead of making the word invalid. */
  readonly keepUnknownEscapes?: boolean;
  /** An unbalanced quote ends with the text, instead of making the word invalid. */
  readonly relaxed?: boolean;
}

export type WordResult =
  | { readonly kind: 'word'; readonly word: TracedText; readonly next: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'invalid' };

/** White space between words. */
const SEPARATORS = ' \t\n\r';

/**
 * The next word from an offset on, as systemd's extract_first_word with EXTRACT_UNQUOTE: both kinds of
 * quotes, also in mid-word, are removed. `next` is where the following word begins, at most the text's end.
 */
export function nextWord(source: Cutter, from: number, rules: WordRules): WordResult {
  const { text } = source;
  let at = skipSeparators(text, from);
  if (at >= text.length) return { kind: 'end' };
  const pieces: TracedText[] = [];
  let plain = at;
  let quote = '';
  const flush = () => {
    if (at > plain) pieces.push(source.cut(plain, at));
  };
  const finish = (next: number): WordResult => ({
    kind: 'word',
    word: decodeBytes(TracedText.concat(pieces)),
    next,
  });
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') {
      flush();
      const escaped = readBackslash(source, at, quote, rules);
      if (escaped === 'invalid') return { kind: 'invalid' };
      pieces.push(escaped.text);
      at += escaped.length - 1;
      plain = at + 1;
    } else if (quote !== '') {
      if (char !== quote) continue;
      flush();
      quote = '';
      plain = at + 1;
    } else if (char === '"' || char === "'") {
      flush();
      quote = char;
      plain = at + 1;
    } else if (SEPARATORS.includes(char)) {
      flush();
      return finish(skipSeparators(text, at));
    }
  }
  if (quote !== '' && !rules.relaxed) return { kind: 'invalid' };
  flush();
  return finish(text.length);
}

function readBackslash(
  source: Cutter,
  at: number,
  quote: string,
  rules: WordRules,
): { readonly text: TracedText; readonly length: number } | 'invalid' {
  if (at + 1 >= source.text.length) {
    const kept = rules.keepUnknownEscapes && (quote === '' || rules.relaxed);
    if (kept) return { text: source.cut(at, at + 1), length: 1 };
    return rules.relaxed ? { text: TracedText.empty, length: 1 } : 'invalid';
  }
  if (!rules.unescape) return { text: source.cut(at + 1, at + 2), length: 2 };
  const escaped = readEscape(source.text, at + 1);
  if (escaped) {
    const origin = source.place(at, at + 1 + escaped.length);
    if (!origin) return 'invalid';
    return { text: TracedText.decoded(escaped.text, origin), length: 1 + escaped.length };
  }
  return rules.keepUnknownEscapes ? { text: source.cut(at, at + 2), length: 2 } : 'invalid';
}

export function skipSeparators(text: string, from: number): number {
  let at = from;
  while (at < text.length && SEPARATORS.includes(text.charAt(at))) at++;
  return at;
}
