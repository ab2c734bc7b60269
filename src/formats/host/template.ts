import type { SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';

/** `{{ x }}`, `<%= x %>`, `@X@` and `%%X%%` print a value; `{% x %}`, `{# x #}` and `<% x %>` print nothing. */
const PLACEHOLDER =
  /\{\{[^{}]{0,400}\}\}|\{%[^%]{0,400}%\}|\{#[^#]{0,400}#\}|<%[^%]{0,400}%>|@[A-Z][A-Z0-9_]{0,60}@|%%[A-Z][A-Z0-9_]{0,60}%%/g;

/** A tag of a template. */
interface TemplateTag extends Span {
  readonly kind: /** Stands for a value. */
    | 'value'
    /** Begins a block that may be left out or repeated. */
    | 'open'
    | 'else'
    | 'close'
    /** A comment, an assignment: nothing. */
    | 'nothing';
  readonly text: string;
}

/** The tags of a piece of a file; spans are offsets into the file. */
function templateTags(file: SourceFile, start = 0, end = file.text.length): TemplateTag[] {
  const tags: TemplateTag[] = [];
  for (const { 0: text, index } of file.text.slice(start, end).matchAll(PLACEHOLDER)) {
    tags.push({ kind: kindOf(text), text, start: start + index, end: start + index + text.length });
  }
  return tags;
}

/**
 * A piece of a file in which each placeholder of a template is unknown and its control tags are gone, so
 * that the lines of every branch stay. A placeholder alone on its line can be any number of words.
 */
export function templateText(file: SourceFile, start = 0, end = file.text.length): TracedText {
  const pieces: TracedText[] = [];
  let done = start;
  for (const tag of templateTags(file, start, end)) {
    pieces.push(TracedText.source(file, done, tag.start));
    done = tag.end;
    if (tag.kind === 'value') pieces.push(placeholder(file, tag));
  }
  if (done === start) return TracedText.source(file, start, end);
  pieces.push(TracedText.source(file, done, end));
  return TracedText.concat(pieces);
}

/** What a tag that prints a value stands for. */
function placeholder(file: SourceFile, { text, start, end }: TemplateTag): TracedText {
  const alone = lineHasOnly(file.text, start, end);
  return TracedText.unknown(text, 'a template fills it in', file.at(start, end), alone);
}

function kindOf(text: string): TemplateTag['kind'] {
  if (/^(?:@|%%|<%=)/.test(text)) return 'value';
  if (/^(?:\{#|<%#|\{\{-?\s*\/\*)/.test(text)) return 'nothing';
  const word = /^(?:\{\{|\{%|<%)[-+~]?\s*([a-z]*)/.exec(text)?.[1] ?? '';
  const go = text.startsWith('{{');
  if (/^(?:else|elif|elsif|elseif)$/.test(word)) return 'else';
  if (/^(?:end|endif|endfor|endunless)$/.test(word)) return 'close';
  if (/^(?:if|for|unless|range|with)$/.test(word) && !/^\{\{-?\s*\w+\s*[|}]/.test(text)) return 'open';
  if (go) return 'value';
  return /\bdo\b\s*(?:\|[^|]*\|)?\s*-?%>$/.test(text) ? 'open' : 'nothing';
}

function lineHasOnly(text: string, start: number, end: number): boolean {
  let before = start;
  while (text[before - 1] === ' ' || text[before - 1] === '\t') before--;
  let after = end;
  while (text[after] === ' ' || text[after] === '\t' || text[after] === '\r') after++;
  return (before === 0 || text[before - 1] === '\n') && (after === text.length || text[after] === '\n');
}
