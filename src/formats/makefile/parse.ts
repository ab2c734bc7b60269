import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type LogicalLine, logicalLines } from './lines.ts';
import { Variables } from './variables.ts';

/** The lines of one target's recipe that one shell runs. */
export interface RecipeScript {
  readonly target: string;
  /** Not expanded. */
  readonly text: TracedText;
}

export interface Makefile {
  readonly scripts: readonly RecipeScript[];
  readonly variables: Variables;
}

const ASSIGNMENT = /^\s*(?:(?:export|override|private)\s+){0,3}([\w.-]+)\s*(\+|\?|!|:{0,3})=\s*/;
const FOR_TARGET = /^[^\t#=][^#=]{0,500}?:\s*(?:(?:export|override|private)\s+){0,3}([\w.-]+)\s*[+?!:]{0,3}=/;
const DEFINE = /^\s*(?:(?:export|override)\s+){0,2}define\s+([\w.-]+)/;

/** Reads a makefile: what its recipes hand to the shell, and its variables. */
export function parseMakefile(file: SourceFile): Makefile {
  const reader = new Reader();
  for (const line of logicalLines(file)) reader.line(line);
  const { scripts, variables } = reader;
  return { scripts: reader.oneShell ? joined(scripts) : scripts.map(({ line }) => line), variables };
}

class Reader {
  readonly variables = new Variables();
  readonly scripts: { readonly rule: number; readonly line: RecipeScript }[] = [];
  oneShell = false;
  /** The innermost condition last; a name where it is `ifndef NAME`. */
  readonly #conditions: (string | undefined)[] = [];
  #target: string | undefined;
  #rule = 0;
  #inDefine = 0;

  line({ startsWithTab, recipe, text }: LogicalLine): void {
    if (this.#inDefine > 0) {
      if (/^\s*endef\b/.test(text.text)) this.#inDefine--;
      else if (DEFINE.test(text.text)) this.#inDefine++;
    } else if (startsWithTab && this.#target !== undefined) this.#command(recipe);
    else if (!/^\s*(?:#|$)/.test(text.text)) this.#other(text);
  }

  #other(line: TracedText): void {
    const { text } = line;
    const definition = DEFINE.exec(text);
    if (definition?.[1] !== undefined) {
      this.#inDefine++;
      this.variables.set(definition[1], 'varies');
      return;
    }
    if (this.#condition(text)) return;
    const forTarget = FOR_TARGET.exec(text);
    const assignment = ASSIGNMENT.exec(text);
    if (assignment?.[1] !== undefined) {
      // It ends the rule before it.
      this.#target = undefined;
      this.#assign(assignment[1], assignment[2] ?? '', withoutComment(line.slice(assignment[0].length)));
    } else if (forTarget?.[1] !== undefined) this.variables.set(forTarget[1], 'varies');
    else this.#beginRule(line);
  }

  #condition(text: string): boolean {
    const [, word, name] = /^\s*(ifdef|ifndef|ifeq|ifneq|else|endif)\b\s*([\w.-]*)/.exec(text) ?? [];
    if (word === undefined) return false;
    if (word === 'endif') this.#conditions.pop();
    else if (word === 'else') this.#conditions.splice(-1, 1, undefined);
    else this.#conditions.push(word === 'ifndef' ? name : undefined);
    return true;
  }

  #assign(name: string, operator: string, value: TracedText): void {
    const isOnlyIfUnset = operator === '?' || this.#conditions.at(-1) === name;
    if (isOnlyIfUnset && this.variables.has(name)) return;
    const isSure = this.#conditions.length === 0 || (this.#conditions.length === 1 && isOnlyIfUnset);
    const before = this.variables.written(name);
    if (!isSure || operator === '!' || (operator === '+' && before === undefined && this.variables.has(name)))
      this.variables.set(name, 'varies');
    else if (operator === '+' && before !== undefined) {
      const place = value.locate();
      const blank =
        place === undefined ? [] : [TracedText.decoded(' ', place.file.at(place.start, place.start))];
      this.variables.set(name, TracedText.concat([before, ...blank, value]));
    } else this.variables.set(name, value);
  }

  #beginRule(line: TracedText): void {
    const colon = /^([^:#]{1,1000}?)\s*&?::?(?!=)/.exec(line.text);
    this.#target = colon?.[1]?.trim();
    this.#rule++;
    if (this.#target === '.ONESHELL') this.oneShell = true;
    if (this.#target === undefined || colon === null) return;
    const semicolon = line.text.indexOf(';', colon[0].length);
    if (semicolon >= 0 && !line.text.slice(0, semicolon).includes('#'))
      this.#command(line.slice(semicolon + 1));
  }

  #command(recipe: TracedText): void {
    const text = recipe.slice(/^[\s@+-]*/.exec(recipe.text)?.[0].length ?? 0);
    if (text.length > 0) this.scripts.push({ rule: this.#rule, line: { target: this.#target ?? '', text } });
  }
}

function withoutComment(value: TracedText): TracedText {
  const end = /(?:^|[^\\])#/.exec(value.text);
  const kept = end === null ? value : value.slice(0, end.index + end[0].length - 1);
  return kept.slice(0, kept.text.trimEnd().length);
}

/** With `.ONESHELL` a recipe is one script. */
function joined(scripts: Reader['scripts']): readonly RecipeScript[] {
  const rules = new Map<number, RecipeScript[]>();
  for (const { rule, line } of scripts) rules.set(rule, [...(rules.get(rule) ?? []), line]);
  return [...rules.values()].map((lines) => {
    const pieces = lines.flatMap(({ text }) => {
      const { file, end } = text.runs.at(-1)?.origin ?? {};
      return file === undefined || end === undefined
        ? [text]
        : [text, TracedText.decoded('\n', file.at(end, end))];
    });
    return { target: lines[0]?.target ?? '', text: TracedText.concat(pieces) };
  });
}
