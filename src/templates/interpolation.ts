import type { Span } from '../text/span.ts';
import type { Token } from './lexer.ts';

/** A piece of a string: its text, or `undefined` for the code of what it interpolates, without its brackets. */
export interface StringPiece extends Span {
  readonly text: string | undefined;
}

/**
 * What a string is put together from, `#{…}` of Ruby and `${…}` of Puppet being code; empty if nothing is
 * interpolated, and `undefined` where it cannot be known: escapes, braces in braces.
 */
export function interpolationsIn({ text, start }: Token): readonly StringPiece[] | undefined {
  if (/\\|\$[a-z]/.test(text)) return undefined;
  const pieces: StringPiece[] = [];
  let at = 0;
  const add = (from: number, to: number, isText: boolean): void => {
    if (from === to) return;
    const piece = { start: start + 1 + from, end: start + 1 + to };
    pieces.push({ ...piece, text: isText ? text.slice(from, to) : undefined });
  };
  for (const match of text.matchAll(/[#$]\{/g)) {
    if (match.index < at) return undefined;
    const close = text.indexOf('}', match.index);
    if (close < 0 || text.slice(match.index + 2, close).includes('{')) return undefined;
    add(at, match.index, true);
    add(match.index + 2, close, false);
    at = close + 1;
  }
  if (at === 0) return [];
  add(at, text.length, true);
  return pieces;
}
