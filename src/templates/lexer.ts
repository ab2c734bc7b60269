import type { Span } from '../text/span.ts';

/** A token of an expression; spans are offsets into the file. */
export interface Token extends Span {
  readonly kind: 'name' | 'string' | 'number' | 'sign';
  /** The name, the text between quotes, the number, the sign. */
  readonly text: string;
  /** White space stands before it. */
  readonly spaced: boolean;
}

const TOKEN =
  /(\s+)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`)|(\d[\w.]*)|([@$]{0,2}(?:::)?[A-Za-z_]\w*(?:::\w+)*[?!]?)|(\|\||&&|==|!=|=>|=~|:=|>=|<=|<<|.)/sy;

/** The tokens of a piece of a template's code, whose languages are alike so far. */
export function tokensIn(text: string, { start, end }: Span): readonly Token[] {
  const code = text.slice(0, end);
  const tokens: Token[] = [];
  let spaced = false;
  for (let at = start; at < end; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(code);
    if (!match) break;
    const [whole, blank, string, number, name] = match;
    const next = at + whole.length;
    if (blank === undefined) {
      if (string !== undefined)
        tokens.push({ kind: 'string', text: string.slice(1, -1), start: at, end: next, spaced });
      else {
        const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign';
        tokens.push({ kind, text: whole, start: at, end: next, spaced });
        // A quote that is not closed takes the rest with it; looking for its end again and again would not be linear.
        if (/["'`]/.test(whole)) break;
      }
    }
    spaced = blank !== undefined;
    at = next;
  }
  return tokens;
}
