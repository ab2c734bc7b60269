import type { Span } from '../text/span.ts';

/** What a template's expression says, as far as it decides about a value. */
export type Expression =
  | { readonly kind: 'literal'; readonly text: string; readonly span: Span }
  /** A variable by its dotted path, without `@`, `$`, `scope` and `node`. */
  | { readonly kind: 'variable'; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** The first that is set. */
  | { readonly kind: 'first'; readonly of: readonly Expression[] }
  /** One or the other. */
  | { readonly kind: 'choice'; readonly condition: Span; readonly of: readonly [Expression, Expression] }
  | { readonly kind: 'join'; readonly of: Expression; readonly separator: string }
  /** Texts or lists one after another: `'-l ' + x`, `"-l #{x}"`. */
  | { readonly kind: 'concat'; readonly of: readonly Part[] }
  /** Lines of comment: Ansible's `comment`. */
  | { readonly kind: 'comment'; readonly span: Span }
  | { readonly kind: 'unknown' };

/** A part of what is put together, and where it stands. */
export interface Part {
  readonly expression: Expression;
  readonly span: Span;
}

/** What nobody can tell. */
export const UNKNOWN: Expression = { kind: 'unknown' };
/** Filters and methods that leave the text of a value as it is. */
export const PASSES =
  /^(?:string|int|trim|lower|bool|list|to_s|to_i|to_a|strip|chomp|flatten|compact|uniq|sort|unique|mandatory|toString|Array|any2array|Integer|String|as_json|freeze|dup)$/;

/** Functions that look a name up. */
export const LOOKUPS =
  /^(?:pillar\.get|config\.get|salt\.pillar\.get|salt\.config\.get|lookup|lookupvar|hiera|getv|gets|key|keyOrDefault|env|p|getenv|ENV\.fetch|node\.fetch|dig)$/;

/** What a filter or method makes of a value. */
export function applied(value: Expression, filter: string, words: readonly Expression[]): Expression {
  const [first] = words;
  if (/^(?:default|d|default_if_none)$/.test(filter)) {
    if (first === undefined) return value;
    return { kind: 'first', of: [value, first] };
  }
  if (filter === 'join') {
    const separator = first === undefined ? '' : first.kind === 'literal' ? first.text : undefined;
    return separator === undefined ? UNKNOWN : { kind: 'join', of: value, separator };
  }
  // Without a question these give back an address that is one.
  if (/^ip(?:addr|v4|v6|wrap)$/.test(filter) && first === undefined) return value;
  return PASSES.test(filter) ? value : UNKNOWN;
}

/** What a function returns. */
export function called(name: string, words: readonly Expression[]): Expression {
  const [first, second] = words;
  if (/^(?:Array|any2array|String|Integer)$/.test(name) && first) return first;
  if (/^(?:join|.*\.join)$/.test(name) && first && second) return applied(first, 'join', [second]);
  return first && LOOKUPS.test(name.replace(/^(?:scope|node)\./, '')) ? lookup(first, second) : UNKNOWN;
}

/** The variable that a function looks up, with its default. */
export function lookup(name: Expression, fallback: Expression | undefined): Expression {
  if (name.kind !== 'literal') return UNKNOWN;
  const path = name.text.split(/::|[:./]/).filter((part) => part !== '');
  const variable: Expression = { kind: 'variable', path: path.length > 0 ? path : [name.text] };
  return fallback ? { kind: 'first', of: [variable, fallback] } : variable;
}
