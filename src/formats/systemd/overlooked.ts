import type { Location, SourceFile } from '../../text/source-file.ts';

/** A line that a person means to start memcached, in whatever spelling of the key or of the program. */
const MEANT =
  /^\s*["']?exec[ \t]*start["']?\s*=[ \t]*[-@:+!|*~ \t]{0,9}["']?(?:exec[ \t]+)?(?:[^\s"']*\/)?memcached["']?\/?(?:\s|$)/i;

/** Lines that look like the start of memcached and that systemd may read otherwise; comments are none. */
export function overlookedCommands(files: readonly SourceFile[]): readonly Location[] {
  return files.flatMap((file) => {
    const places: Location[] = [];
    for (const match of file.text.matchAll(/[^\r\n]+/g)) {
      const line = match[0];
      if (line.length > 4096 || !MEANT.test(line)) continue;
      const start = match.index + line.length - line.trimStart().length;
      places.push(file.at(start, match.index + line.trimEnd().length));
    }
    return places;
  });
}
