import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { NixToken } from './tokens.ts';

/** A literal, also behind `mkDefault`, `mkForce` and the like, or an expression that only Nix can evaluate. */
export type NixValue =
  | { readonly kind: 'text'; readonly text: TracedText }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `isJoined`: a function such as `escapeShellArgs` makes one text of it, with blanks between. */
  | { readonly kind: 'list'; readonly items: readonly TracedText[]; readonly isJoined: boolean }
  | { readonly kind: 'expression' };

const EXPRESSION: NixValue = { kind: 'expression' };

/** What an expression is, by its tokens. */
export function nixValue(file: SourceFile, all: readonly NixToken[]): NixValue {
  const { rest, isJoined } = withoutFunctions(all);
  const [first] = rest;
  if (first === undefined) return EXPRESSION;
  if (rest.length === 1) {
    if (first.kind === 'identifier' && /^(?:true|false)$/.test(first.text)) {
      return { kind: 'boolean', value: first.text === 'true' };
    }
    const text = textOf(file, first);
    return text ? { kind: 'text', text } : EXPRESSION;
  }
  if (isSign(first, '[') && isSign(rest.at(-1), ']')) {
    const items = rest.slice(1, -1).map((token) => textOf(file, token));
    if (items.some((item) => item === undefined)) return EXPRESSION;
    return { kind: 'list', items: items.filter((item) => item !== undefined), isJoined };
  }
  return sum(file, rest);
}

/** Texts put together by `+`, of which at least one is written out. */
function sum(file: SourceFile, tokens: readonly NixToken[]): NixValue {
  const pieces: TracedText[] = [];
  let depth = 0;
  let start = 0;
  const close = (end: number): boolean => {
    const part = tokens.slice(start, end);
    const [first] = part;
    const last = part.at(-1);
    if (first === undefined || last === undefined) return false;
    const text = part.length === 1 ? first.value : undefined;
    const source = file.text.slice(first.start, Math.min(last.end, first.start + 80));
    const unknown = TracedText.unknown(
      source,
      'it is a Nix expression',
      file.at(first.start, last.end),
      true,
    );
    pieces.push(text ?? unknown);
    start = end + 1;
    return true;
  };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'string') continue;
    if (/^(?:[[({]|\$\{)$/.test(token.text)) depth++;
    else if (/^[\])}]$/.test(token.text)) depth--;
    else if (depth === 0 && token.text === '+' && !close(index)) return EXPRESSION;
    else if (depth === 0 && /^(?:if|then|else|let|in|with|assert|:|,|\||=|<|>|\?)$/.test(token.text))
      return EXPRESSION;
  }
  if (start === 0 || !close(tokens.length)) return EXPRESSION;
  return pieces.some((piece) => piece.isKnown)
    ? { kind: 'text', text: TracedText.concat(pieces) }
    : EXPRESSION;
}

function textOf(file: SourceFile, token: NixToken): TracedText | undefined {
  if (token.kind === 'string') return token.value;
  return token.kind === 'number' ? TracedText.source(file, token.start, token.end) : undefined;
}

function isSign(token: NixToken | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}

const PRIORITY = /^(?:mkForce|mkDefault)$/;
const JOINS = /^(?:toString|escapeShellArgs|escapeSystemdExecArgs|concatStringsSep)$/;

/** Takes `lib.mkForce`, `mkDefault`, what joins a list with blanks, and outer parentheses away. */
function withoutFunctions(tokens: readonly NixToken[]): { rest: readonly NixToken[]; isJoined: boolean } {
  let rest = tokens;
  let isJoined = false;
  for (let round = 0; round < 8; round++) {
    const name = rest[0]?.kind === 'identifier' ? rest[0].text : '';
    if (/^(?:lib|utils|strings|builtins)$/.test(name) && isSign(rest[1], '.')) rest = rest.slice(2);
    else if (name === 'concatStringsSep' && rest[1]?.value?.known !== ' ') break;
    else if (JOINS.test(name)) {
      isJoined = true;
      rest = rest.slice(name === 'concatStringsSep' ? 2 : 1);
    } else if (PRIORITY.test(name)) rest = rest.slice(1);
    else if (isSign(rest[0], '(') && isSign(rest.at(-1), ')')) rest = rest.slice(1, -1);
    else break;
  }
  return { rest, isJoined };
}
