import type { TracedText } from '../../text/traced-text.ts';

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
