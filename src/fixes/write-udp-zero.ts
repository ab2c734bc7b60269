import type { Exposure } from '../exposure/exposure.ts';
import { sourceText } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { appendWords } from './append-words.ts';
import type { Fix } from './fix.ts';
import { keepsTcp, TCP_WORDS } from './keeps-tcp.ts';

/** Writes 0 in place of the UDP port, where the port is written out as it is read. */
export function writeUdpZero({ launch, prediction }: Exposure): readonly Fix[] {
  const { udpPort } = prediction;
  if (udpPort.state !== 'known') return [];
  const { word, from, to } = udpPort.cause;
  const option = launch.argv[word];
  const at = option?.locate(from, to);
  const port = option?.slice(from, to).known;
  if (option === undefined || at === undefined || port === undefined || sourceText(at) !== port) return [];
  const title = `Write -U 0 in place of ${port}`;
  const edit = { at, text: '0' };
  const zero = TracedText.concat([option.slice(0, from), TracedText.decoded('0', at), option.slice(to)]);
  if (keepsTcp(launch, prediction, launch.argv.with(word, zero))) return [{ title, edits: [edit] }];
  return appendWords(launch, TCP_WORDS).map((edits) => ({
    title: `${title}, and ${TCP_WORDS.join(' ')}, without which this version turns TCP off as well`,
    edits: [...edits, edit],
  }));
}
