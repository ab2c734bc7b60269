import { alternativesOf } from '../../templates/alternatives.ts';
import { type TemplateValue, type TemplateVariables, valueAt } from '../../templates/value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { WrittenFile } from '../written-files/written-file.ts';

const TEMPLATE = /\{\{|\{%/;
/** One variable and nothing else, which may be a list. */
const VARIABLE = /^\{\{-?\s*([A-Za-z_][\w.]{0,200})\s*-?\}\}$/;
/** As many ways of filling a file's templates in are looked at. */
const MOST_ROUNDS = 12;

/**
 * Fills in the templates in the values of one file of tasks, each in its n-th way in round n, or in its first
 * where it has fewer.
 */
export class Filler {
  readonly #variables: TemplateVariables;
  readonly #path: string;
  readonly #round: number;
  readonly #bound = new Map<string, TemplateValue>();
  /** How many rounds show all that was met so far. */
  rounds = 1;

  /** @param path of the file of tasks; the variables of its role count. */
  constructor(variables: TemplateVariables, path: string, round: number) {
    this.#path = path.replace(/(^|\/)(?:tasks|handlers)\/(?!.*\/(?:tasks|handlers)\/)/, '$1templates/');
    this.#round = round;
    this.#variables = {
      lookup: ([first = '', ...rest], template) => {
        const bound = this.#bound.get(first);
        if (bound === undefined) return variables.lookup([first, ...rest], template);
        return [valueAt(bound, rest) ?? { kind: 'unknown' }];
      },
    };
  }

  /** Gives a variable of a loop its value while something is read. */
  with<T>(name: string, value: TemplateValue, read: () => T): T {
    this.#bound.set(name, value);
    const result = read();
    this.#bound.delete(name);
    return result;
  }

  /** The value with every template in it filled in. */
  value(value: TemplateValue): TemplateValue {
    if (value.kind === 'list') return { kind: 'list', items: value.items.map((item) => this.value(item)) };
    if (value.kind === 'map')
      return {
        kind: 'map',
        entries: new Map([...value.entries].map(([key, entry]) => [key, this.value(entry)])),
      };
    if (value.kind !== 'text' || !TEMPLATE.test(value.text.text)) return value;
    const path = VARIABLE.exec(value.text.text.trim())?.[1]?.split('.');
    const whole = path && this.#choose(this.#variables.lookup(path, this.#path));
    return whole?.kind === 'list' || whole?.kind === 'map'
      ? whole
      : { kind: 'text', text: this.#text(value.text) };
  }

  /** What a template of the role becomes. */
  template(source: SourceFile): TracedText {
    const filled = this.#choose(alternativesOf(source, this.#variables))?.file ?? source;
    return TracedText.source(filled, 0, filled.text.length);
  }

  #text(text: TracedText): TracedText {
    const at = text.locate();
    if (at === undefined) return text;
    const file = new WrittenFile(this.#path, text, at);
    const filled = this.#choose(alternativesOf(file, this.#variables))?.file;
    return filled === undefined ? text : TracedText.source(filled, 0, filled.text.length);
  }

  #choose<T>(ways: readonly T[]): T | undefined {
    this.rounds = Math.min(Math.max(this.rounds, ways.length), MOST_ROUNDS);
    return ways[this.#round] ?? ways[0];
  }
}
