import type { TracedText } from './traced-text.ts';

/** Text for people, with every unknown part as it would be written: `-l${BIND}`, `-l$(hostname -i)`. */
export function spellOut(text: TracedText): string {
  return text.runs
    .map((run) => (run.kind === 'literal' ? run.text : /^\w+$/.test(run.name) ? `\${${run.name}}` : run.name))
    .join('');
}
