import type { SourceFile } from '../text/source-file.ts';
import { render } from './render.ts';
import { RenderedFile } from './rendered-file.ts';
import { parseTemplate } from './tree.ts';
import { NO_VARIABLES, type TemplateVariables } from './value.ts';

/** One thing that a template may become. */
export interface Alternative {
  readonly file: RenderedFile;
  /** What must hold for it, as a clause; absent for the first one. */
  readonly condition?: string;
}

/** How many ways of filling one template in are looked at. */
const MOST = 12;

/**
 * What a template may become: every first branch and value; every last one; and for each choice by itself
 * each other way. Those that concern sockets come first, and what comes out the same comes once. Empty for a
 * file that is no template.
 */
export function alternativesOf(
  file: SourceFile,
  variables: TemplateVariables = NO_VARIABLES,
): readonly Alternative[] {
  const nodes = parseTemplate(file.text, file.path);
  if (nodes === undefined) return [];
  const found: Alternative[] = [];
  const seen = new Set<string>();
  const met = new Set<string>();
  const urgent: Plan[] = [{ chosen: new Map() }];
  const later: Plan[] = [];
  for (let runs = 0; runs < 3 * MOST && found.length < MOST; runs++) {
    const plan = urgent.shift() ?? later.shift();
    if (plan === undefined) break;
    const { pieces, choices } = render(file, nodes, variables, plan.chosen);
    const rendered = new RenderedFile(file, pieces);
    const key = signature(rendered);
    if (!seen.has(key)) {
      seen.add(key);
      found.push({ file: rendered, ...(plan.condition !== undefined && { condition: plan.condition }) });
    }
    // A choice within a branch is met once that branch is taken; it then varies within it.
    const open = choices.filter(({ key: name }) => !met.has(name)).slice(0, 64);
    for (const { key: name, count, relevant, label } of open) {
      met.add(name);
      for (let index = 1; index < Math.min(count, MOST); index++) {
        const condition = plan.condition ?? label(index);
        (relevant ? urgent : later).push({ chosen: new Map([...plan.chosen, [name, index]]), condition });
      }
    }
    const joint = open.filter(({ isExclusive }) => !isExclusive);
    if (runs === 0 && joint.length > 1) {
      const chosen = new Map(joint.map(({ key: name, count }) => [name, count - 1]));
      later.unshift({ chosen, condition: 'where the template takes its other branches' });
    }
  }
  return found;
}

interface Plan {
  readonly chosen: ReadonlyMap<string, number>;
  readonly condition?: string;
}

/** What tells two renderings apart: their text and where values come from. */
function signature({ text, template, pieces }: RenderedFile): string {
  const foreign = pieces.flatMap((piece) =>
    piece.text.runs
      .filter(({ origin }) => origin.file !== template)
      .map(({ origin }) => `${origin.file.path}:${origin.start}`),
  );
  return `${text}\n${foreign.join(' ')}`;
}
