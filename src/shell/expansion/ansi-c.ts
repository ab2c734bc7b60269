import { TracedText } from '../../text/traced-text.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/**
 * Decodes backslash escapes: of bash's `$'…'`, or of `echo` and `printf`, where an octal number may have
 * a leading 0 (`\0nnn`). NUL ends a `$'…'`, as bash holds strings.
 */
export function decodeEscapes(text: TracedText, use: 'ansi-c' | 'echo'): TracedText {
  const source = text.text;
  if (!source.includes('\\')) return text;
  const pieces: TracedText[] = [];
  let from = 0;
  let i = source.indexOf('\\');
  while (i >= 0 && i + 1 < source.length) {
    const found = readEscape(source, i, use);
    if (found === undefined) {
      i = source.indexOf('\\', i + 2);
      continue;
    }
    if (i > from) pieces.push(text.slice(from, i));
    if (found.char === '' || (found.char === '\0' && use === 'ansi-c')) return TracedText.concat(pieces);
    const at = text.slice(i, found.end).locate();
    if (at !== undefined) pieces.push(TracedText.decoded(found.char, at));
    from = found.end;
    i = source.indexOf('\\', from);
  }
  if (from < source.length) pieces.push(text.slice(from));
  return TracedText.concat(pieces);
}

/** The escape at an offset; an empty character is `\c` of echo, which ends the output. */
function readEscape(
  source: string,
  at: number,
  use: 'ansi-c' | 'echo',
): { char: string; end: number } | undefined {
  const next = source.charAt(at + 1);
  const rest = source.slice(at + 1, at + 10);
  if (use === 'echo' && next === 'c') return { char: '', end: at + 2 };
  const octal = (use === 'echo' ? /^0[0-7]{0,3}|^[1-7][0-7]{0,2}/ : /^[0-7]{1,3}/).exec(rest)?.[0];
  if (octal !== undefined)
    return { char: String.fromCharCode(Number.parseInt(octal, 8) & 255), end: at + 1 + octal.length };
  const hex = /^(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8}))/.exec(rest);
  if (hex !== null) {
    const value = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '0', 16);
    return { char: value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd', end: at + 1 + hex[0].length };
  }
  const simple = SIMPLE[next];
  if (simple === undefined || (use === 'echo' && /['"?]/.test(next))) return undefined;
  return { char: simple, end: at + 2 };
}
