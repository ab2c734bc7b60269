import { TracedText } from '../../text/traced-text.ts';

/** Gives the value of a placeholder; `undefined` if nobody knows it. */
export type Lookup = (expression: string) => TracedText | undefined;

/** `${{ matrix.x }}` of GitHub's workflows, `${{ parameters.x }}` of Azure's pipelines. */
export const DOLLAR_BRACES = /\$\{\{([^{}]{0,200})\}\}/g;
/** `<< parameters.x >>` of CircleCI. */
export const ANGLES = /<<([^<>]{0,200})>>/g;
/** `$NAME` and `${NAME}` of GitLab's and Drone's variables. */
export const VARIABLES = /\$(?:([A-Za-z_]\w{0,99})|\{([A-Za-z_]\w{0,99})\})/g;

/** A text with each placeholder replaced by its value, or by an unknown part. */
export function fillPlaceholders(text: TracedText, pattern: RegExp, lookup: Lookup): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const match of text.text.matchAll(pattern)) {
    const [written] = match;
    const name = (match[1] ?? match[2] ?? '').trim();
    const place = text.locate(match.index, match.index + written.length);
    pieces.push(text.slice(done, match.index));
    done = match.index + written.length;
    const value = lookup(name);
    if (value !== undefined) pieces.push(value);
    else if (place !== undefined)
      pieces.push(TracedText.unknown(name, `${name} is known only when the job runs`, place));
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
