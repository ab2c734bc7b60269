import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { attribute, blocks, type HclBody, pairs, textOf } from '../nomad/hcl/node.ts';
import { parseHcl } from '../nomad/hcl/parse.ts';

/** A target of a bake file, with what it inherits. Absent: not said; unknown parts stay unknown. */
export interface BakeTarget {
  readonly name: string;
  /** Folder of the build, seen from where bake is started. */
  readonly context?: TracedText;
  /** Seen from the context. */
  readonly dockerfile?: TracedText;
  /** The stage. */
  readonly target?: TracedText;
  readonly args: ReadonlyMap<string, TracedText | undefined>;
  /** What else stands for an image or a stage in `FROM`: the names in `contexts`. */
  readonly contexts: ReadonlySet<string>;
  /** The Dockerfile stands in the bake file. */
  readonly isInline: boolean;
}

/** More targets than anybody has are not followed. */
const MAX_DEPTH = 30;

/**
 * The targets of a bake file in HCL. As in buildx, blocks of one name are one target, the later value counts, and
 * what a target says itself goes before what it inherits, of which the last counts.
 */
export function bakeTargets(file: SourceFile): readonly BakeTarget[] {
  const bodies = new Map<string, HclBody>();
  for (const { labels, body } of blocks(parseHcl(file), 'target')) {
    const name = labels[0]?.known;
    if (name === undefined) continue;
    const before = bodies.get(name);
    bodies.set(name, {
      attributes: [...(before?.attributes ?? []), ...body.attributes],
      blocks: [...(before?.blocks ?? []), ...body.blocks],
    });
  }
  const done = new Map<string, BakeTarget>();
  const resolve = (name: string, depth: number): BakeTarget | undefined => {
    const body = bodies.get(name);
    const known = done.get(name);
    if (known !== undefined || body === undefined || depth > MAX_DEPTH) return known;
    const own = targetOf(name, body);
    // Met again on its own line of inheritance it has only what it says itself.
    done.set(name, own);
    const parents = inherited(body).flatMap((parent) => resolve(parent, depth + 1) ?? []);
    const whole = [...parents, own].reduce(over, { ...own, ...NOTHING });
    done.set(name, whole);
    return whole;
  };
  return [...bodies.keys()].flatMap((name) => resolve(name, 0) ?? []);
}

const NOTHING = { args: new Map<string, TracedText | undefined>(), contexts: new Set<string>() };

function inherited(body: HclBody): readonly string[] {
  const value = attribute(body, 'inherits');
  return value?.kind === 'list' ? value.items.flatMap((item) => textOf(item)?.known ?? []) : [];
}

function targetOf(name: string, body: HclBody): BakeTarget {
  const [context, dockerfile, target] = ['context', 'dockerfile', 'target'].map((key) =>
    textOf(attribute(body, key)),
  );
  return {
    name,
    ...(context === undefined ? {} : { context }),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(target === undefined ? {} : { target }),
    args: new Map(pairs(body, 'args').map((pair) => [pair.name, textOf(pair.value)])),
    contexts: new Set(pairs(body, 'contexts').map((pair) => pair.name)),
    isInline: attribute(body, 'dockerfile-inline') !== undefined,
  };
}

function over(under: BakeTarget, upper: BakeTarget): BakeTarget {
  return {
    ...under,
    ...upper,
    args: new Map([...under.args, ...upper.args]),
    contexts: new Set([...under.contexts, ...upper.contexts]),
    isInline: under.isInline || upper.isInline,
  };
}
