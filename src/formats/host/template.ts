import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** `{{ x }}`, `<%= x %>`, `@X@` and `%%X%%` print a value; `{% x %}`, `{# x #}` and `<% x %>` print nothing. */
const PLACEHOLDER =
  /\{\{[^{}]{0,400}\}\}|\{%[^%]{0,400}%\}|\{#[^#]{0,400}#\}|<%[^%]{0,400}%>|@[A-Z][A-Z0-9_]{0,60}@|%%[A-Z][A-Z0-9_]{0,60}%%/g;

/**
 * A piece of a file in which each placeholder of a template is unknown and its control tags are gone, so
 * that the lines of every branch stay. A placeholder alone on its line can be any number of words.
 */
export function templateText(file: SourceFile, start = 0, end = file.text.length): TracedText {
  const text = file.text.slice(start, end);
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: tag, index } of text.matchAll(PLACEHOLDER)) {
    pieces.push(TracedText.source(file, start + done, start + index));
    done = index + tag.length;
    if (/^(?:\{[%#]|<%(?!=))/.test(tag)) continue;
    const at = file.at(start + index, start + done);
    const alone = lineHasOnly(file.text, start + index, start + done);
    pieces.push(TracedText.unknown(tag, 'a template fills it in', at, alone));
  }
  if (done === 0) return TracedText.source(file, start, end);
  pieces.push(TracedText.source(file, start + done, end));
  return TracedText.concat(pieces);
}

function lineHasOnly(text: string, start: number, end: number): boolean {
  let before = start;
  while (text[before - 1] === ' ' || text[before - 1] === '\t') before--;
  let after = end;
  while (text[after] === ' ' || text[after] === '\t' || text[after] === '\r') after++;
  return (before === 0 || text[before - 1] === '\n') && (after === text.length || text[after] === '\n');
}
