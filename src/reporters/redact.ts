import type { Span } from '../text/span.ts';

/** What stands in place of a secret. */
export const MASK = '***';

/**
 * `password=…`, `"token": "…"`, `--api-key …`: the group is what must not be shown. Values are cut at the next
 * blank or quote; a bare `$NAME` or `${NAME}` is no secret, a default inside it may be one.
 */
const ASSIGNMENT =
  /(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)(?:[_-](?:key|value|id|base64))?["']?(?:\s{0,8}(?:[=:]|=>)\s{0,8}|\s{1,8}(?=["']))("[^"\r\n]{1,4096}"?|\{\{[^{}\r\n]{0,256}\}\}|'[^'\r\n]{1,4096}'?|[^\s"',;&)}\]]{1,4096}\}*)/dgi;

/** `--password hunter2`: an option whose value is the next word. */
const OPTION =
  /(?:^|[\s"',[])--?[a-z0-9_-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key)["']?[\s,]{1,8}([^\s,\]-][^\s,\]]{0,4096})/dgi;

/** The password in `scheme://user:password@host`. */
const URL_PASSWORD = /:\/\/[^\s:/@]{0,256}:([^\s/@]{1,1024})@/dg;

/** Shapes that only tokens have. */
const TOKENS: readonly RegExp[] = [
  /\b(gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,255}|npm_[A-Za-z0-9]{30,64})/dg,
  /\b((?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,64}|xox[abeprs]-[\w-]{10,255}|sk-[\w-]{20,255})/dg,
  /\b(eyJ[\w-]{8,4096}\.[\w-]{8,4096}\.?[\w-]{0,4096})/dg,
];

/** A long word of mixed characters; `looksRandom` decides. Digests (`sha256:…`) are hexadecimal and stay. */
const LONG_WORD = /(?<![\w+-])([\w+-]{32,4096}={0,2})(?![\w+=-])/dg;

/** The pieces of a line that must not be shown: passwords, tokens and what looks like them; sorted, disjoint. */
export function secretSpans(text: string): readonly Span[] {
  const found: Span[] = [];
  for (const pattern of [ASSIGNMENT, OPTION, URL_PASSWORD, ...TOKENS]) collect(pattern, text, found);
  for (const match of text.matchAll(LONG_WORD)) if (looksRandom(match[1] ?? '')) add(match, found);
  return merge(found.filter((span) => !isReference(text.slice(span.start, span.end))));
}

/** The text with secrets masked. */
export function redact(text: string): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of secretSpans(text)) {
    shown += text.slice(at, start) + MASK;
    at = end;
  }
  return shown + text.slice(at);
}

/** Words of a command line with secrets masked, also where the option that names one is the word before. */
export function redactWords(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1] ?? '';
    const named = /^--?[\w-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key)$/i.test(before);
    return named && !word.startsWith('-') && !isReference(word) ? MASK : redact(word);
  });
}

function collect(pattern: RegExp, text: string, found: Span[]): void {
  for (const match of text.matchAll(pattern)) add(match, found);
}

function add(match: RegExpMatchArray, found: Span[]): void {
  const place = match.indices?.[1];
  if (place) found.push({ start: place[0], end: place[1] });
}

function isReference(value: string): boolean {
  return /^["']?(?:\$\w+|\$\{\w+\}|\$\(\w+\)|\$?\{\{[^{}]*\}\}|\*+|true|false|null)?["']?$/i.test(value);
}

function looksRandom(word: string): boolean {
  const mixed = /[A-Z].*[A-Z]/.test(word) && /[a-z].*[a-z]/.test(word) && /\d.*\d/.test(word);
  return mixed && !/[a-z]{7}|[A-Z]{7}/.test(word);
}

function merge(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start < last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else merged.push(span);
  }
  return merged;
}
