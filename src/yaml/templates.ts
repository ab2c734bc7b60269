import type { Span } from '../text/span.ts';
import { TracedText } from '../text/traced-text.ts';

const CLOSERS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/** The pieces of Go, Jinja and Handlebars templates, `{{ … }}`, `{% … %}`, `{# … #}`, which may go over lines. */
function expressionsIn(text: string): readonly Span[] {
  const found: Span[] = [];
  const unclosed = new Set<string>();
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const opener = text.slice(at, at + 2);
    const closer = CLOSERS[opener];
    if (closer === undefined || unclosed.has(opener)) continue;
    const end = text.indexOf(closer, at + 2);
    if (end < 0) unclosed.add(opener);
    else {
      found.push({ start: at, end: end + 2 });
      at = end + 1;
    }
  }
  return found;
}

/** Whether a text may hold template expressions. */
export function hasTemplates(text: string): boolean {
  return /\{\{|\{%|\{#/.test(text);
}

/**
 * Takes template expressions out of a text without changing any offset, so that what is left is YAML again:
 * those that fill their lines (`{{- if … }}`, `{% for … %}`) become spaces, those inside a value become `X`.
 * Only the structure is to be read from the result; see `unknownTemplates` for the values.
 */
export function blankTemplates(text: string): string {
  const expressions = expressionsIn(text);
  const bare = filled(text, expressions, () => ' ');
  let line: Span = { start: 0, end: -1 };
  let isBlank = false;
  return filled(text, expressions, ({ start, end }) => {
    if (start > line.end || end > line.end) {
      const lineEnd = text.indexOf('\n', end);
      line = { start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd };
      isBlank = bare.slice(line.start, line.end).trim() === '';
    }
    return isBlank ? ' ' : 'X';
  });
}

/** The text with every character of some spans but line breaks replaced. */
function filled(text: string, spans: readonly Span[], fill: (span: Span) => string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const span of spans) {
    pieces.push(text.slice(from, span.start));
    pieces.push(text.slice(span.start, span.end).replace(/[^\r\n]/g, fill(span)));
    from = span.end;
  }
  return pieces.join('') + text.slice(from);
}

/** The text with every template expression as an unknown part. */
export function unknownTemplates(text: TracedText): TracedText {
  if (!hasTemplates(text.text)) return text;
  const pieces: TracedText[] = [];
  let from = 0;
  for (const { start, end } of expressionsIn(text.text)) {
    const at = text.locate(start, end);
    if (at === undefined) continue;
    const name = text.text.slice(start, end).replace(/\s+/g, ' ');
    pieces.push(text.slice(from, start), TracedText.unknown(name, `${name} is filled in by a template`, at));
    from = end;
  }
  return TracedText.concat([...pieces, text.slice(from)]);
}
