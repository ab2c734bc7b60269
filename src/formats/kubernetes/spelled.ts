import type { TracedText } from '../../text/traced-text.ts';

/** A text as people wrote it: unknown parts by what stands in their place. */
export function spelled(text: TracedText): string {
  return text.runs.map((run) => (run.kind === 'literal' ? run.text : run.name)).join('');
}
