import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

const MOST_ITEMS = 200;

/**
 * The items of a Ruby list, or of one value, that begins at an offset: strings, and paths such as
 * `opt_bin/"memcached"`. Anything else is not known.
 */
export function rubyItems(
  file: SourceFile,
  start: number,
): { readonly items: readonly TracedText[]; readonly end: number } {
  const source = file.text;
  const isList = source[start] === '[';
  const items: TracedText[] = [];
  let item: TracedText[] = [];
  let at = isList ? start + 1 : start;
  const close = (): void => {
    if (item.length > 0) items.push(TracedText.concat(item));
    item = [];
  };
  while (at < source.length && items.length < MOST_ITEMS) {
    const char = source[at] ?? '';
    if (char === ']' || (char === '\n' && !isList)) break;
    if (char === ',') close();
    else if (char === '#') at = Math.max(at, source.indexOf('\n', at) - 1);
    else if (char === '/') item.push(TracedText.source(file, at, at + 1));
    else if (char === '"' || char === "'") {
      const end = endOfString(source, at);
      item.push(rubyText(file, at + 1, end, char === '"'));
      at = end;
    } else if (/[A-Za-z_]/.test(char)) {
      const word = /^[\w.!?]{1,100}/.exec(source.slice(at, at + 100))?.[0] ?? char;
      item.push(TracedText.unknown(word, 'Ruby evaluates it', file.at(at, at + word.length)));
      at += word.length - 1;
    }
    at++;
  }
  close();
  return { items, end: Math.min(source[at] === ']' ? at + 1 : at, source.length) };
}

/** A piece of a Ruby string with `#{…}` not known. */
export function rubyText(file: SourceFile, start: number, end: number, interpolates = true): TracedText {
  const pieces: TracedText[] = [];
  let done = start;
  for (const match of interpolates ? file.text.slice(start, end).matchAll(/#\{[^{}]{0,200}\}/g) : []) {
    const at = start + match.index;
    pieces.push(TracedText.source(file, done, at));
    done = at + match[0].length;
    pieces.push(TracedText.unknown(match[0], 'Ruby evaluates it', file.at(at, done)));
  }
  return TracedText.concat([...pieces, TracedText.source(file, done, end)]);
}

function endOfString(source: string, start: number): number {
  const quote = source[start];
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === quote || source[at] === '\n') return at;
  }
  return source.length;
}
