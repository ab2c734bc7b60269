import { isUnseen, visible } from '../escape/visible.ts';
import { MASK, secretSpans } from '../redact.ts';
import { characterWidth } from './display-width.ts';

/** What a terminal shows for one character of the source (or for one secret). */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** UTF-16 offset into the line, and the offset after it. */
  readonly start: number;
  readonly end: number;
}

const TAB = 4;

/** Lays out one line: tabs to stops, unseen characters written out, secrets masked, wide ones twice as wide. */
export function layOut(line: string, offset = 0): readonly Cell[] {
  const secrets = secretSpans(line);
  const cells: Cell[] = [];
  let column = 0;
  let secret = 0;
  for (let at = 0; at < line.length; ) {
    const span = secrets[secret];
    if (span && at >= span.start) {
      cells.push({ text: MASK, width: MASK.length, start: span.start + offset, end: span.end + offset });
      column += MASK.length;
      at = span.end;
      secret++;
      continue;
    }
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    const shown = show(character, column);
    cells.push({ ...shown, start: at + offset, end: at + character.length + offset });
    column += shown.width;
    at += character.length;
  }
  return cells;
}

function show(character: string, column: number): { readonly text: string; readonly width: number } {
  if (character >= ' ' && character <= '~') return { text: character, width: 1 };
  if (character === '\t') {
    const width = TAB - (column % TAB);
    return { text: ' '.repeat(width), width };
  }
  if (!isUnseen(character)) return { text: character, width: characterWidth(character) };
  const text = visible(character);
  return { text, width: text.length };
}
