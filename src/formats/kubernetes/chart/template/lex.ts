import type { TracedText } from '../../../../text/traced-text.ts';

/** A piece of a Go template: text that is copied, or what stands between `{{` and `}}`. */
export interface TemplateToken {
  readonly kind: 'text' | 'action';
  /** Offsets into the template's text; of an action without its braces and trim markers. */
  readonly from: number;
  readonly to: number;
  /** Of an action: with its braces. */
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a Go template into tokens; `{{-` and `-}}` trim the white space beside them. Tags of Jinja that print
 * nothing (`{% … %}`, `{# … #}`) are left out, since other tools fill manifests too.
 */
export function lexTemplate({ text }: TracedText): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let from = 0;
  let at = 0;
  const lastComment = text.lastIndexOf('*/');
  const copy = (to: number) => {
    if (to > from) tokens.push({ kind: 'text', from, to, start: from, end: to });
  };
  while (at < text.length) {
    const open = text.indexOf('{', at);
    const next = open < 0 ? '' : (text[open + 1] ?? '');
    if (open < 0) break;
    if (next !== '{' && next !== '%' && next !== '#') {
      at = open + 1;
      continue;
    }
    const end = next === '{' ? actionEnd(text, open + 2, lastComment) : tagEnd(text, open, next);
    if (end === undefined) {
      at = open + 2;
      continue;
    }
    const inner = text.slice(open + 2, end - 2);
    const trimsLeft = next === '{' && /^-\s/.test(inner);
    const trimsRight = next === '{' && /\s-$/.test(inner);
    copy(trimsLeft ? Math.max(from, blanksBefore(text, open)) : open);
    if (next === '{')
      tokens.push({
        kind: 'action',
        from: open + 2 + (trimsLeft ? 1 : 0),
        to: end - 2 - (trimsRight ? 1 : 0),
        start: open,
        end,
      });
    from = trimsRight ? blanksAfter(text, end) : end;
    at = from;
  }
  copy(text.length);
  return tokens;
}

/** Behind the `}}` that ends an action; quotes and comments may hold braces. */
function actionEnd(text: string, from: number, lastComment: number): number | undefined {
  let at = from;
  if (/^-?\s*\/\*/.test(text.slice(from, from + 10))) {
    if (from > lastComment) return undefined;
    at = text.indexOf('*/', from) + 2;
  }
  let quote = '';
  for (; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\' && quote === '"') at += 1;
      else if (char === quote || (char === '\n' && quote === '"')) quote = '';
    } else if (char === '"' || char === '`') quote = char;
    else if (char === '}' && text[at + 1] === '}') return at + 2;
    else if (char === '{' && text[at + 1] === '{') return undefined;
  }
  return undefined;
}

function tagEnd(text: string, open: number, mark: string): number | undefined {
  const line = text.slice(open + 2, open + 400);
  const close = line.indexOf(`${mark}}`);
  return close < 0 ? undefined : open + 2 + close + 2;
}

function blanksBefore(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at - 1] ?? 'x')) at -= 1;
  return at;
}

function blanksAfter(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? 'x')) at += 1;
  return at;
}
