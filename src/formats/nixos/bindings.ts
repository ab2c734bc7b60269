import type { Location, SourceFile } from '../../text/source-file.ts';
import type { NixToken } from './tokens.ts';
import { type NixValue, nixValue } from './values.ts';

/** A binding `a.b = …;` with the path of the sets around it. */
export interface NixBinding {
  readonly path: readonly string[];
  readonly value: NixValue;
  /** The expression. */
  readonly at: Location;
}

const DEEPEST = 64;

/**
 * All bindings of a Nix file. Every set within an expression (`mkIf c { … }`, `mkMerge [ { … } ]`, the body
 * of a function) counts as part of what the expression is bound to; function heads and `let` do not.
 */
export function nixBindings(file: SourceFile, tokens: readonly NixToken[]): NixBinding[] {
  const closers = matchBrackets(tokens);
  const found: NixBinding[] = [];
  const is = (at: number, text: string): boolean =>
    tokens[at]?.kind !== 'string' && tokens[at]?.text === text;

  function bindings(from: number, end: number, prefix: readonly string[], depth: number): number {
    let at = from;
    while (at < end && !is(at, 'in')) {
      if (is(at, 'inherit')) {
        while (at < end && !is(at, ';')) at++;
        at++;
        continue;
      }
      const path: string[] = [];
      while (at < end && !is(at, '=') && !is(at, ';') && !is(at, 'in')) {
        const token = tokens[at];
        if (is(at, '${')) {
          path.push('?');
          at = closers.get(at) ?? end;
        } else if (token?.kind === 'identifier') path.push(token.text);
        else if (token?.kind === 'string') path.push(token.value?.known ?? '?');
        at++;
      }
      at = is(at, '=') ? expression(at + 1, end, [...prefix, ...path].slice(0, DEEPEST), depth) + 1 : at + 1;
    }
    return at;
  }

  function expression(from: number, end: number, path: readonly string[], depth: number): number {
    let at = from;
    while (at < end && !is(at, ';')) {
      const close = closers.get(at) ?? end;
      if (is(at, 'let')) at = bindings(at + 1, end, ['let'], depth + 1) + 1;
      else if (is(at, 'with') || is(at, 'assert')) {
        while (at < end && !is(at, ';')) at = is(at, '{') || is(at, '(') ? (closers.get(at) ?? end) : at + 1;
        at++;
      } else if (is(at, '{')) {
        const isHead = is(close + 1, ':') || is(close + 1, '@');
        if (!isHead && depth < DEEPEST) bindings(at + 1, close, path, depth + 1);
        at = close + 1;
      } else at++;
    }
    const first = tokens[from];
    const last = tokens[Math.min(at, end) - 1];
    if (first && last && path.length > 0 && first.start <= last.start) {
      const value = nixValue(file, tokens.slice(from, Math.min(at, end, from + 400)));
      found.push({ path, value, at: file.at(first.start, last.end) });
    }
    return at;
  }

  expression(0, tokens.length, [], 0);
  return found;
}

/** For each opening bracket the index of its closing one. */
function matchBrackets(tokens: readonly NixToken[]): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind === 'string') return;
    if (token.text === '{' || token.text === '${' || token.text === '[' || token.text === '(')
      open.push(index);
    else if (token.text === '}' || token.text === ']' || token.text === ')') {
      const start = open.pop();
      if (start !== undefined) closers.set(start, index);
    }
  });
  return closers;
}
