import type { SourceFile } from '../text/source-file.ts';

/** The line break that ends the line at an offset; the file's first one where that line has none, else LF. */
export function lineBreakOf({ text }: SourceFile, offset: number): string {
  const pattern = /\r\n|\n|\r/g;
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
