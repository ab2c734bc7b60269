import type { TracedText } from '../text/traced-text.ts';

/**
 * The base name of a program word, without directory and `.exe`; `undefined` where an unknown part
 * leaves it open. `$BINDIR/memcached` is `memcached`: only what follows the last slash counts.
 */
export function programName(program: TracedText): string | undefined {
  const slash = Math.max(program.text.lastIndexOf('/'), program.text.lastIndexOf('\\'));
  const base = program.slice(slash + 1).known;
  if (base === undefined || base === '') return undefined;
  return base.replace(/\.exe$/i, '');
}
