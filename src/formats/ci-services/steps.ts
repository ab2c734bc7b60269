import { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, child, ExpansionBudget, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { JobScript } from './job-script.ts';
import { fillPlaceholders } from './placeholders.ts';
import { variablesAt } from './words.ts';

/** How a CI system writes down what a job runs. */
export interface StepSyntax {
  /** Keys whose value is a script: a text, or a list of lines. */
  readonly keys: ReadonlySet<string>;
  /** Keys of a mapping in the place of such a value that holds the script itself: CircleCI's `run: {command: …}`. */
  readonly within?: string;
  /** Keys under which variables stand, for all below. */
  readonly variables: readonly string[];
  /** Keys whose entries are jobs by name. */
  readonly jobs: ReadonlySet<string>;
  /** Keys below which nothing is a step. */
  readonly apart?: ReadonlySet<string>;
  /** What the system replaces before the shell sees the script. */
  readonly placeholders?: RegExp;
}

/** Deepest nesting that is followed. */
const DEEPEST = 15;
/** Scripts of one file; nobody has more. */
const MOST_SCRIPTS = 2000;

/** Every script in a pipeline, with the variables that are set for it. */
export function jobScripts(root: YamlNode | undefined, syntax: StepSyntax): readonly JobScript[] {
  const walk = new Walk(syntax);
  walk.visit(root, { owner: 'the pipeline', variables: new Map(), depth: 0 });
  return walk.found;
}

interface Surroundings {
  readonly owner: string;
  readonly variables: ReadonlyMap<string, TracedText>;
  readonly depth: number;
}

class Walk {
  readonly found: JobScript[] = [];
  readonly #syntax: StepSyntax;
  readonly #budget = new ExpansionBudget();

  constructor(syntax: StepSyntax) {
    this.#syntax = syntax;
  }

  visit(node: YamlNode | undefined, around: Surroundings): void {
    if (node === undefined || around.depth > DEEPEST || !this.#budget.spend()) return;
    const deeper = { ...around, depth: around.depth + 1 };
    for (const item of asItems(node) ?? []) this.visit(item, deeper);
    if (asMapping(node) === undefined) return;
    const held = entries(node, this.#budget);
    const own = this.#syntax.variables.flatMap((key) => [...variablesAt(held.get(key)?.value)]);
    const inside = {
      ...deeper,
      variables: own.length === 0 ? around.variables : new Map([...around.variables, ...own]),
    };
    for (const [key, { value }] of held) {
      if (this.#syntax.keys.has(key)) this.#add(value, inside, node);
      else if (this.#syntax.jobs.has(key))
        for (const [name, job] of entries(value, this.#budget))
          this.visit(job.value, { ...inside, owner: `job ${name}`, depth: inside.depth + 1 });
      else if (!this.#syntax.variables.includes(key) && this.#syntax.apart?.has(key) !== true)
        this.visit(
          value,
          around.depth === 0 && this.#syntax.jobs.has('*') ? { ...inside, owner: `job ${key}` } : inside,
        );
    }
  }

  #add(value: YamlNode, { owner, variables, depth }: Surroundings, step: YamlNode): void {
    const { within, placeholders } = this.#syntax;
    const node = within !== undefined && asMapping(value) !== undefined ? child(value, within) : value;
    if (this.found.length >= MOST_SCRIPTS || !isShell(step)) return;
    const lines = linesAt(node, depth);
    if (lines.length === 0) return;
    const filled = (text: TracedText) =>
      placeholders === undefined ? text : fillPlaceholders(text, placeholders, () => undefined);
    const values = [...variables].map(([name, value]) => [name, filled(value)] as const);
    this.found.push({ name: owner, text: filled(joined(lines)), variables: new Map(values) });
  }
}

/** Whether the step's `shell:`, if it has one, is one: not `pwsh`, not `python`. */
function isShell(step: YamlNode): boolean {
  const shell = asText(child(step, 'shell'))?.text ?? '';
  return shell === '' || /\b(?:ba|da|z)?sh\b/.test(shell) || shell.includes('{{');
}

/** A text, or the texts of a list, also of lists in it (anchors). */
function linesAt(node: YamlNode | undefined, depth: number): readonly TracedText[] {
  const items = depth > DEEPEST || node?.tag === '!reference' ? undefined : asItems(node);
  if (items !== undefined) return items.flatMap((item) => linesAt(item, depth + 1));
  const text = asText(node);
  return text === undefined || text.text === '' ? [] : [text];
}

function joined(lines: readonly TracedText[]): TracedText {
  return TracedText.concat(
    lines.flatMap((line, index) => {
      const at = line.locate();
      return index === 0 || at === undefined ? [line] : [TracedText.decoded('\n', at), line];
    }),
  );
}
