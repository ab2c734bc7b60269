import type { Location } from '../../../../text/source-file.ts';
import { SourceFile } from '../../../../text/source-file.ts';
import { TracedText } from '../../../../text/traced-text.ts';
import type { Operand, Pipeline } from './expression.ts';
import { FUNCTIONS, printed, unknownText } from './functions.ts';
import { libraryTemplate } from './library.ts';
import { type Branch, parseTemplate, type Template, type TemplateNode } from './parse.ts';
import { field, isTrue, itemsOf, NONE, ofText, textOfValue, unknown, type Value } from './value.ts';

/** A named template and the file that it stands in. */
export interface Definition {
  readonly source: TracedText;
  readonly body: readonly TemplateNode[];
}

/** What a chart gives its templates. */
export interface RenderContext {
  /** `.Values`, `.Chart`, `.Release`… */
  readonly root: Value;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The text of a file of the chart, by its path in it: `.Files.Get`, templates that are named by their path. */
  readonly fileAt?: (path: string) => SourceFile | undefined;
}

/** Steps and characters that one file may cost. */
const STEPS = 10_000;
const CHARACTERS = 200_000;
const DEEPEST_INCLUDE = 15;

/**
 * Fills a template in with a chart's values, as `helm template` would as far as that can be known: each text
 * keeps the place that it comes from, what only the cluster knows is unknown, and of a condition that nobody
 * can decide the first branch is taken.
 */
export function renderTemplate(template: Template, context: RenderContext): TracedText {
  return new Renderer(context).run(template, context.root, 0);
}

class Renderer {
  readonly #context: RenderContext;
  #steps = STEPS;
  #characters = CHARACTERS;

  constructor(context: RenderContext) {
    this.#context = context;
  }

  run(template: Definition, dot: Value, depth: number): TracedText {
    return new Execution(template.source, dot, depth, this).body(template.body, dot);
  }

  /** Whether there is something left to spend. */
  spend(characters: number): boolean {
    this.#steps -= 1;
    this.#characters -= characters;
    return this.#steps > 0 && this.#characters > 0;
  }

  include(name: string, argument: Value, at: Location, depth: number): Value {
    const definition = this.#context.definitions.get(name) ?? this.#fileTemplate(name);
    if (definition === undefined) return libraryTemplate(name, argument, at) ?? unknown(`include "${name}"`);
    if (depth >= DEEPEST_INCLUDE) return unknown(`include "${name}"`);
    return ofText(this.run(definition, argument, depth + 1));
  }

  /** Helm names a whole template by its path behind the chart's name. */
  #fileTemplate(name: string): Definition | undefined {
    const path = /^[^/]{1,200}\/(templates\/.{1,400})$/.exec(name)?.[1];
    const text = path === undefined ? undefined : this.file(path);
    return text === undefined ? undefined : parseTemplate(text);
  }

  /** A file of the chart. */
  file(path: string): TracedText | undefined {
    const file = this.#context.fileAt?.(path);
    return file === undefined || !this.spend(file.text.length)
      ? undefined
      : TracedText.source(file, 0, file.text.length);
  }
}

/** One run of one template with its variables. */
class Execution {
  readonly #source: TracedText;
  readonly #depth: number;
  readonly #renderer: Renderer;
  readonly #variables = new Map<string, Value>();
  readonly #nowhere: Location;

  constructor(source: TracedText, dot: Value, depth: number, renderer: Renderer) {
    this.#source = source;
    this.#depth = depth;
    this.#renderer = renderer;
    this.#variables.set('', dot);
    this.#nowhere = source.locate() ?? new SourceFile('', ' ').at(0, 1);
  }

  body(nodes: readonly TemplateNode[], dot: Value): TracedText {
    const pieces: TracedText[] = [];
    for (const node of nodes) {
      if (!this.#renderer.spend(node.kind === 'copy' ? node.to - node.from : 1)) break;
      if (node.kind === 'copy') pieces.push(this.#source.slice(node.from, node.to));
      else if (node.kind === 'print') pieces.push(this.#print(node.pipeline, dot));
      else if (node.kind === 'range') pieces.push(this.#range(node.branches, dot));
      else pieces.push(this.#choose(node.kind, node.branches, dot));
    }
    return TracedText.concat(pieces);
  }

  #print(pipeline: Pipeline, dot: Value): TracedText {
    const value = this.#evaluate(pipeline, dot);
    if (pipeline.assigns.length > 0) {
      for (const name of pipeline.assigns) this.#variables.set(name, value);
      return TracedText.empty;
    }
    const at = this.#placeOf(pipeline);
    const text = printed(value, at) ?? unknownText(this.#written(pipeline), at);
    return this.#renderer.spend(text.length) ? text : TracedText.empty;
  }

  #choose(kind: 'if' | 'with', branches: readonly Branch[], dot: Value): TracedText {
    for (const { condition, body } of branches) {
      if (condition === undefined) return this.body(body, dot);
      const value = this.#evaluate(condition, dot);
      for (const name of condition.assigns) this.#variables.set(name, value);
      if (isTrue(value) !== false) return this.body(body, kind === 'with' ? value : dot);
    }
    return TracedText.empty;
  }

  #range([first, otherwise]: readonly Branch[], dot: Value): TracedText {
    const condition = first?.condition;
    if (first === undefined || condition === undefined) return TracedText.empty;
    const value = this.#evaluate(condition, dot);
    const items = itemsOf(value) ?? [[unknown('a key'), unknown(this.#written(condition))] as const];
    if (items.length === 0)
      return otherwise === undefined ? TracedText.empty : this.body(otherwise.body, dot);
    const [keyName, valueName] = condition.assigns;
    return TracedText.concat(
      items.map(([key, item]) => {
        if (keyName !== undefined) this.#variables.set(keyName, valueName === undefined ? item : key);
        if (valueName !== undefined) this.#variables.set(valueName, item);
        return this.body(first.body, item);
      }),
    );
  }

  #evaluate({ commands, ...pipeline }: Pipeline, dot: Value): Value {
    let piped: Value | undefined;
    for (const [head, ...rest] of commands) {
      if (!this.#renderer.spend(1)) return NONE;
      const args = rest.map((operand) => this.#operand(operand, dot));
      if (piped !== undefined) args.push(piped);
      if (head === undefined) continue;
      piped =
        head.kind === 'word'
          ? this.#call(head.word, args, { commands, ...pipeline })
          : this.#operand(head, dot);
      // `.Capabilities.APIVersions.Has "x"`: a method of something that is not known here.
      if (head.kind !== 'word' && rest.length > 0)
        piped = this.#fileOf(piped, args[0]) ?? unknown(this.#written({ commands, ...pipeline }));
    }
    return piped ?? NONE;
  }

  /** `.Files.Get "PATH"`. */
  #fileOf(method: Value | undefined, path: Value | undefined): Value | undefined {
    if (method?.kind !== 'unknown' || !method.name.endsWith('.Files.Get')) return undefined;
    const name = path === undefined ? undefined : textOfValue(path)?.known;
    const text = name === undefined ? undefined : this.#renderer.file(name);
    return text === undefined ? undefined : ofText(text);
  }

  #operand(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'text':
        return ofText(operand.text);
      case 'word':
        return this.#call(operand.word, [], undefined);
      case 'field':
        return operand.names.reduce(field, dot);
      case 'variable':
        return operand.names.reduce(field, this.#variables.get(operand.name) ?? unknown(`$${operand.name}`));
      case 'group':
        return operand.names.reduce(field, this.#evaluate(operand.pipeline, dot));
    }
  }

  #call(name: string, args: readonly Value[], pipeline: Pipeline | undefined): Value {
    const at = pipeline === undefined ? this.#nowhere : this.#placeOf(pipeline);
    if (name === 'true' || name === 'false') return { kind: 'bool', value: name === 'true' };
    if (name === 'nil') return NONE;
    if (/^[-+]?\d/.test(name)) return ofText(TracedText.decoded(name, at));
    if (name === 'include' || name === 'template') {
      const wanted = args[0] === undefined ? undefined : textOfValue(args[0])?.known;
      if (wanted !== undefined) return this.#renderer.include(wanted, args[1] ?? NONE, at, this.#depth);
    }
    if (name === 'tpl') return this.#fill(args[0] ?? NONE, args[1] ?? NONE);
    const found = FUNCTIONS.get(name);
    if (found !== undefined) return found(args, at);
    return unknown(pipeline === undefined ? name : this.#written(pipeline));
  }

  /** A value that is a template itself. */
  #fill(value: Value, dot: Value): Value {
    const text = value.kind === 'unknown' ? undefined : textOfValue(value);
    if (text === undefined || !text.text.includes('{{')) return value;
    if (this.#depth >= DEEPEST_INCLUDE || !this.#renderer.spend(text.length)) return unknown('tpl');
    return ofText(this.#renderer.run(parseTemplate(text), dot, this.#depth + 1));
  }

  #placeOf({ from, to }: Pipeline): Location {
    return this.#source.locate(from, to) ?? this.#nowhere;
  }

  /** The expression as people know it, without what only shapes its output. */
  #written({ from, to }: Pipeline): string {
    const text = this.#source.text
      .slice(from, to)
      .replace(/^\s*\$\w*(?:\s*,\s*\$\w*)?\s*:?=/, '')
      .trim();
    return text.replace(/(?:\s*\|\s*(?:n?indent\s+\d+|s?quote|trim))+$/, '');
  }
}
