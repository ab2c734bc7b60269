import type { Span } from '../../text/span.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { LONGEST_ARGUMENT, LONGEST_COMMAND } from '../host/limits.ts';
import { piecesAt } from '../host/ranges.ts';
import { isBlank } from './conf-lines.ts';

/** How Perl starts a command that it got as one string (perlfunc `exec`, `Perl_do_exec3` in doio.c). */
export type PerlExec =
  /** Split at white space and executed. */
  | { readonly kind: 'words'; readonly words: readonly TracedText[] }
  /** Given to `/bin/sh -c`, because of the first special character. */
  | { readonly kind: 'shell'; readonly script: TracedText; readonly because: TracedText }
  /** Longer than the kernel takes, as one argument of `sh` or as all words together. */
  | { readonly kind: 'too-long' };

const SHELL_CHARACTERS = /[$&*(){}[\]'";\\|?<>~`\n]/;

/**
 * Decides between direct execution and the shell for a command whose first word has no `=`. A `2>&1` at the
 * very end is done by Perl itself and needs no shell.
 */
export function perlExec(command: TracedText): PerlExec {
  const text = command.text;
  const special = text.search(SHELL_CHARACTERS);
  const end = special < 0 ? text.length : isFinalDuplication(text, special) ? special - 1 : undefined;
  if (end !== undefined) {
    const ranges = wordRanges(text.slice(0, end));
    if (end + ranges.length * POINTER >= LONGEST_COMMAND) return { kind: 'too-long' };
    return { kind: 'words', words: piecesAt(command, ranges) };
  }
  if (new TextEncoder().encode(text).length >= LONGEST_ARGUMENT) return { kind: 'too-long' };
  return { kind: 'shell', script: command, because: command.slice(special, special + 1) };
}

/** Bytes that the kernel counts for each word beside its text. */
const POINTER = 9;

function isFinalDuplication(text: string, at: number): boolean {
  return at === text.length - 3 && text.endsWith('2>&1') && isBlank(text[at - 2]);
}

function wordRanges(text: string): Span[] {
  const ranges: Span[] = [];
  for (let i = 0; i < text.length; ) {
    while (i < text.length && isBlank(text[i])) i++;
    const start = i;
    while (i < text.length && !isBlank(text[i])) i++;
    if (start < i) ranges.push({ start, end: i });
  }
  return ranges;
}
