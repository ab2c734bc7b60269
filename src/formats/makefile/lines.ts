import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A line with those that continue it. */
export interface LogicalLine {
  readonly startsWithTab: boolean;
  /** As a line of a recipe: without its tabs, continuations left to the shell. */
  readonly recipe: TracedText;
  /** As any other line: a continuation and the blanks around it are one blank. */
  readonly text: TracedText;
}

/** The lines of a makefile, joined where a backslash ends one. */
export function logicalLines(file: SourceFile): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const startsWithTab = file.text[file.lineSpan(number).start] === '\t';
    const recipe: TracedText[] = [];
    const text: TracedText[] = [];
    for (let first = true; ; first = false) {
      const { start, end } = file.lineSpan(number);
      const line = file.text.slice(start, end);
      const goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(line) && number < file.lineStarts.length;
      const tab = line.startsWith('\t') ? 1 : 0;
      recipe.push(TracedText.source(file, start + tab, end));
      const blanks = first ? 0 : line.length - line.trimStart().length;
      const kept = goesOn ? line.slice(0, -1).trimEnd().length : line.length;
      if (kept > blanks) text.push(TracedText.source(file, start + blanks, start + kept));
      if (!goesOn) break;
      const next = file.lineStarts[number] ?? end;
      recipe.push(TracedText.decoded('\n', file.at(end, next)));
      text.push(TracedText.decoded(' ', file.at(end - 1, next)));
      number++;
    }
    lines.push({ startsWithTab, recipe: TracedText.concat(recipe), text: TracedText.concat(text) });
  }
  return lines;
}
