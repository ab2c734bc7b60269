import type { TracedText } from '../../../../text/traced-text.ts';
import { type Pipeline, parsePipeline } from './expression.ts';
import { lexTemplate, type TemplateToken } from './lex.ts';

/** One thing that a template does. */
export type TemplateNode =
  | { readonly kind: 'copy'; readonly from: number; readonly to: number }
  | { readonly kind: 'print'; readonly pipeline: Pipeline }
  /** The condition of `else` is absent. */
  | { readonly kind: 'if' | 'with'; readonly branches: readonly Branch[] }
  | { readonly kind: 'range'; readonly branches: readonly Branch[] };

export interface Branch {
  readonly condition?: Pipeline;
  readonly body: readonly TemplateNode[];
}

/** A template and the names that it defines. */
export interface Template {
  readonly source: TracedText;
  readonly body: readonly TemplateNode[];
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** Blocks may be nested this deep; deeper ones are read as if they ended there. */
const DEEPEST = 60;

/** Parses a Go template. Never throws: an `end` too many is nothing, one too few ends at the end. */
export function parseTemplate(source: TracedText): Template {
  const reader = new Reader(source, lexTemplate(source));
  const body = reader.body(0);
  return { source, body, defines: reader.defines };
}

class Reader {
  readonly defines = new Map<string, readonly TemplateNode[]>();
  readonly #source: TracedText;
  readonly #tokens: readonly TemplateToken[];
  #next = 0;
  /** The action that ended the last body: `end`, or `else` with what follows it. */
  #closer: { readonly word: string; readonly rest: Pipeline | undefined } | undefined;

  constructor(source: TracedText, tokens: readonly TemplateToken[]) {
    this.#source = source;
    this.#tokens = tokens;
  }

  body(depth: number): readonly TemplateNode[] {
    const nodes: TemplateNode[] = [];
    this.#closer = undefined;
    for (let token = this.#tokens[this.#next]; token !== undefined; token = this.#tokens[this.#next]) {
      this.#next += 1;
      if (token.kind === 'text') nodes.push({ kind: 'copy', from: token.from, to: token.to });
      else if (this.#action(token, depth, nodes)) return nodes;
    }
    return nodes;
  }

  /** Whether the action ends the body that it stands in. */
  #action(token: TemplateToken, depth: number, nodes: TemplateNode[]): boolean {
    const { text } = this.#source;
    const start = token.from + (/^\s*/.exec(text.slice(token.from, token.to))?.[0].length ?? 0);
    const word = /^[A-Za-z]+/.exec(text.slice(start, token.to))?.[0] ?? '';
    const rest = () => parsePipeline(this.#source, start + word.length, token.to);
    if (text.startsWith('/*', start)) return false;
    if (word === 'end' || word === 'else') {
      if (depth === 0) return false;
      this.#closer = { word, rest: word === 'else' ? this.#elseCondition(start + 4, token.to) : undefined };
      return true;
    }
    if (word === 'if' || word === 'with' || word === 'range') {
      const branches = this.#branches(rest(), depth);
      nodes.push({ kind: word, branches });
    } else if (word === 'define' || word === 'block') {
      const pipeline = rest();
      const name = pipeline.commands[0]?.[0];
      const body = depth < DEEPEST ? this.body(depth + 1) : [];
      if (name?.kind === 'text') this.defines.set(name.text.text, body);
      if (word === 'block') nodes.push(...body);
    } else nodes.push({ kind: 'print', pipeline: parsePipeline(this.#source, token.from, token.to) });
    return false;
  }

  /** The condition of `else if x`; `undefined` for a plain `else`. */
  #elseCondition(from: number, to: number): Pipeline | undefined {
    const found = /^\s*(?:if|with)\s/.exec(this.#source.text.slice(from, to));
    return found === null ? undefined : parsePipeline(this.#source, from + found[0].length, to);
  }

  #branches(first: Pipeline, depth: number): readonly Branch[] {
    const branches: Branch[] = [];
    let condition: Pipeline | undefined = first;
    for (;;) {
      const body: readonly TemplateNode[] = depth < DEEPEST ? this.body(depth + 1) : [];
      branches.push(condition === undefined ? { body } : { condition, body });
      const closer = this.#closer as { word: string; rest: Pipeline | undefined } | undefined;
      this.#closer = undefined;
      if (closer?.word !== 'else' || depth >= DEEPEST) return branches;
      condition = closer.rest;
    }
  }
}
