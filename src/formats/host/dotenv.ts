import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** `NAME=value` lines of an environment file, quotes taken away, nothing expanded; the last of a name wins. */
export function readDotenv(file: SourceFile): Map<string, TracedText> {
  const variables = new Map<string, TracedText>();
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*/.exec(file.line(number));
    if (match?.[1] === undefined) continue;
    const { start, end } = file.lineSpan(number);
    variables.set(match[1], valueAt(file, start + match[0].length, end));
  }
  return variables;
}

/** A value between two offsets, without outer white space and one pair of quotes around it. */
export function valueAt(file: SourceFile, from: number, to: number): TracedText {
  const raw = file.text.slice(from, to);
  const value = raw.trim();
  const start = from + raw.indexOf(value);
  const quoted = value.length > 1 && /^["']/.test(value) && value.endsWith(value[0] ?? '');
  const inset = quoted ? 1 : 0;
  const text = TracedText.source(file, start + inset, start + value.length - inset);
  if (!quoted || text.length > 0) return text;
  return TracedText.empty;
}
