import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { confLines, type Reader } from './conf-lines.ts';

/** The path that both scripts call, whatever is installed. */
const PROGRAM = '/usr/bin/memcached';

/** The one string that a script gives to Perl's `exec`, or why it gives none. */
export type ReaderCommand =
  | { readonly kind: 'command'; readonly command: TracedText }
  | { readonly kind: 'refused'; readonly at: Location; readonly because: string };

/**
 * `"/usr/bin/memcached " . join(" ", LINES)`, with `-u root` where the conf has no parameter. (The scripts
 * mean to add it where there is no `-u`, but only test for an empty list.)
 *
 * @param place stands for the words that the script adds.
 */
export function readerCommand(text: TracedText, reader: Reader, place: Location): ReaderCommand {
  const pieces = [TracedText.decoded(PROGRAM, place)];
  for (const line of confLines(text, reader)) {
    if (line.use === 'fatal') {
      const because = 'start-memcached knows no directive but "logfile PATH" and dies of this one';
      return { kind: 'refused', at: line.text.locate() ?? place, because };
    }
    if (line.use === 'skipped') continue;
    const origin = line.text.runs[0]?.origin ?? place;
    pieces.push(TracedText.decoded(' ', origin.file.at(origin.start, origin.start)), line.text);
  }
  if (pieces.length === 1) pieces.push(TracedText.decoded(' -u root', place));
  return { kind: 'command', command: TracedText.concat(pieces) };
}
