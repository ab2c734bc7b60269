import type { Token } from './lexer.ts';
import type { TemplateValue } from './value.ts';

/** Whether a condition begins with a negation. */
export function isNegation(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== 'string' && (token.text === 'not' || token.text === '!');
}

/** The text of a condition, however it is spaced and quoted. */
export function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ kind, text }) => (kind === 'string' ? `'${text}'` : text)).join(' ');
}

/** Jinja's tests: `is defined`, `is not string`. Strings are sequences, too. */
export function isAs(value: TemplateValue | undefined, words: readonly string[]): boolean | undefined {
  if (value === undefined || value.kind === 'unknown') return undefined;
  const [first, second] = words;
  if (first === 'not') {
    const is = isAs(value, words.slice(1));
    return is === undefined ? undefined : !is;
  }
  if (second !== undefined) return undefined;
  switch (first) {
    case 'defined':
      return true;
    case 'undefined':
      return false;
    case 'none':
      return value.kind === 'nothing';
    case 'string':
      return value.kind === 'text';
    case 'mapping':
      return value.kind === 'map';
    case 'sequence':
    case 'iterable':
      return value.kind !== 'nothing';
    default:
      return undefined;
  }
}

/** The parts of a condition between operators that stand in no brackets. */
export function splitAt(tokens: readonly Token[], pattern: RegExp): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign' && '([{'.includes(token.text)) depth++;
    if (token.kind === 'sign' && ')]}'.includes(token.text)) depth--;
    if (depth === 0 && token.kind !== 'string' && pattern.test(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
