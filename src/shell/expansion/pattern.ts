import { CHARACTER_CLASSES } from '../character-classes.ts';

/** A shell pattern, compiled: characters, `?`, `*` and bracket expressions. */
export type PatternItem =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly has: (char: string) => boolean };

export interface QuotedText {
  readonly text: string;
  readonly quoted: boolean;
}

/** Compiles a pattern (POSIX XCU 2.13); quoted parts and escaped characters stand for themselves. */
export function compilePattern(parts: readonly QuotedText[]): readonly PatternItem[] {
  // A bracket expression may hold both: `[a-\c]`, `[a"-"c]`.
  return compileBare(parts.map(({ text, quoted }) => (quoted ? text.replace(/./gs, '\\$&') : text)).join(''));
}

function compileBare(text: string): readonly PatternItem[] {
  const items: PatternItem[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '*') {
      if (items.at(-1)?.kind !== 'star') items.push({ kind: 'star' });
    } else if (char === '?') items.push({ kind: 'any' });
    else if (char === '\\' && i + 1 < text.length) items.push({ kind: 'char', char: text.charAt(++i) });
    else if (char === '[') {
      const set = readSet(text, i);
      if (set === undefined) items.push({ kind: 'char', char });
      else {
        items.push(set.item);
        i = set.end;
      }
    } else items.push({ kind: 'char', char });
  }
  return items;
}

function readSet(
  text: string,
  start: number,
): { readonly item: PatternItem; readonly end: number } | undefined {
  let i = start + 1;
  const negated = text[i] === '!' || text[i] === '^';
  if (negated) i++;
  const first = i;
  const tests: ((char: string) => boolean)[] = [];
  for (; i < text.length; i++) {
    if (text[i] === ']' && i > first)
      return { item: { kind: 'set', negated, has: (char) => tests.some((test) => test(char)) }, end: i };
    const named = /^\[:([a-z]{1,8}):\]/.exec(text.slice(i, i + 12));
    const kind = named?.[1] === undefined ? undefined : CHARACTER_CLASSES[named[1]];
    if (named !== null && kind !== undefined) {
      tests.push((char) => kind.test(char));
      i += named[0].length - 1;
      continue;
    }
    if (text[i] === '\\' && i + 1 < text.length) i++;
    const low = text.charAt(i);
    if (text[i + 1] === '-' && i + 2 < text.length && text[i + 2] !== ']') {
      i += text[i + 2] === '\\' && i + 3 < text.length ? 3 : 2;
      const high = text.charAt(i);
      tests.push((char) => low <= char && char <= high);
    } else tests.push((char) => char === low);
  }
  return undefined;
}

/** Whether the pattern matches the whole text. At most one star is retried, so it never takes more than n·m steps. */
export function matchesPattern(items: readonly PatternItem[], text: string): boolean {
  let i = 0;
  let t = 0;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    const item = items[i];
    if (item?.kind === 'star') {
      star = i++;
      retry = t;
    } else if (item !== undefined && matchesOne(item, text.charAt(t))) {
      i++;
      t++;
    } else if (star >= 0) {
      i = star + 1;
      t = ++retry;
    } else return false;
  }
  while (items[i]?.kind === 'star') i++;
  return i === items.length;
}

function matchesOne(item: PatternItem, char: string): boolean {
  if (item.kind === 'any') return true;
  if (item.kind === 'char') return item.char === char;
  return item.kind === 'set' && item.has(char) !== item.negated;
}

/** Whether unquoted parts hold characters that make a glob. */
export function isGlob(parts: readonly QuotedText[]): boolean {
  return parts.some((part) => !part.quoted && /[*?[]/.test(part.text));
}
