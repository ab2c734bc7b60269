import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Output, State } from './state.ts';

/** Everything printed so far. */
export function printedText(output: Output | undefined): TracedText {
  const pieces: TracedText[] = [];
  for (let link = output; link !== undefined; link = link.before) pieces.push(link.piece);
  return TracedText.concat(pieces.reverse());
}

/** Adds to the captured output. */
export function print(state: State, piece: TracedText): void {
  if (state.captured && piece.length > 0) state.output = { piece, before: state.output };
}

/** Adds output that nobody can know. */
export function printUnknown(state: State, name: string, because: string, at: Location | undefined): void {
  if (state.captured && at !== undefined) print(state, TracedText.unknown(name, because, at));
}

/** Text that stands at a place which only implies it, such as a line break that `echo` adds. */
export function implied(text: string, at: Location | undefined): TracedText {
  return at === undefined ? TracedText.empty : TracedText.decoded(text, at);
}
