import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** An XML element: its child elements, and its own text with entities decoded. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: TracedText;
  readonly at: Location;
}

const DEEPEST = 64;

interface OpenElement {
  readonly name: string;
  readonly start: number;
  readonly children: XmlElement[];
  readonly text: TracedText[];
}

/**
 * Reads the elements of an XML file with the places of their texts, which XML libraries do not keep across
 * entities. Attributes, declarations and comments are passed over. `undefined` where it is not well-formed.
 */
export function readXml(file: SourceFile): XmlElement | undefined {
  const source = file.text;
  const root: OpenElement = { name: '', start: 0, children: [], text: [] };
  const open = [root];
  for (let at = 0; at < source.length; ) {
    const top = open.at(-1) ?? root;
    if (source[at] !== '<') {
      const end = indexOrEnd(source, '<', at);
      top.text.push(decodeEntities(file, at, end));
      at = end;
      continue;
    }
    const end = endOfMarkup(source, at);
    if (end === undefined) return undefined;
    if (source.startsWith('<![CDATA[', at)) top.text.push(TracedText.source(file, at + 9, end - 3));
    else if (source.startsWith('</', at)) {
      const name = source.slice(at + 2, end - 1).trim();
      if (open.length < 2 || name !== top.name) return undefined;
      open.pop();
      open.at(-1)?.children.push(close(file, top, end));
    } else if (!/^<[?!%]/.test(source.slice(at, at + 2))) {
      const name = /^[^\s/>]{1,200}/.exec(source.slice(at + 1, Math.min(end, at + 202)))?.[0];
      if (name === undefined || open.length > DEEPEST) return undefined;
      const element: OpenElement = { name, start: at, children: [], text: [] };
      if (source[end - 2] === '/') top.children.push(close(file, element, end));
      else open.push(element);
    }
    at = end;
  }
  return open.length === 1 ? root.children.at(-1) : undefined;
}

/** The attributes of an element's start tag, with entities decoded. */
export function attributesOf(element: XmlElement): ReadonlyMap<string, TracedText> {
  const { file, start } = element.at;
  const tag = file.text.slice(start, endOfTag(file.text, start));
  const attributes = new Map<string, TracedText>();
  for (const match of tag.matchAll(/\s([A-Za-z_][\w:.-]{0,100})\s{0,100}=\s{0,100}(?=["'])/g)) {
    const from = match.index + match[0].length;
    const to = tag.indexOf(tag[from] ?? '"', from + 1);
    if (to > 0 && match[1] !== undefined)
      attributes.set(match[1], decodeEntities(file, start + from + 1, start + to));
  }
  return attributes;
}

/** The text of a child element by name, without outer white space. */
export function childText(element: XmlElement, name: string): TracedText | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

function close(file: SourceFile, element: OpenElement, end: number): XmlElement {
  const { name, children, start } = element;
  return { name, children, text: TracedText.concat(element.text), at: file.at(start, end) };
}

/** The offset after the tag, comment or declaration that begins at an offset. */
function endOfMarkup(source: string, at: number): number | undefined {
  const closing = source.startsWith('<!--', at)
    ? '-->'
    : source.startsWith('<![CDATA[', at)
      ? ']]>'
      : source.startsWith('<?', at)
        ? '?>'
        : undefined;
  if (closing === undefined) return endOfTag(source, at);
  const found = source.indexOf(closing, closing === '-->' ? at + 4 : at + 1);
  return found < 0 ? undefined : found + closing.length;
}

/** `>` may stand in an attribute's value. */
function endOfTag(source: string, at: number): number | undefined {
  let quote: string | undefined;
  for (let end = at + 1; end < source.length; end++) {
    const char = source[end];
    if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return end + 1;
  }
  return undefined;
}

function indexOrEnd(source: string, char: string, from: number): number {
  const found = source.indexOf(char, from);
  return found < 0 ? source.length : found;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A piece of the file with entities decoded. */
function decodeEntities(file: SourceFile, start: number, end: number): TracedText {
  const pieces: TracedText[] = [];
  let done = start;
  const entity = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g;
  for (const match of file.text.slice(start, end).matchAll(entity)) {
    const [whole, decimal, hex, name] = match;
    const char = name === undefined ? codePoint(decimal, hex) : NAMED.get(name);
    if (char === undefined) continue;
    const at = start + match.index;
    pieces.push(TracedText.source(file, done, at), TracedText.decoded(char, file.at(at, at + whole.length)));
    done = at + whole.length;
  }
  pieces.push(TracedText.source(file, done, end));
  return TracedText.concat(pieces);
}

function codePoint(decimal: string | undefined, hex: string | undefined): string | undefined {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
