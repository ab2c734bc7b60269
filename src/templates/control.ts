import type { Span } from '../text/span.ts';
import type { TemplateTag } from './tags.ts';

/** What a tag of code does. */
export type Control =
  | { readonly kind: 'if'; readonly condition: Span; readonly negated: boolean }
  | { readonly kind: 'else-if'; readonly condition: Span; readonly negated: boolean }
  | { readonly kind: 'else' }
  | { readonly kind: 'for'; readonly names: readonly string[]; readonly list: Span }
  /** A block whose content is there once, whatever it does with it. */
  | { readonly kind: 'block' }
  /** A block that prints nothing where it stands. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'end' }
  | { readonly kind: 'set'; readonly name: string; readonly value: Span }
  /** Adds to a list or a text: `options << '-k'`. */
  | { readonly kind: 'append'; readonly name: string; readonly value: Span }
  | { readonly kind: 'nothing' };

type Case = readonly [RegExp, (match: RegExpExecArray, at: number) => Control];

const span = (start: number, text: string): Span => ({ start, end: start + text.length });

/** The part of a match that its last group found, which ends where the match's `d` indices say. */
function part(match: RegExpExecArray, at: number, group: number): Span {
  const found = match.indices?.[group];
  return found ? { start: at + found[0], end: at + found[1] } : span(at, '');
}

const NOTHING: Control = { kind: 'nothing' };
const condition = (kind: 'if' | 'else-if', group: number, negated = false) =>
  ((match, at) => ({ kind, condition: part(match, at, group), negated })) satisfies Case[1];

const JINJA: readonly Case[] = [
  [/^if\b(.*)$/ds, condition('if', 1)],
  [/^(?:elif|elseif)\b(.*)$/ds, condition('else-if', 1)],
  [/^else$/d, () => ({ kind: 'else' })],
  [/^unless\b(.*)$/ds, condition('if', 1, true)],
  [
    /^for\s+([\w, ]{1,200}?)\s+in\s+(.*?)(?:\s+if\s.*|\s+recursive)?$/ds,
    (match, at) => ({ kind: 'for', names: namesIn(match[1]), list: part(match, at, 2) }),
  ],
  [/^end\w*$/d, () => ({ kind: 'end' })],
  [
    /^set\s+(\w{1,100})\s*=(.*)$/ds,
    (match, at) => ({ kind: 'set', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
  [
    /^do\s+(\w{1,100})\.append\((.*)\)$/ds,
    (match, at) => ({ kind: 'append', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
  [/^(?:macro|call)\b/d, () => ({ kind: 'hidden' })],
  [/^set\s+\w{1,100}\s*$/d, () => ({ kind: 'hidden' })],
  [/^(?:block|filter|with|autoescape|raw)\b/d, () => ({ kind: 'block' })],
];

const RUBY: readonly Case[] = [
  [/^if\b(.*?)(?:\s+then)?$/ds, condition('if', 1)],
  [/^unless\b(.*?)(?:\s+then)?$/ds, condition('if', 1, true)],
  [/^elsif\b(.*?)(?:\s+then)?$/ds, condition('else-if', 1)],
  [/^case\b/d, () => ({ kind: 'if', condition: span(0, ''), negated: false })],
  [/^when\b/d, () => ({ kind: 'else-if', condition: span(0, ''), negated: false })],
  [/^else$/d, () => ({ kind: 'else' })],
  [/^(?:end|\})(?:\.\w+)*$/d, () => ({ kind: 'end' })],
  [
    /^([^|{]{1,300}?)\.(?:each|each_with_index|sort\.each|map|each_pair)\b\s*(?:do|\{)\s*\|\s*([\w, ]{1,200})\s*\|$/ds,
    (match, at) => ({ kind: 'for', names: namesIn(match[2]), list: part(match, at, 1) }),
  ],
  [/(?:\bdo|\{)\s*(?:\|[^|]{0,200}\|)?$/d, () => ({ kind: 'block' })],
  [
    /^@?([a-z]\w{0,100})\s*(?:<<|\+=)(.*)$/ds,
    (match, at) => ({ kind: 'append', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
  [
    /^@?([a-z]\w{0,100})\.(?:push|append|concat)\b\(?(.*?)\)?$/ds,
    (match, at) => ({ kind: 'append', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
  [
    /^@?([a-z]\w{0,100})\s*(?:\|\|)?=(?![=~>])(.*)$/ds,
    (match, at) => ({ kind: 'set', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
];

const PUPPET: readonly Case[] = [
  [/^if\b(.*)\{$/ds, condition('if', 1)],
  [/^unless\b(.*)\{$/ds, condition('if', 1, true)],
  [/^\}\s*els(?:e\s*)?if\b(.*)\{$/ds, condition('else-if', 1)],
  [/^\}\s*else\s*\{$/d, () => ({ kind: 'else' })],
  [/^\}(?:\.\w+)*$/d, () => ({ kind: 'end' })],
  [
    /^([^|{(]{1,300}?)\.(?:each|map)(?:\(\))?\s*\|\s*([\w$, ]{1,200})\s*\|\s*\{$/ds,
    (match, at) => ({ kind: 'for', names: namesIn(match[2]), list: part(match, at, 1) }),
  ],
  [
    /^(?:each|map)\s*\(([^)]{1,300})\)\s*\|\s*([\w$, ]{1,200})\s*\|\s*\{$/ds,
    (match, at) => ({ kind: 'for', names: namesIn(match[2]), list: part(match, at, 1) }),
  ],
  [/\{$/d, () => ({ kind: 'block' })],
  [
    /^\$([a-z]\w{0,100})\s*=(.*)$/ds,
    (match, at) => ({ kind: 'set', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
];

const GO: readonly Case[] = [
  [/^if\b(.*)$/ds, condition('if', 1)],
  [/^else\s+(?:if|with)\b(.*)$/ds, condition('else-if', 1)],
  [/^else$/d, () => ({ kind: 'else' })],
  [
    /^range\s+(?:(\$\w{1,100}(?:\s*,\s*\$\w{1,100})?)\s*:=\s*)?(.*)$/ds,
    (match, at) => ({ kind: 'for', names: ['.', ...namesIn(match[1])], list: part(match, at, 2) }),
  ],
  [/^with\s(.*)$/ds, condition('if', 1)],
  [/^end$/d, () => ({ kind: 'end' })],
  [/^block\s/d, () => ({ kind: 'block' })],
  [/^define\b/d, () => ({ kind: 'hidden' })],
  [
    /^\$(\w{1,100})\s*:?=(.*)$/ds,
    (match, at) => ({ kind: 'set', name: match[1] ?? '', value: part(match, at, 2) }),
  ],
];

const MUSTACHE: readonly Case[] = [
  [/^else$/d, () => ({ kind: 'else' })],
  [/^\/[\w.]+$/d, () => ({ kind: 'end' })],
  [/^#(?:if|with)\b(.*)$/ds, condition('if', 1)],
  [/^(?:#unless\b|\^)(.*)$/ds, condition('if', 1, true)],
  [/^#each\b(.*)$/ds, (match, at) => ({ kind: 'for', names: ['this', '.'], list: part(match, at, 1) })],
  [/^#(.*)$/ds, condition('if', 1)],
];

const CASES: Readonly<Record<TemplateTag['language'], readonly Case[]>> = {
  jinja: JINJA,
  erb: RUBY,
  epp: PUPPET,
  go: GO,
  marks: [],
};

/** Longer code is none of the above; this bounds what matching it can cost. */
const LONGEST = 400;

/** What a tag does beside printing; `undefined` for one that prints a value. */
export function controlOf(text: string, tag: TemplateTag): Control | undefined {
  if (tag.kind === 'comment') return NOTHING;
  const raw = text.slice(tag.inner.start, tag.inner.end);
  const code = raw.trim();
  const at = tag.inner.start + raw.indexOf(code);
  const braces = text.startsWith('{{', tag.start);
  if (tag.kind === 'value' && !braces) return undefined;
  const cases = braces && tag.language === 'jinja' ? MUSTACHE : CASES[tag.language];
  for (const [pattern, make] of code.length <= LONGEST ? cases : []) {
    const match = pattern.exec(code);
    if (match) return make(match, at);
  }
  return tag.kind === 'value' ? undefined : NOTHING;
}

function namesIn(text = ''): string[] {
  return text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => name.replace(/^\$/, ''));
}
