import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Instruction } from './instruction.ts';

/**
 * What a `RUN` gives to the shell (`dispatchRun` of BuildKit): its text; the content of a here-document that
 * stands alone; or the text and the here-documents that it reads, as a script has them below a command.
 *
 * @param value where the command stands in the line.
 */
export function runScripts({ line, heredocs }: Instruction, value: Span): readonly TracedText[] {
  const command = line.traced(value.start, value.end);
  const [first] = heredocs;
  const last = heredocs.at(-1);
  if (first === undefined || last === undefined) return [command];
  const { file } = line;
  if (/^\s*\d*<<-?\s*\S+\s*$/.test(command.text)) return [TracedText.source(file, first.start, first.end)];
  const newline = file.text.indexOf('\n', last.end);
  const end = newline < 0 ? file.text.length : newline;
  // The line break before the content belongs to the command.
  return [TracedText.concat([command, TracedText.source(file, first.start - 1, end)])];
}
