import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A value at an offset of Puppet code, and where it ends. */
export interface PuppetValue {
  readonly value: TracedText | readonly TracedText[];
  readonly end: number;
}

const LONGEST = 8000;
const MOST_ITEMS = 64;

/** A string, a bare word or number, or a list of those; `undefined` for everything else. */
export function puppetValueAt(file: SourceFile, offset: number): PuppetValue | undefined {
  if (file.text[offset] !== '[') return textAt(file, offset);
  const items: TracedText[] = [];
  let at = offset + 1;
  while (items.length < MOST_ITEMS) {
    at += /^[\s,]*/.exec(file.text.slice(at, at + 500))?.[0].length ?? 0;
    if (file.text[at] === ']') return { value: items, end: at + 1 };
    const item = textAt(file, at);
    if (item === undefined) return undefined;
    items.push(item.value);
    at = item.end;
  }
  return undefined;
}

function textAt(
  file: SourceFile,
  offset: number,
): { readonly value: TracedText; readonly end: number } | undefined {
  const { text } = file;
  const quote = text[offset];
  if (quote !== '"' && quote !== "'") {
    const word = /^(?:\d+|[a-z]\w{0,60})(?![\w(:[])/.exec(text.slice(offset, offset + 70))?.[0];
    return word === undefined
      ? undefined
      : { value: TracedText.source(file, offset, offset + word.length), end: offset + word.length };
  }
  const start = offset + 1;
  const limit = Math.min(text.length, start + LONGEST);
  let end = start;
  while (end < limit && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  if (end >= limit) return undefined;
  return { value: decoded(file, start, end, quote === '"'), end: end + 1 };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', s: ' ' };

/** The one value that the manifest gives a variable: a parameter's default, or an assignment of a plain text. */
function defaultOf(file: SourceFile, written: string): TracedText | undefined {
  const name = /^\$\{?\$?([a-z_]\w{0,60})\}?$/.exec(written)?.[1];
  const places = name === undefined ? undefined : assignmentsOf(file).get(name);
  const [only] = places ?? [];
  if (only === undefined || (places?.length ?? 0) > 1) return undefined;
  if (!PLAIN.test(file.text.slice(only, only + 210))) return undefined;
  const value = textAt(file, only)?.value;
  return value === undefined || /^(?:undef|true|false)$/.test(value.text) ? undefined : value;
}

const known = new WeakMap<SourceFile, ReadonlyMap<string, readonly number[]>>();

/** Where the values stand that a manifest assigns, by variable; sought once for all the strings of a file. */
function assignmentsOf(file: SourceFile): ReadonlyMap<string, readonly number[]> {
  const before = known.get(file);
  if (before) return before;
  const found = new Map<string, number[]>();
  for (const { 0: written, 1: name = '', index } of file.text.matchAll(ASSIGNMENT)) {
    const places = found.get(name) ?? [];
    places.push(index + written.length);
    found.set(name, places);
  }
  known.set(file, found);
  return found;
}

const ASSIGNMENT = /\$([a-z_]\w{0,60})[ \t]{0,40}=[ \t]{0,40}(?=[\w"'])/g;

/** A text without variables and escapes: those of a default are not followed. */
const PLAIN = /^(?:"[^"$\\\n]{0,200}"|'[^'\\\n]{0,200}'|\w)/;

/** In double quotes variables are replaced, and more than quotes can be escaped (Puppet language, "Strings"). */
function decoded(file: SourceFile, start: number, end: number, isDouble: boolean): TracedText {
  const pattern = isDouble
    ? /\\([nts"'$\\])|\$\{[^{}]{0,200}\}|\$(?:::)?[a-z_]\w{0,60}(?:::\w{1,60}){0,8}/g
    : /\\(['\\])/g;
  const pieces: TracedText[] = [];
  let done = start;
  for (const { 0: written, 1: escaped, index } of file.text.slice(start, end).matchAll(pattern)) {
    const at = file.at(start + index, start + index + written.length);
    pieces.push(TracedText.source(file, done, at.start));
    done = at.end;
    const plain = escaped === undefined || !isDouble ? undefined : ESCAPES[escaped];
    if (escaped === undefined)
      pieces.push(defaultOf(file, written) ?? TracedText.unknown(written, 'Puppet fills it in', at));
    else if (plain === undefined) pieces.push(TracedText.source(file, at.end - 1, at.end));
    else pieces.push(TracedText.decoded(plain, at));
  }
  pieces.push(TracedText.source(file, done, end));
  return TracedText.concat(pieces);
}
