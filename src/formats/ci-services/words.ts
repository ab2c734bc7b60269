import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';

/**
 * Cuts a string into words as the runners do that start the docker command without a shell: blanks separate,
 * double quotes keep together, `\"` is a quote; single quotes and `$` mean nothing.
 */
export function splitWords(text: TracedText): readonly TracedText[] {
  const words: TracedText[] = [];
  const source = text.text;
  let pieces: TracedText[] = [];
  let from = 0;
  let isQuoted = false;
  let isWord = false;
  const flush = (to: number) => {
    if (to > from) pieces.push(text.slice(from, to));
  };
  for (let at = 0; at <= source.length; at++) {
    const char = source[at];
    const isEscaped = char === '\\' && source[at + 1] === '"';
    if (char === undefined || (!isQuoted && /\s/.test(char))) {
      flush(at);
      if (isWord) words.push(TracedText.concat(pieces));
      pieces = [];
      isWord = false;
      from = at + 1;
    } else if (char === '"' || isEscaped) {
      flush(at);
      from = at + 1;
      if (isEscaped) at++;
      else isQuoted = !isQuoted;
      isWord = true;
    } else isWord = true;
  }
  return words.map((word) => (word.runs.length === 1 ? word.withSplits(true) : word));
}

/** A list of words as it stands, or a string cut into words; `undefined` for nothing. */
export function wordsAt(node: YamlNode | undefined): readonly TracedText[] | undefined {
  const items = asItems(node);
  if (items !== undefined) return items.flatMap((item) => asText(item) ?? []);
  const text = asText(node);
  return text === undefined || text.text === '' ? undefined : splitWords(text);
}

/** Variables: a mapping of names to texts. */
export function variablesAt(node: YamlNode | undefined): ReadonlyMap<string, TracedText> {
  const variables = new Map<string, TracedText>();
  for (const [name, { value }] of entries(node)) {
    const text = asText(value) ?? asText(entries(value).get('value')?.value);
    if (text !== undefined) variables.set(name, text);
  }
  return variables;
}
