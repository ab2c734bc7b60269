import { TracedText } from '../../text/traced-text.ts';
import { textOfFile } from '../interpreter/file-access.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { State } from '../interpreter/state.ts';

/** Text of more parts is not cut up line by line. */
const MOST_PARTS = 1000;

/** What a filter reads: the named files, else the standard input. `undefined` where a part is not known. */
export function readInput(
  files: readonly TracedText[],
  state: State,
  machine: Machine,
): TracedText | undefined {
  const texts: TracedText[] = [];
  for (const file of files.length === 0 ? [undefined] : files) {
    const path = file?.known;
    if (file === undefined || path === '-' || path === '/dev/stdin') {
      const { input } = state;
      if (input === 'unknown') return undefined;
      if (input !== 'empty') texts.push(input.from === 0 ? input.text : input.text.slice(input.from));
      state.input = 'empty';
      continue;
    }
    const text = path === undefined ? 'unknown' : textOfFile(path, state, machine);
    if (text === 'unknown') return undefined;
    if (text !== 'missing') texts.push(text);
  }
  const text = TracedText.concat(texts);
  return text.runs.length > MOST_PARTS ? undefined : text;
}

/** The lines of a text, without their breaks. */
export function linesOf(text: TracedText): readonly TracedText[] {
  const source = text.text;
  const lines: TracedText[] = [];
  for (let from = 0; from < source.length; ) {
    const found = source.indexOf('\n', from);
    const end = found < 0 ? source.length : found;
    lines.push(text.slice(from, end));
    from = end + 1;
  }
  return lines;
}
