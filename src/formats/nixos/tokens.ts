import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A token of the Nix language, as far as attribute sets and literal values need it. */
export interface NixToken {
  readonly kind: 'identifier' | 'string' | 'number' | 'sign';
  /** The identifier, number or sign; of a string nothing. */
  readonly text: string;
  /** A string's value; interpolations are unknown. */
  readonly value?: TracedText;
  readonly start: number;
  readonly end: number;
}

const DEEPEST_INTERPOLATION = 24;

/** The tokens of a Nix file without comments. What is not closed ends with the file. */
export function nixTokens(file: SourceFile): NixToken[] {
  const source = file.text;
  const tokens: NixToken[] = [];
  const word = /[A-Za-z_][\w'-]*|\d+/y;
  for (let at = 0; at < source.length; ) {
    const char = source[at] ?? '';
    if (/\s/.test(char)) at++;
    else if (char === '#') at = after(source, '\n', at);
    else if (source.startsWith('/*', at)) at = after(source, '*/', at);
    else if (char === '"' || source.startsWith("''", at)) {
      const end = endOfString(source, at, 0);
      tokens.push({ kind: 'string', text: '', value: stringValue(file, at, end), start: at, end });
      at = end;
    } else {
      word.lastIndex = at;
      const text = word.exec(source)?.[0] ?? (source.startsWith('${', at) ? '${' : char);
      const kind = /^\d/.test(text) ? 'number' : /^[A-Za-z_]/.test(text) ? 'identifier' : 'sign';
      tokens.push({ kind, text, start: at, end: at + text.length });
      at += text.length;
    }
  }
  return tokens;
}

function after(source: string, closing: string, from: number): number {
  const found = source.indexOf(closing, from);
  return found < 0 ? source.length : found + closing.length;
}

/** The offset after a string that begins at an offset, interpolations with strings of their own in it. */
function endOfString(source: string, start: number, depth: number): number {
  const delimiter = source[start] === '"' ? '"' : "''";
  let at = start + delimiter.length;
  while (at < source.length) {
    const escaped = escapeLength(source, at, delimiter);
    if (escaped > 0) at += escaped;
    else if (source.startsWith(delimiter, at)) return at + delimiter.length;
    else if (source.startsWith('${', at)) at = endOfInterpolation(source, at, depth + 1);
    else at++;
  }
  return source.length;
}

function endOfInterpolation(source: string, start: number, depth: number): number {
  if (depth > DEEPEST_INTERPOLATION) return source.length;
  let braces = 1;
  let at = start + 2;
  while (at < source.length && braces > 0) {
    const char = source[at];
    if (char === '"' || source.startsWith("''", at)) at = endOfString(source, at, depth);
    else {
      if (char === '{') braces++;
      else if (char === '}') braces--;
      at++;
    }
  }
  return at;
}

/** How long the escape at an offset is: `\x` in `"…"`; `'''`, `''$` and `''\x` in `''…''`; 0 for none. */
function escapeLength(source: string, at: number, delimiter: string): number {
  if (delimiter === '"') return source[at] === '\\' ? 2 : 0;
  if (!source.startsWith("''", at)) return 0;
  if (source[at + 2] === "'" || source[at + 2] === '$') return 3;
  return source[at + 2] === '\\' ? 4 : 0;
}

function stringValue(file: SourceFile, start: number, end: number): TracedText {
  const source = file.text;
  const delimiter = source[start] === '"' ? '"' : "''";
  const last = source.startsWith(delimiter, end - delimiter.length) ? end - delimiter.length : end;
  const pieces: TracedText[] = [];
  let done = start + delimiter.length;
  for (let at = done; at < last; ) {
    const escaped = escapeLength(source, at, delimiter);
    if (escaped === 0 && !source.startsWith('${', at)) {
      at++;
      continue;
    }
    pieces.push(TracedText.source(file, done, at));
    done = escaped > 0 ? at + escaped : Math.min(endOfInterpolation(source, at, 1), last);
    const text = source.slice(at, done);
    const origin = file.at(at, done);
    if (escaped > 0) pieces.push(TracedText.decoded(unescaped(text), origin));
    else pieces.push(TracedText.unknown(text.slice(0, 80), 'it is a Nix expression', origin));
    at = done;
  }
  if (done < last) pieces.push(TracedText.source(file, done, last));
  return TracedText.concat(pieces);
}

function unescaped(escaped: string): string {
  if (escaped === "'''") return "''";
  const char = escaped.at(-1) ?? '';
  const isCharacter = escaped.startsWith('\\') || escaped.startsWith("''\\");
  return isCharacter ? ({ n: '\n', t: '\t', r: '\r' }[char] ?? char) : char;
}
