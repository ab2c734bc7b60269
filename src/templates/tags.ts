import type { Span } from '../text/span.ts';

/** How a template is written: by its brackets, and for `{{ }}` by what stands between them. */
export type TemplateLanguage = 'jinja' | 'go' | 'erb' | 'epp' | 'marks';

/** A tag of a template; spans are offsets into the file. */
export interface TemplateTag extends Span {
  readonly kind: /** Prints a value. */
    | 'value'
    /** Decides about the text around it, or sets a variable. */
    | 'code'
    | 'comment';
  readonly language: TemplateLanguage;
  /** What stands between the brackets, white space signs taken away. */
  readonly inner: Span;
  /** Whether it takes white space away before and after it: `{{- x -}}`. */
  readonly trims: { readonly before: boolean; readonly after: boolean };
}

/** Longer ones are no tags; this bounds what one opening bracket can claim. */
const LONGEST = 4000;

/** Files whose placeholders may be `{$NAME}`, which nothing else writes so. */
const SMARTY = /\.(?:tpl|tmpl|template)$/;

/** Files whose own format knows no variables, so that `${NAME}` is for the template: envsubst, Terraform. */
const WITHOUT_VARIABLES = /(?:^|[/._-])(?:sysconfig|default|supervisord?|env)(?:[/._-]|$)/;

/** A text of more tags than any template has is read as a template no further. */
const MOST = 20_000;

/** Terraform's: `${x}` puts a value in, `%{ if x }` decides. */
const TERRAFORM = /\.tftpl$/;

const CLOSERS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' };

/** `@X@` of configure and meson, `%%X%%` of the ports of FreeBSD. */
const MARK = /@[A-Z][A-Z0-9_]{0,60}@|%%[A-Z][A-Z0-9_]{0,60}%%/y;

/** What only Go's templates write between `{{` and `}}`. */
const GO =
  /\{\{-?\s*(?:\.|\$|\/\*|(?:if|else|end|range|with|define|template|block|getv|gets|getvs|key|keyOrDefault|env|or|printf|include|exists|service)\b|(?:default|coalesce)\s+["'.])/;

/** The tags of a text, in order and apart from each other. Linear, whatever the text. */
export function templateTags(text: string, path: string): readonly TemplateTag[] {
  const tags: TemplateTag[] = [];
  if (TERRAFORM.test(path)) return terraformTags(text);
  const isSmarty = SMARTY.test(path);
  const isSubstituted = isSmarty && WITHOUT_VARIABLES.test(path);
  const isGo = !text.includes('{%') && GO.test(text);
  const ruby: TemplateLanguage = /\.epp(?:\.|$)/.test(path) ? 'epp' : 'erb';
  const nextCloser = new Map<string, number>();
  const closerAfter = (closer: string, from: number): number => {
    const known = nextCloser.get(closer);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = text.indexOf(closer, from);
    nextCloser.set(closer, found);
    return found;
  };
  const opener = isSubstituted ? /[{<@%$]/g : /[{<@%]/g;
  for (let match = opener.exec(text); match && tags.length < MOST; match = opener.exec(text)) {
    const start = match.index;
    const open = text.slice(start, start + 2);
    const closer = CLOSERS[open];
    if (closer === undefined && open !== '{$' && open !== '${') {
      MARK.lastIndex = start;
      const mark = MARK.exec(text)?.[0];
      if (mark === undefined) continue;
      const width = mark.startsWith('@') ? 1 : 2;
      const end = start + mark.length;
      const trims = { before: false, after: false };
      const inner = { start: start + width, end: end - width };
      tags.push({ kind: 'value', language: 'marks', start, end, inner, trims });
      opener.lastIndex = end;
      continue;
    }
    if ((open === '{$' && isSmarty) || (open === '${' && isSubstituted)) {
      const name = open === '{$' ? /\{\$\w{1,60}\}/y : /\$\{\w{1,60}\}/y;
      name.lastIndex = start;
      const end = start + (name.exec(text)?.[0].length ?? 0);
      if (end === start) continue;
      const trims = { before: false, after: false };
      tags.push({
        kind: 'value',
        language: 'marks',
        start,
        end,
        inner: { start: start + 2, end: end - 1 },
        trims,
      });
      opener.lastIndex = end;
      continue;
    }
    // `${#name}` is a shell's, `<%%` and `{{{{` are escapes.
    if (closer === undefined || (open === '{#' && text[start - 1] === '$')) continue;
    const close = closerAfter(closer, start + 2);
    if (close < 0 || close - start > LONGEST) continue;
    const language = open === '<%' ? ruby : isGo && open === '{{' ? 'go' : 'jinja';
    const tag = bracketTag(text, open, start, close, language);
    tags.push(tag);
    opener.lastIndex = tag.end;
  }
  return tags;
}

/** The tags of a Terraform template; `$${` and `%%{` are none. */
function terraformTags(text: string): readonly TemplateTag[] {
  const tags: TemplateTag[] = [];
  for (const match of text.matchAll(/(?<![$%])([$%])\{(~?)([^{}~]{0,400})(~?)\}/g)) {
    if (tags.length >= MOST) break;
    const [whole, sign, before = '', code = '', after] = match;
    const start = match.index;
    const inner = { start: start + 2 + before.length, end: start + 2 + before.length + code.length };
    const name = code.trim();
    const trimmed = inner.start + code.indexOf(name);
    tags.push({
      kind: sign === '$' ? 'value' : 'code',
      language: sign === '$' ? 'marks' : 'jinja',
      start,
      end: start + whole.length,
      inner: sign === '$' ? { start: trimmed, end: trimmed + name.length } : inner,
      trims: { before: before !== '', after: after !== '' },
    });
  }
  return tags;
}

function bracketTag(
  text: string,
  open: string,
  start: number,
  close: number,
  language: TemplateLanguage,
): TemplateTag {
  let from = start + 2;
  let to = close;
  let kind: TemplateTag['kind'] = open === '{{' ? 'value' : open === '{#' ? 'comment' : 'code';
  let before = false;
  const sign = text[from] ?? '';
  if (open === '<%' && (sign === '=' || sign === '#')) {
    kind = sign === '=' ? 'value' : 'comment';
    from++;
  } else if (from < to && '-+~'.includes(sign)) {
    before = sign !== '+';
    from++;
  }
  const last = text[to - 1] ?? '';
  let after = false;
  if (from < to && '-+~'.includes(last)) {
    after = last !== '+';
    to--;
  }
  if (open === '{{' && /^\s*(?:\/\*|!)/.test(text.slice(from, from + 20))) kind = 'comment';
  return {
    kind,
    language,
    start,
    end: close + 2,
    inner: { start: from, end: to },
    trims: { before, after },
  };
}
