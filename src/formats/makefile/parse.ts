import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type LogicalLine, logicalLines } from './lines.ts';
import { type MakeValue, Variables } from './variables.ts';

/** The lines of one target's recipe that one shell runs. */
interface RecipeScript {
  readonly target: string;
  /** Not expanded. */
  readonly text: TracedText;
  /** Values that hold for its target only. */
  readonly values: ReadonlyMap<string, MakeValue>;
}

export interface Makefile {
  readonly scripts: readonly RecipeScript[];
  readonly variables: Variables;
}

const ASSIGNMENT = /^\s*(?:(?:export|override|private)\s+){0,3}([\w.-]+)\s*(\+|\?|!|:{0,3})=\s*/;
const FOR_TARGET =
  /^([^\t#=][^#=]{0,500}?):\s*(?:(?:export|override|private)\s+){0,3}([\w.-]+)\s*(\+|\?|!|:{0,3})=\s*/;
const DEFINE = /^\s*(?:(?:export|override)\s+){0,2}define\s+([\w.-]+)\s*[:?]{0,3}(=?)\s*$/;
const INCLUDE = /^\s*(?:-|s)?include\s+/;

/** Files that one makefile includes, directly or not. */
const MOST_INCLUDED = 32;

/**
 * Reads a makefile: what its recipes hand to the shell, and its variables, also those of makefiles that it includes.
 *
 * @param included gives a file by the path that `include` names.
 */
export function parseMakefile(
  file: SourceFile,
  included: (path: string) => SourceFile | undefined = () => undefined,
): Makefile {
  const reader = new Reader(included);
  for (const line of logicalLines(file)) reader.line(line);
  const { variables } = reader;
  const lines = reader.scripts.map(({ rule, line }) => ({
    rule,
    line: { ...line, values: reader.valuesFor(line.target) },
  }));
  return { scripts: reader.oneShell ? joined(lines) : lines.map(({ line }) => line), variables };
}

interface RuleLine {
  readonly rule: number;
  readonly line: RecipeScript;
}

/** `target: NAME = value`. */
interface TargetValue {
  readonly targets: readonly string[];
  readonly name: string;
  readonly value: MakeValue;
}

class Reader {
  readonly variables = new Variables();
  readonly scripts: RuleLine[] = [];
  oneShell = false;
  readonly #included: (path: string) => SourceFile | undefined;
  readonly #seen = new Set<SourceFile>();
  readonly #targetValues: TargetValue[] = [];
  #definition: { readonly name: string; readonly lines: TracedText[] } | undefined;
  /** The innermost condition last; a name where it is `ifndef NAME`. */
  readonly #conditions: (string | undefined)[] = [];
  #target: string | undefined;
  #rule = 0;
  #inDefine = 0;

  constructor(included: (path: string) => SourceFile | undefined) {
    this.#included = included;
  }

  /** What holds for a target; a value of another one varies, since that may be what makes this one. */
  valuesFor(target: string): ReadonlyMap<string, MakeValue> {
    const names = target.split(/\s+/);
    const values = new Map<string, MakeValue>();
    for (const { targets, name, value } of this.#targetValues) {
      const isIts = targets.some((other) => names.includes(other));
      if (isIts) values.set(name, value);
      else if (!values.has(name)) values.set(name, 'varies');
    }
    return values;
  }

  line({ startsWithTab, recipe, text }: LogicalLine): void {
    if (this.#inDefine > 0) {
      if (/^\s*endef\b/.test(text.text)) this.#inDefine--;
      else if (/^\s*define\b/.test(text.text)) this.#inDefine++;
      if (this.#inDefine === 0) this.#endDefinition();
      else this.#definition?.lines.push(withoutEcho(recipe));
    } else if (startsWithTab && this.#target !== undefined) this.#command(recipe);
    else if (!/^\s*(?:#|$)/.test(text.text)) this.#other(text);
  }

  #other(line: TracedText): void {
    const { text } = line;
    const definition = DEFINE.exec(text);
    if (definition?.[1] !== undefined) {
      this.#inDefine++;
      this.#definition = { name: definition[1], lines: [] };
      return;
    }
    if (INCLUDE.test(text)) {
      this.#include(line.slice(INCLUDE.exec(text)?.[0].length ?? 0));
      return;
    }
    if (this.#condition(text)) return;
    const forTarget = FOR_TARGET.exec(text);
    const assignment = ASSIGNMENT.exec(text);
    if (assignment?.[1] !== undefined) {
      // It ends the rule before it.
      this.#target = undefined;
      this.#assign(assignment[1], assignment[2] ?? '', withoutComment(line.slice(assignment[0].length)));
    } else if (forTarget !== null) this.#assignForTarget(forTarget, line);
    else this.#beginRule(line);
  }

  #assignForTarget([whole, targets = '', name = '', operator = '']: RegExpExecArray, line: TracedText): void {
    const value = withoutComment(line.slice(whole.length));
    const before = this.variables.written(name);
    const isPlain = this.#conditions.length === 0 && /^:{0,3}$/.test(operator);
    const added = operator === '+' && before !== undefined ? joinedWith(before, value) : 'varies';
    this.#targetValues.push({
      targets: targets.trim().split(/\s+/),
      name,
      value: isPlain ? value : this.#conditions.length === 0 ? added : 'varies',
    });
  }

  #endDefinition(): void {
    if (this.#definition === undefined) return;
    const { name, lines } = this.#definition;
    this.variables.set(name, this.#conditions.length > 0 ? 'varies' : scriptOf(lines));
    this.#definition = undefined;
  }

  /** Of an included makefile the variables count here; its recipes are read with the file itself. */
  #include(paths: TracedText): void {
    for (const [path] of withoutComment(this.variables.expand(paths)).text.matchAll(/\S+/g)) {
      const file = this.#seen.size < MOST_INCLUDED ? this.#included(path) : undefined;
      if (file === undefined || this.#seen.has(file)) continue;
      this.#seen.add(file);
      const inner = this.scripts.length;
      for (const line of logicalLines(file)) this.line(line);
      this.scripts.splice(inner);
      this.#target = undefined;
    }
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
    else if (operator === '+' && before !== undefined) this.variables.set(name, joinedWith(before, value));
    else this.variables.set(name, value);
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
    const text = withoutPrefix(recipe);
    if (text.length === 0) return;
    const line = { target: this.#target ?? '', text, values: new Map() };
    this.scripts.push({ rule: this.#rule, line });
  }
}

/** Without `@`, `-` and `+`, which are for make. */
function withoutPrefix(recipe: TracedText): TracedText {
  return recipe.slice(/^[\s@+-]*/.exec(recipe.text)?.[0].length ?? 0);
}

/** A line of a definition, which may be a command or something else that begins with a dash. */
function withoutEcho(line: TracedText): TracedText {
  return line.slice(/^\s*(?:[-+]{0,2}@[-+@]{0,4}\s*)?/.exec(line.text)?.[0].length ?? 0);
}

function joinedWith(before: TracedText, value: TracedText): TracedText {
  const place = value.locate();
  const blank = place === undefined ? [] : [TracedText.decoded(' ', place.file.at(place.start, place.start))];
  return TracedText.concat([before, ...blank, value]);
}

/** Lines as one text. */
function scriptOf(lines: readonly TracedText[]): TracedText {
  return TracedText.concat(
    lines.flatMap((line, index) => {
      const place = line.locate();
      if (index === 0 || place === undefined) return [line];
      return [TracedText.decoded('\n', place.file.at(place.start, place.start)), line];
    }),
  );
}

function withoutComment(value: TracedText): TracedText {
  const end = /(?:^|[^\\])#/.exec(value.text);
  const kept = end === null ? value : value.slice(0, end.index + end[0].length - 1);
  return kept.slice(0, kept.text.trimEnd().length);
}

/** With `.ONESHELL` a recipe is one script. */
function joined(scripts: readonly RuleLine[]): readonly RecipeScript[] {
  const rules = new Map<number, RecipeScript[]>();
  for (const { rule, line } of scripts) rules.set(rule, [...(rules.get(rule) ?? []), line]);
  return [...rules.values()].flatMap((lines) => {
    const [first] = lines;
    return first === undefined ? [] : [{ ...first, text: scriptOf(lines.map(({ text }) => text)) }];
  });
}
