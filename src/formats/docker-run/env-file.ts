import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** `NAME=value`, or `NAME` alone: the caller's value, if it has one. */
export interface EnvEntry {
  readonly name: string;
  readonly value: TracedText | undefined;
}

/**
 * Reads an `--env-file` (docker/cli `pkg/kvfile`): one `NAME=value` a line, the value to the end of the line as it
 * stands, without quotes, escapes or comments behind it. A text says why the file is refused.
 */
export function parseEnvFile(file: SourceFile): readonly EnvEntry[] | string {
  const entries: EnvEntry[] = [];
  const { text } = file;
  let next = text.startsWith('\uFEFF') ? 1 : 0;
  while (next < text.length) {
    const found = text.indexOf('\n', next);
    let end = found < 0 ? text.length : found;
    let start = next;
    next = end + 1;
    if (text[end - 1] === '\r' && end > start) end--;
    while (start < end && /\s/.test(text[start] ?? '')) start++;
    if (start === end || text[start] === '#') continue;
    const line = text.slice(start, end);
    const equals = line.indexOf('=');
    const name = equals < 0 ? line : line.slice(0, equals);
    if (name === '' || /[ \t]/.test(name)) return `${name || line} is no variable name`;
    entries.push({ name, value: equals < 0 ? undefined : TracedText.source(file, start + equals + 1, end) });
  }
  return entries;
}

/** Reads an `-e` value. */
export function parseEnvOption(value: TracedText): EnvEntry {
  const equals = value.text.indexOf('=');
  if (equals < 0) return { name: value.text, value: undefined };
  return { name: value.text.slice(0, equals), value: value.slice(equals + 1) };
}
