import type { Exposure } from '../exposure/exposure.ts';
import { TracedText } from '../text/traced-text.ts';
import { addCommand } from './add-command.ts';
import { appendWords } from './append-words.ts';
import type { Fix } from './fix.ts';
import { keepsTcp, TCP_WORDS } from './keeps-tcp.ts';

const UDP_OFF = ['-U', '0'];

/** Adds -U 0 to a command line that says nothing about UDP, with -p where the version would else lose TCP. */
export function addUdpOff({ launch, prediction }: Exposure): readonly Fix[] {
  const added = UDP_OFF.map((word) => TracedText.decoded(word, launch.at));
  const kept = keepsTcp(launch, prediction, [...launch.argv, ...added]);
  const words = kept ? UDP_OFF : [...TCP_WORDS, ...UDP_OFF];
  const title = kept ? 'Add -U 0' : `Add ${words.join(' ')}; without -p this version turns TCP off as well`;
  return [...addCommand(launch, words), ...appendWords(launch, words)].map((edits) => ({ title, edits }));
}
