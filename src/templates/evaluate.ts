import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { TracedText } from '../text/traced-text.ts';
import { concatenated, joined } from './composition.ts';
import { isAs, isNegation, splitAt, wordsOf } from './conditions.ts';
import { parseExpression } from './expression.ts';
import type { Expression } from './functions.ts';
import { type Token, tokensIn } from './lexer.ts';
import type { TemplateLanguage } from './tags.ts';
import { isTrue, type TemplateValue, type TemplateVariables, valueAt } from './value.ts';

/** Something that a template leaves open: a condition, a variable with several values. */
export interface Choice {
  readonly key: string;
  /** How many ways there are; the first is taken unless something else is asked for. */
  readonly count: number;
  /** Whether it may decide about sockets. */
  readonly relevant: boolean;
  /** It is one of several that do not go together: values of one host or group. */
  readonly isExclusive?: boolean;
  /** Why another way is taken, as a clause. */
  readonly label: (index: number) => string;
}

/** What a machine says of itself is always there, so that no default takes its place. */
const FACT =
  /^(?:ansible_(?!managed)|inventory_|hostvars$|groups$|group_names$|grains$|facts$|trusted$|networking$|ipaddress|fqdn$|hostname$|processor)/;

/** Which way each choice goes, by its key. */
export interface Chosen {
  get(key: string): number | undefined;
}

const UNKNOWN: TemplateValue = { kind: 'unknown' };

/** Values and conditions in one rendering of a template. */
export class Evaluation {
  readonly #file: SourceFile;
  readonly #variables: TemplateVariables;
  readonly #chosen: Chosen;
  /** What was assumed of conditions in this rendering, by their text, so that it stays the same. */
  readonly #assumed = new Map<string, boolean>();
  /** What was assumed to equal what. */
  readonly #equal = new Map<string, string>();
  /** Variables of loops and those that the template sets. */
  readonly scope = new Map<string, TemplateValue>();
  /** Every choice that was met. */
  readonly met = new Map<string, Choice>();

  constructor(file: SourceFile, variables: TemplateVariables, chosen: Chosen) {
    this.#file = file;
    this.#variables = variables;
    this.#chosen = chosen;
  }

  /** Which way is taken. */
  choose(choice: Choice): number {
    if (!this.met.has(choice.key)) this.met.set(choice.key, choice);
    return Math.min(this.#chosen.get(choice.key) ?? 0, choice.count - 1);
  }

  /** The value of an expression; `undefined` if it is a variable that is set nowhere. */
  value(expression: Expression): TemplateValue | undefined {
    switch (expression.kind) {
      case 'literal':
        return {
          kind: 'text',
          text: TracedText.source(this.#file, expression.span.start, expression.span.end),
        };
      case 'variable':
        return this.#variable(expression.path);
      case 'list':
        return { kind: 'list', items: expression.items.flatMap((item) => this.#items(item)) };
      case 'first':
        for (const option of expression.of) {
          const value = this.value(option);
          if (value !== undefined && value.kind !== 'nothing') return value;
        }
        return undefined;
      case 'choice': {
        const { condition, of } = expression;
        const holds = this.condition(condition, 'jinja');
        const index =
          holds === undefined
            ? this.choose({
                key: `choice ${condition.start}`,
                count: 2,
                relevant: true,
                label: () => `where ${this.#file.text.slice(condition.start, condition.end)} does not hold`,
              })
            : Number(!holds);
        if (holds === undefined) this.assume(condition, index === 0);
        return this.value(index === 0 ? of[0] : of[1]);
      }
      case 'join':
        return joined(this.value(expression.of), expression.separator);
      case 'concat': {
        const parts = expression.of.map(({ expression: part, span }) => ({ value: this.value(part), span }));
        return concatenated(parts, this.#file);
      }
      case 'comment': {
        const { start, end } = expression.span;
        return { kind: 'text', text: TracedText.decoded('#', this.#file.at(start, end)) };
      }
      case 'unknown':
        return UNKNOWN;
    }
  }

  /** Whether a condition holds; `undefined` where that cannot be known. */
  condition(span: Span, language: TemplateLanguage): boolean | undefined {
    return this.#anyOf(tokensIn(this.#file.text, span), language);
  }

  /** Takes a condition for true or false from here on. */
  assume(span: Span, holds: boolean): void {
    const tokens = tokensIn(this.#file.text, span);
    const isNot = isNegation(tokens[0]);
    const asked = isNot ? tokens.slice(1) : tokens;
    this.#assumed.set(wordsOf(asked), holds !== isNot);
    const equals = asked.findIndex(({ text, kind }) => kind === 'sign' && text === '==');
    if (equals > 0 && holds !== isNot)
      this.#equal.set(wordsOf(asked.slice(0, equals)), wordsOf(asked.slice(equals + 1)));
  }

  #variable(path: readonly string[]): TemplateValue | undefined {
    const [first = '', ...rest] = path;
    const own = this.scope.get(first);
    if (own) return valueAt(own, rest);
    if (FACT.test(first)) return UNKNOWN;
    const values = this.#variables.lookup(path, this.#file.path);
    if (values.length <= 1) return values[0];
    return this.#oneOf(values);
  }

  /** One of several values: the first, or that of the file whose values are asked for. */
  #oneOf(values: readonly TemplateValue[]): TemplateValue | undefined {
    const bySource = new Map<string, TemplateValue[]>();
    for (const value of values) {
      const source = fileOf(value) ?? '';
      bySource.set(source, [...(bySource.get(source) ?? []), value]);
    }
    const base = fileOf(values[0]) ?? '';
    let taken = values[0];
    for (const [source, own] of bySource) {
      const others = source === base ? own : [taken, ...own];
      if (others.length === 1) continue;
      const index = this.choose({
        key: `values ${source}`,
        count: others.length,
        relevant: true,
        isExclusive: true,
        label: () => `with the values of ${source || 'another place'}`,
      });
      if (index > 0) taken = others[index];
    }
    return taken;
  }

  #items(item: Expression): readonly TemplateValue[] {
    const value = this.value(item) ?? UNKNOWN;
    return value.kind === 'list' ? value.items : [value];
  }

  #anyOf(tokens: readonly Token[], language: TemplateLanguage): boolean | undefined {
    const parts = splitAt(tokens, /^(?:or|\|\|)$/);
    if (parts.length === 1) return this.#allOf(tokens, language);
    const results = parts.map((part) => this.#allOf(part, language));
    return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
  }

  #allOf(tokens: readonly Token[], language: TemplateLanguage): boolean | undefined {
    const results = splitAt(tokens, /^(?:and|&&)$/).map((part) => this.#single(part, language));
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
  }

  #single(tokens: readonly Token[], language: TemplateLanguage): boolean | undefined {
    const [first] = tokens;
    if (first === undefined) return undefined;
    const assumed = this.#assumed.get(wordsOf(tokens));
    if (assumed !== undefined) return assumed;
    if (isNegation(first)) {
      const inner = this.#single(tokens.slice(1), language);
      return inner === undefined ? undefined : !inner;
    }
    if (tokens.length === 1 && /^(?:true|false|True|False)$/.test(first.text)) return /^t/i.test(first.text);
    if (
      first.text === '(' &&
      tokens.at(-1)?.text === ')' &&
      tokens.every(({ text }, at) => at === 0 || text !== '(')
    )
      return this.#anyOf(tokens.slice(1, -1), language);
    const words = tokens.map(({ text }) => text);
    const test = words.lastIndexOf('is');
    if (test > 0) {
      return isAs(this.#valueOf(tokens.slice(0, test), language), words.slice(test + 1));
    }
    const operator = words.findIndex(
      (word, at) => (word === '==' || word === '!=') && tokens[at]?.kind === 'sign',
    );
    if (operator > 0) {
      const left = textOf(this.#valueOf(tokens.slice(0, operator), language));
      const right = textOf(this.#valueOf(tokens.slice(operator + 1), language));
      if (left === undefined || right === undefined) {
        const equal = this.#equal.get(wordsOf(tokens.slice(0, operator)));
        const other = wordsOf(tokens.slice(operator + 1));
        return equal === undefined || equal === other ? undefined : words[operator] === '!=';
      }
      return (left.toLowerCase() === right.toLowerCase()) === (words[operator] === '==');
    }
    if (language === 'erb' && words.at(-1) === 'nil?') {
      const value = this.#valueOf(tokens.slice(0, -2), language);
      return value === undefined || value.kind === 'unknown' ? undefined : value.kind === 'nothing';
    }
    const value = this.#valueOf(tokens, language);
    return value && isTrue(value, language);
  }

  #valueOf(tokens: readonly Token[], language: TemplateLanguage): TemplateValue | undefined {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (!first || !last) return undefined;
    if (/^(?:true|false|nil|undef|none|None)$/.test(first.text) && first === last && first.kind === 'name')
      return { kind: 'text', text: TracedText.source(this.#file, first.start, first.end) };
    const span = { start: first.start, end: last.end };
    return this.value(parseExpression(this.#file.text, span, language));
  }
}

function textOf(value: TemplateValue | undefined): string | undefined {
  if (value?.kind === 'nothing') return '';
  return value?.kind === 'text' ? value.text.known : undefined;
}

/** The file that a value comes from, for people. */
function fileOf(value: TemplateValue | undefined): string | undefined {
  if (value?.kind === 'text') return value.text.runs[0]?.origin.file.path;
  return value?.kind === 'list' ? fileOf(value.items[0]) : undefined;
}
