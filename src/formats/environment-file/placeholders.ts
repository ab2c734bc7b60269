import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { templateText } from '../host/template.ts';

/** Whether a file is a template, by its name or by its tags. */
export function isTemplate(file: SourceFile): boolean {
  return withoutTemplateSuffix(file.path) !== file.path || /\{\{|\{%|<%/.test(file.text);
}

/** Whether a template has branches or loops, so that lines of it may or may not be there. */
export function hasBranches(file: SourceFile): boolean {
  return /\{%[-+]?[ \t]*(?:if|elif|else|for)\b|<%-?[ \t]*(?:if|unless|els(?:e|if)|\S{1,200}\.each)\b|\{\{-?[ \t]*(?:if|else|range|with)\b/.test(
    file.text,
  );
}

/** A piece of a template with its placeholders unknown. */
export function withPlaceholders(text: TracedText): TracedText {
  const pieces = text.runs.map((run) => {
    if (run.kind === 'literal' && run.exact)
      return templateText(run.origin.file, run.origin.start, run.origin.end).withSplits(false);
    if (run.kind === 'literal') return TracedText.decoded(run.text, run.origin);
    return TracedText.unknown(run.name, run.because, run.origin, run.splits);
  });
  return TracedText.concat(pieces);
}

/**
 * A placeholder that is a word of its own fills in any number of words, unless it follows an option and does
 * not sound like a list of options itself. `%i` and its like are one word.
 */
export function placeholderWord(word: TracedText, before: TracedText | undefined): TracedText {
  const unknown = word.runs.length === 1 ? word.unknowns[0] : undefined;
  if (!unknown || unknown.name.startsWith('%')) return word;
  const isValue = /^(?:-|\d?>)/.test(before?.text ?? '') && !/opt|arg|flag|param|extra/i.test(unknown.name);
  return isValue ? word : word.withSplits(true);
}
