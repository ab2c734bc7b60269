import { TracedText } from '../../text/traced-text.ts';

const SINGLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  s: ' ',
};

/** Bytes from 0x80 on travel as lone surrogates U+DC80 to U+DCFF until `decodeBytes` joins them. */
const BYTE_BASE = 0xdc00;

/**
 * The C escape that begins right after a backslash (cunescape_one in systemd's src/basic/escape.c): its
 * text and its length without the backslash. `undefined` for an unknown or malformed one, also for NUL.
 */
export function readEscape(text: string, at: number): { text: string; length: number } | undefined {
  const char = text.charAt(at);
  const single = SINGLE[char];
  if (single !== undefined) return { text: single, length: 1 };
  if (char === 'x') return byte(digits(text, at + 1, 2, 16), 3);
  if (char === 'u') return codePoint(digits(text, at + 1, 4, 16), 5);
  if (char === 'U') return codePoint(digits(text, at + 1, 8, 16), 9);
  return byte(digits(text, at, 3, 8), 3);
}

/** Joins neighbouring bytes that were escaped one by one into the characters that they encode. */
export function decodeBytes(word: TracedText): TracedText {
  if (!/[\udc80-\udcff]/.test(word.text)) return word;
  const pieces: TracedText[] = [];
  let bytes: number[] = [];
  let from = 0;
  for (let at = 0; at <= word.length; at++) {
    const code = at < word.length ? word.text.charCodeAt(at) : 0;
    const previous = at > 0 ? word.text.charCodeAt(at - 1) : 0;
    const isByte = code >= 0xdc80 && code <= 0xdcff && !(previous >= 0xd800 && previous <= 0xdbff);
    if (isByte) {
      if (bytes.length === 0) {
        pieces.push(word.slice(from, at));
        from = at;
      }
      bytes.push(code - BYTE_BASE);
    } else if (bytes.length > 0) {
      pieces.push(decoded(word.slice(from, at), bytes));
      bytes = [];
      from = at;
    }
  }
  pieces.push(word.slice(from));
  return TracedText.concat(pieces);
}

function decoded(piece: TracedText, bytes: readonly number[]): TracedText {
  const first = piece.runs[0]?.origin;
  const last = piece.runs.at(-1)?.origin;
  if (!first || !last) return piece;
  const origin = first.file === last.file ? first.file.at(first.start, last.end) : first;
  return TracedText.decoded(new TextDecoder().decode(Uint8Array.from(bytes)), origin);
}

function digits(text: string, at: number, count: number, radix: 8 | 16): number | undefined {
  const part = text.slice(at, at + count);
  const valid = radix === 8 ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/;
  return part.length === count && valid.test(part) ? Number.parseInt(part, radix) : undefined;
}

function byte(value: number | undefined, length: number) {
  if (value === undefined || value === 0 || value > 0xff) return undefined;
  return { text: String.fromCharCode(value < 0x80 ? value : BYTE_BASE + value), length };
}

function codePoint(value: number | undefined, length: number) {
  if (value === undefined || value === 0 || value > 0x10ffff) return undefined;
  if (value >= 0xd800 && value <= 0xdfff) return { text: '\uFFFD', length };
  return { text: String.fromCodePoint(value), length };
}
