import type { Launch } from '../launch/launch.ts';
import type { Edit } from './fix.ts';
import { lineBreakOf } from './line-break.ts';

/**
 * Gives a Compose service that has none a `command:` line after its `image:` line. Without words of its own the
 * image's entrypoint starts memcached; the official one takes options alone.
 */
export function addCommand(launch: Launch, words: readonly string[]): readonly (readonly Edit[])[] {
  const { format, argv, at } = launch;
  if (format !== 'compose' || argv.length > 0) return [];
  const { file } = at;
  const span = file.lineSpan(file.positionAt(at.start).line);
  const indent = /^(\s*)image\s*:/.exec(file.text.slice(span.start, span.end))?.[1];
  if (indent === undefined) return [];
  const text = `${lineBreakOf(file, at.start)}${indent}command: ${words.join(' ')}`;
  return [[{ at: file.at(span.end, span.end), text }]];
}
