import type { SourceFile } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { appended, printed } from './composition.ts';
import { type Choice, Evaluation } from './evaluate.ts';
import type { RenderedPiece } from './rendered-file.ts';
import type { TemplateTag } from './tags.ts';
import type { Branch, TemplateNode } from './tree.ts';
import type { TemplateValue, TemplateVariables } from './value.ts';

/** One way in which a template may be filled in. */
export interface Rendering {
  readonly pieces: readonly RenderedPiece[];
  /** What it could have chosen otherwise. */
  readonly choices: readonly Choice[];
}

const UNKNOWN: TemplateValue = { kind: 'unknown' };

/** More than any list of addresses has. */
const MOST_ROUNDS = 64;
/** Pieces that loops within loops may add to those of the template. */
const MOST_REPEATED = 20_000;

/** What decides about sockets, near a tag. */
const RELEVANT =
  /-[a-zA-Z]{0,6}[lspUA]\b|--(?:listen|port|udp|unix)|listen|bind|udp|socket|interface|addr|\bip\b/i;

/** Fills a template in, each choice as asked for. */
export function render(
  file: SourceFile,
  nodes: readonly TemplateNode[],
  variables: TemplateVariables,
  chosen: ReadonlyMap<string, number>,
): Rendering {
  const renderer = new Renderer(file, variables, chosen);
  renderer.write(nodes);
  return { pieces: renderer.pieces, choices: [...renderer.evaluation.met.values()] };
}

class Renderer {
  readonly pieces: RenderedPiece[] = [];
  readonly evaluation: Evaluation;
  readonly #file: SourceFile;
  #repeated = 0;
  #loops = 0;

  constructor(file: SourceFile, variables: TemplateVariables, chosen: ReadonlyMap<string, number>) {
    this.#file = file;
    this.evaluation = new Evaluation(file, variables, chosen);
  }

  write(nodes: readonly TemplateNode[]): void {
    for (const node of nodes) {
      if (this.#loops > 0 && ++this.#repeated > MOST_REPEATED) return;
      switch (node.kind) {
        case 'text':
          this.pieces.push({ text: TracedText.source(this.#file, node.start, node.end), place: node });
          break;
        case 'value': {
          const value = this.evaluation.value(node.expression);
          const text = printed(value, this.#file, node.tag, isAlone(this.#file.text, node.tag));
          if (text.length > 0) this.pieces.push({ text, place: node.tag });
          break;
        }
        case 'set':
          this.evaluation.scope.set(node.name, this.evaluation.value(node.expression) ?? UNKNOWN);
          break;
        case 'append': {
          const { scope } = this.evaluation;
          const more = this.evaluation.value(node.expression) ?? UNKNOWN;
          scope.set(node.name, appended(scope.get(node.name), more));
          break;
        }
        case 'if': {
          const branch = this.#branch(node);
          if (branch) this.write(branch.body);
          break;
        }
        case 'for':
          this.#loop(node);
          break;
      }
    }
  }

  #branch({ branches, tag, end }: Extract<TemplateNode, { kind: 'if' }>): Branch | undefined {
    const possible: (Branch | undefined)[] = [];
    let isOpen = true;
    for (const branch of branches) {
      const { condition, negated } = branch;
      const found = condition && this.evaluation.condition(condition, branch.tag.language);
      const holds = condition === undefined ? true : found === undefined ? undefined : found !== negated;
      if (holds === false) continue;
      possible.push(branch);
      if (holds === true) {
        isOpen = false;
        break;
      }
    }
    if (isOpen) possible.push(undefined);
    if (possible.length === 1) return possible[0];
    const index = this.evaluation.choose({
      key: `if ${tag.start}`,
      count: possible.length,
      relevant: this.#isRelevant(tag.start, end),
      label: (at) => {
        const taken = possible[at];
        const shown = this.#shown(taken?.tag ?? tag);
        return taken ? `where the template takes ${shown}` : `where the template leaves ${shown} out`;
      },
    });
    const taken = possible[index];
    for (const branch of possible) {
      const { condition, negated } = branch ?? {};
      if (condition && condition.end > condition.start)
        this.evaluation.assume(condition, (branch === taken) !== negated);
      if (branch === taken) break;
    }
    return taken;
  }

  #loop({ list, names, body, tag }: Extract<TemplateNode, { kind: 'for' }>): void {
    const value = this.evaluation.value(list);
    let items: readonly TemplateValue[];
    if (value?.kind === 'list') items = value.items.slice(0, MOST_ROUNDS);
    else if (value?.kind === 'text' && tag.language !== 'jinja') items = [value];
    else if (value?.kind === 'nothing') items = [];
    // An unknown list is taken for one of something: a list of addresses is there to be filled.
    else items = [UNKNOWN];
    const { scope } = this.evaluation;
    const before = new Map(scope);
    this.#loops++;
    items.forEach((item, index) => {
      for (const name of names) scope.set(name, { kind: 'unknown' });
      const first = names[0];
      if (first !== undefined) scope.set(first, item);
      const last = names.at(-1);
      if (first === '.' && last !== undefined) scope.set(last, item);
      const flag = (is: boolean): TemplateValue => ({
        kind: 'text',
        text: TracedText.decoded(String(is), this.#file.at(tag.start, tag.end)),
      });
      const entries = new Map([
        ['first', flag(index === 0)],
        ['last', flag(index === items.length - 1)],
      ]);
      scope.set('loop', { kind: 'map', entries });
      this.write(body);
    });
    this.#loops--;
    for (const name of [...names, 'loop']) {
      const outer = before.get(name);
      if (outer) scope.set(name, outer);
      else scope.delete(name);
    }
  }

  #isRelevant(start: number, end: number): boolean {
    return RELEVANT.test(this.#file.text.slice(start, Math.min(end, start + 2000)));
  }

  #shown({ start, end }: TemplateTag): string {
    const text = this.#file.text.slice(start, end).replace(/\s+/g, ' ');
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
  }
}

/** Whether a tag has its line for itself, so that it may stand for any number of words. */
function isAlone(text: string, { start, end }: TemplateTag): boolean {
  return (
    /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 100), start)) &&
    /^[ \t\r]*(?:\n|$)/.test(text.slice(end, end + 100))
  );
}
