import type { Span } from '../text/span.ts';
import { type Control, controlOf } from './control.ts';
import { tokensIn } from './lexer.ts';
import type { TemplateTag } from './tags.ts';

/** A tag, or one statement of a tag that holds several, and what it does. */
export interface Statement {
  readonly tag: TemplateTag;
  /** `undefined` for one that prints a value. */
  readonly control: Control | undefined;
}

/**
 * What a tag does, statement by statement: ERB's `<% %>` may hold a whole program. The tags of its statements
 * lie side by side in it, so that nothing stands between them.
 */
export function statementsOf(text: string, tag: TemplateTag): readonly Statement[] {
  const spans = tag.language === 'erb' && tag.kind === 'code' ? statementSpans(text, tag.inner) : [];
  if (spans.length < 2 && !spans.some((span) => modifierAt(text, span))) {
    return [{ tag, control: controlOf(text, tag) }];
  }
  const statements: Statement[] = [];
  spans.forEach((span, index) => {
    const isFirst = index === 0;
    const isLast = index === spans.length - 1;
    const whole: TemplateTag = {
      ...tag,
      start: isFirst ? tag.start : (spans[index - 1]?.end ?? tag.start),
      end: isLast ? tag.end : span.end,
      inner: span,
      trims: { before: isFirst && tag.trims.before, after: isLast && tag.trims.after },
    };
    const modifier = modifierAt(text, span);
    if (modifier === undefined) {
      statements.push({ tag: whole, control: controlOf(text, whole) });
      return;
    }
    // `x << '-l' if y` is `if y`, `x << '-l'`, `end`.
    const condition = { ...whole, end: modifier.end, inner: modifier };
    const rest = { ...whole, start: modifier.end, trims: { before: false, after: whole.trims.after } };
    const statement = { ...rest, end: rest.start, inner: { start: span.start, end: modifier.start } };
    statements.push(
      { tag: { ...condition, trims: { ...whole.trims, after: false } }, control: controlOf(text, condition) },
      { tag: { ...statement, trims: { before: false, after: false } }, control: controlOf(text, statement) },
      { tag: rest, control: { kind: 'end' } },
    );
  });
  return statements;
}

/** More statements than any template has in one tag. */
const MOST = 500;

/** Ruby's statements: by lines, unless one is left open, and by `;`. */
function statementSpans(text: string, inner: Span): readonly Span[] {
  const spans: Span[] = [];
  let open: number | undefined;
  let depth = 0;
  for (let at = inner.start; at < inner.end && spans.length < MOST; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 || newline > inner.end ? inner.end : newline;
    const start = at;
    at = end + 1;
    if (/^\s*(?:#|$)/.test(text.slice(start, end))) continue;
    const tokens = tokensIn(text, { start, end });
    let last = '';
    for (const token of tokens) {
      last = token.kind === 'string' ? '' : token.text;
      if (token.kind === 'sign' && '([{'.includes(last)) depth++;
      if (token.kind === 'sign' && ')]}'.includes(last)) depth--;
      if (last === ';' && depth <= 0) {
        if (open !== undefined) spans.push({ start: open, end: token.start });
        open = undefined;
      } else open ??= token.start;
    }
    if (open === undefined || /^(?:,|\+|<<|=|\|\||&&|and|or|not|\.)$/.test(last)) continue;
    if (depth > 0 && !/(?:\{|\|)$/.test(last)) continue;
    depth = 0;
    spans.push({ start: open, end: tokens.at(-1)?.end ?? end });
    open = undefined;
  }
  if (open !== undefined) spans.push({ start: open, end: inner.end });
  return spans;
}

/** Where the `if …` or `unless …` after a statement stands. */
function modifierAt(text: string, span: Span): Span | undefined {
  if (span.end - span.start > 400) return undefined;
  const tokens = tokensIn(text, span);
  const at = tokens.findIndex(
    ({ kind, text: word }, index) => index > 0 && kind === 'name' && (word === 'if' || word === 'unless'),
  );
  const before = tokens[at - 1];
  const token = tokens[at];
  if (token === undefined || before === undefined || before.text === '=') return undefined;
  return { start: token.start, end: span.end };
}
