import type { Span } from '../text/span.ts';
import {
  applied,
  called,
  type Expression,
  LOOKUPS,
  lookup,
  PASSES,
  type Part,
  UNKNOWN,
} from './functions.ts';
import { interpolationsIn } from './interpolation.ts';
import { type Token, tokensIn } from './lexer.ts';
import type { TemplateLanguage } from './tags.ts';

const DEEPEST = 40;

/** Reads the expression of a piece of a template. What it does not understand is unknown, never an error. */
export function parseExpression(text: string, span: Span, language: TemplateLanguage): Expression {
  if (language === 'marks') return { kind: 'variable', path: [text.slice(span.start, span.end)] };
  const parser = new Parser(tokensIn(text, span), (piece) => parseExpression(text, piece, language));
  const expression = language === 'go' ? parser.pipeline() : parser.whole();
  return parser.hasFailed ? UNKNOWN : expression;
}

class Parser {
  readonly #tokens: readonly Token[];
  /** Reads what a string interpolates. */
  readonly #parse: (piece: Span) => Expression;
  #at = 0;
  #depth = 0;
  #failed = false;

  constructor(tokens: readonly Token[], parse: (piece: Span) => Expression) {
    this.#tokens = tokens;
    this.#parse = parse;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Whether something was not understood, so that nothing it returned holds. */
  get hasFailed(): boolean {
    return this.#failed || !this.isAtEnd;
  }

  /** Jinja, Ruby, Puppet: `a or b`, `a if c else b`, `c ? a : b`, filters. */
  whole(): Expression {
    if (++this.#depth > DEEPEST) return this.#giveUp();
    const from = this.#at;
    const value = this.#either();
    const isUnless = this.#take('unless');
    if (isUnless || this.#take('if')) {
      const condition = this.#until('else');
      const other: Expression = this.#take('else')
        ? this.whole()
        : { kind: 'literal', text: '', span: condition };
      this.#depth--;
      return { kind: 'choice', condition, of: isUnless ? [other, value] : [value, other] };
    }
    if (this.#peek('?') || this.#isComparison()) {
      const condition = this.#until('?', from);
      if (!this.#take('?')) return this.#giveUp();
      const first = this.#either();
      if (!this.#take(':')) return this.#giveUp();
      const other = this.whole();
      this.#depth--;
      return { kind: 'choice', condition, of: [first, other] };
    }
    this.#depth--;
    return value;
  }

  /** Go: `or .X "y"`, `default "y" .X`, `.X | default "y"`, `getv "/x" "y"`. */
  pipeline(): Expression {
    let value = this.#command(undefined);
    while (this.#take('|')) value = this.#command(value);
    return value;
  }

  #command(piped: Expression | undefined): Expression {
    const token = this.#tokens[this.#at];
    const isFunction = token?.kind === 'name' && !/^[@$]/.test(token.text);
    if (!isFunction) return piped === undefined ? this.#operand() : this.#giveUp();
    this.#at++;
    const words: Expression[] = [];
    while (!this.isAtEnd && !this.#peek('|') && !this.#peek(')')) words.push(this.#operand());
    if (piped !== undefined) words.push(piped);
    const [first = UNKNOWN, second] = words;
    if (/^(?:or|coalesce)$/.test(token.text)) return { kind: 'first', of: words };
    if (token.text === 'default' && second) return { kind: 'first', of: [second, first] };
    if (/^(?:join|joinStrings)$/.test(token.text) && words.length === 2) {
      const separator = words.find((word) => word.kind === 'literal');
      const list = words.find((word) => word !== separator);
      if (list && separator?.kind === 'literal') return { kind: 'join', of: list, separator: separator.text };
    }
    if (LOOKUPS.test(token.text) && words.length > 0) return lookup(first, second);
    if (PASSES.test(token.text) && words.length === 1) return first;
    return UNKNOWN;
  }

  #operand(): Expression {
    if (this.#take('(')) {
      if (++this.#depth > DEEPEST) return this.#giveUp();
      const inner = this.pipeline();
      this.#depth--;
      return this.#take(')') ? inner : this.#giveUp();
    }
    if (this.#peek('.')) {
      const path: string[] = [];
      while (this.#take('.')) {
        const name = this.#tokens[this.#at];
        if (name?.kind !== 'name') break;
        path.push(name.text);
        this.#at++;
        if (this.#tokens[this.#at]?.spaced) break;
      }
      return { kind: 'variable', path: path.length > 0 ? path : ['.'] };
    }
    return this.#primary();
  }

  #either(): Expression {
    const options = [this.#sum()];
    while (this.#take('||') || this.#take('or')) options.push(this.#sum());
    return options.length === 1 ? (options[0] ?? UNKNOWN) : { kind: 'first', of: options };
  }

  /** `'-l ' + x`, Jinja's `'-l ' ~ x`. */
  #sum(): Expression {
    const parts: Part[] = [];
    do {
      const from = this.#at;
      const expression = this.#filtered();
      const start = this.#tokens[from]?.start ?? 0;
      parts.push({ expression, span: { start, end: this.#tokens[this.#at - 1]?.end ?? start } });
    } while (this.#take('+') || this.#take('~'));
    return parts.length === 1 ? (parts[0]?.expression ?? UNKNOWN) : { kind: 'concat', of: parts };
  }

  #filtered(): Expression {
    let value = this.#primary();
    while (this.#take('|')) {
      const name = this.#tokens[this.#at++];
      if (name?.kind !== 'name') return this.#giveUp();
      let filter = name.text;
      while (this.#take('.')) filter = this.#tokens[this.#at++]?.text ?? '';
      const words = this.#take('(') ? this.#arguments() : [];
      const isComment = filter === 'comment' && words.length === 0;
      value = isComment ? { kind: 'comment', span: name } : applied(value, filter, words);
    }
    return value;
  }

  #primary(): Expression {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return UNKNOWN;
    if (token.kind === 'string') {
      const parts = interpolationsIn(token);
      if (parts === undefined) return this.#postfix(UNKNOWN, []);
      const span = { start: token.start + 1, end: token.end - 1 };
      if (parts.length > 0) {
        const of = parts.map((part) => ({
          // A part is known by its brackets, too: `#{x}`.
          span: part.text === undefined ? { start: part.start - 2, end: part.end + 1 } : part,
          expression:
            part.text === undefined
              ? this.#parse(part)
              : ({ kind: 'literal', text: part.text, span: part } as const),
        }));
        return this.#postfix({ kind: 'concat', of }, []);
      }
      return this.#postfix({ kind: 'literal', text: token.text, span }, []);
    }
    if (token.kind === 'number')
      return { kind: 'literal', text: token.text, span: { start: token.start, end: token.end } };
    if (token.kind === 'name') {
      const path = token.text.replace(/^[@$]{1,2}(?:::)?/, '').split('::');
      return this.#postfix({ kind: 'variable', path }, path);
    }
    if (token.text === '[') return this.#postfix({ kind: 'list', items: this.#arguments(']') }, []);
    if (token.text === '(') {
      const inner = this.whole();
      return this.#take(')') ? this.#postfix(inner, []) : this.#giveUp();
    }
    return this.#giveUp();
  }

  /** Attributes, indexes, calls and methods after a value. */
  #postfix(start: Expression, names: readonly string[]): Expression {
    let value = start;
    let path = [...names];
    while (!this.isAtEnd) {
      // `"x" .Y` are two operands of a Go function.
      if (this.#tokens[this.#at]?.spaced && this.#peek('.')) break;
      if (this.#peek('.') && this.#tokens[this.#at + 1]?.kind === 'name') {
        this.#at++;
        const name = this.#tokens[this.#at++]?.text ?? '';
        if (name === 'join' && this.#take('(')) {
          const [separator] = this.#arguments();
          value = applied(value, 'join', separator ? [separator] : []);
          path = [];
        } else if (PASSES.test(name)) {
          if (this.#take('(')) this.#arguments();
        } else if (path.length > 0) {
          path = [...path, name];
          value = { kind: 'variable', path };
        } else value = UNKNOWN;
      } else if (this.#peek('[') && !(this.#tokens[this.#at]?.spaced ?? false)) {
        this.#at++;
        const [index, ...more] = this.#arguments(']');
        if (index?.kind !== 'literal' || more.length > 0 || path.length === 0) {
          const symbol = index?.kind === 'variable' && index.path.length === 1 ? index.path[0] : undefined;
          if (symbol === undefined || !symbol.startsWith(':')) {
            value = UNKNOWN;
            path = [];
            continue;
          }
        }
        const key =
          index?.kind === 'literal'
            ? index.text
            : index?.kind === 'variable'
              ? index.path.join('.').slice(1)
              : '';
        path = [...path, ...key.split(/::|\.(?=get$)/).filter((part) => part !== '')];
        value = { kind: 'variable', path };
      } else if (this.#peek('(') && path.length > 0) {
        this.#at++;
        value = called(path.join('.'), this.#arguments());
        path = [];
      } else break;
    }
    if (value.kind !== 'variable') return value;
    const own = value.path.filter(
      (part, index) => index > 0 || !/^(?:scope|node|self|facts|hostvars|pillar)$/.test(part),
    );
    return own.length > 0 ? { kind: 'variable', path: own } : UNKNOWN;
  }

  #arguments(close = ')'): readonly Expression[] {
    const values: Expression[] = [];
    if (++this.#depth > DEEPEST) {
      this.#giveUp();
      return values;
    }
    while (!this.isAtEnd && !this.#take(close)) {
      if (this.#take(',')) continue;
      const symbol = this.#peek(':') && this.#tokens[this.#at + 1]?.kind === 'name';
      if (symbol) {
        values.push({ kind: 'variable', path: [`:${this.#tokens[this.#at + 1]?.text ?? ''}`] });
        this.#at += 2;
        continue;
      }
      const before = this.#at;
      // `value='x'` and `boolean=true`
      if (this.#tokens[before]?.kind === 'name' && this.#tokens[before + 1]?.text === '=') this.#at += 2;
      values.push(this.whole());
      if (this.#at === before) this.#at++;
    }
    this.#depth--;
    return values;
  }

  #peek(text: string): boolean {
    const token = this.#tokens[this.#at];
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  #take(text: string): boolean {
    const is = this.#peek(text);
    if (is) this.#at++;
    return is;
  }

  #isComparison(): boolean {
    return ['==', '!=', '>', '<', '>=', '<=', '=~', '&&'].some((sign) => this.#peek(sign));
  }

  /** Passes over tokens up to a sign or word; what they span. */
  #until(text: string, from = this.#at): Span {
    while (!this.isAtEnd && !this.#peek(text)) this.#at++;
    const start = this.#tokens[from]?.start ?? 0;
    return { start, end: Math.max(start, this.#tokens[this.#at - 1]?.end ?? start) };
  }

  #giveUp(): Expression {
    this.#failed = true;
    this.#at = this.#tokens.length;
    return UNKNOWN;
  }
}
