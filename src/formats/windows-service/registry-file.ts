import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** The `ImagePath` values of a `.reg` file: `"…"` with doubled backslashes, or `hex(2):` in UTF-16LE. */
export function imagePaths(file: SourceFile): TracedText[] {
  const found: TracedText[] = [];
  const entry = /^[ \t]*"ImagePath"[ \t]*=[ \t]*(?=("|hex\(2\):))/gim;
  for (const match of file.text.matchAll(entry)) {
    const from = match.index + match[0].length;
    found.push(match[1] === '"' ? quoted(file, from + 1) : expandable(file, from + 'hex(2):'.length));
  }
  return found;
}

function quoted(file: SourceFile, from: number): TracedText {
  const pieces: TracedText[] = [];
  let done = from;
  for (let at = from; at < file.text.length; at++) {
    const char = file.text[at];
    if (char === '\n') return TracedText.empty;
    if (char === '"') {
      pieces.push(TracedText.source(file, done, at));
      return TracedText.concat(pieces);
    }
    if (char !== '\\') continue;
    pieces.push(TracedText.source(file, done, at));
    done = at + 1;
    at++;
  }
  return TracedText.empty;
}

/** Bytes `63,00,3a,00,…`, continued by a backslash at the end of a line. */
function expandable(file: SourceFile, from: number): TracedText {
  const bytes =
    /^(?:[\s\\]*[0-9a-fA-F]{2}(?:,|(?=\s|$)))+/.exec(file.text.slice(from, from + 16_384))?.[0] ?? '';
  const pieces: TracedText[] = [];
  let low: { readonly value: number; readonly start: number } | undefined;
  for (const match of bytes.matchAll(/[0-9a-fA-F]{2}/g)) {
    const value = Number.parseInt(match[0], 16);
    const start = from + match.index;
    if (low === undefined) low = { value, start };
    else {
      const code = low.value | (value << 8);
      if (code === 0) break;
      pieces.push(TracedText.decoded(String.fromCharCode(code), file.at(low.start, start + 2)));
      low = undefined;
    }
  }
  return TracedText.concat(pieces);
}
