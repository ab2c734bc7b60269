import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { attribute, blocks, type HclBody, pairs, textOf } from '../nomad/hcl/node.ts';
import { type BodyOf, bodyReader } from './bodies.ts';
import { combinationsOf, interpolation, type Names, namesOf } from './names.ts';

/** A target of bake files, with what it inherits. Absent: not said; unknown parts stay unknown. */
export interface BakeTarget {
  readonly name: string;
  /** Folder of the build, seen from where bake is started. */
  readonly context?: TracedText;
  /** Seen from the context. */
  readonly dockerfile?: TracedText;
  /** The Dockerfile itself, where it stands in the bake file. */
  readonly inline?: TracedText;
  /** The stage. */
  readonly target?: TracedText;
  readonly args: ReadonlyMap<string, TracedText | undefined>;
  /** What else stands for an image or a stage in `FROM`: the names in `contexts`. */
  readonly contexts: ReadonlySet<string>;
  readonly inherits: readonly string[];
}

/** Longest line of inheritance that is followed. */
const MAX_DEPTH = 30;

/**
 * The targets of bake files that are read together. As in buildx, blocks of one name are one target, the later
 * value counts, and what a target says itself goes before what it inherits, of which the last counts.
 */
export async function bakeTargets(files: readonly SourceFile[]): Promise<readonly BakeTarget[]> {
  const readers: { readonly bodyOf: BodyOf; readonly length: number }[] = [];
  for (const file of files) readers.push({ bodyOf: await bodyReader(file), length: file.text.length });
  const names = namesOf(readers.map(({ bodyOf }) => bodyOf));
  const own = new Map<string, BakeTarget>();
  for (const { bodyOf, length } of readers)
    for (const [name, body] of targetBodies(bodyOf, names, Math.ceil(MOST_READ / (length + 1)))) {
      const before = own.get(name);
      const target = targetOf(name, body);
      own.set(name, before === undefined ? target : merged(before, target));
    }
  return withInherited(own);
}

/** Combinations of the matrices of one file; more than this are not told apart. */
const MOST_COMBINATIONS = 100;
/** Characters that are read for them, since each takes another reading of its file. */
const MOST_READ = 1_000_000;

/** The target blocks of one file by name; those with a matrix once for each of its combinations. */
function targetBodies(bodyOf: BodyOf, names: Names, most: number): readonly (readonly [string, HclBody])[] {
  let left = Math.min(most, MOST_COMBINATIONS);
  const targets = (known: Names) => blocks(bodyOf(interpolation(known)), 'target');
  return targets(names).flatMap(({ labels, body }, index) => {
    const label = labels[0]?.known;
    if (label === undefined) return [];
    const combinations = combinationsOf(body, left);
    left -= combinations.length;
    if (combinations.length === 0) return [[label, body]];
    return combinations.flatMap((combination, nth) => {
      const one = targets(new Map([...names, ...combination]))[index]?.body;
      if (one === undefined) return [];
      const name = textOf(attribute(one, 'name'))?.known ?? `${label} ${nth + 1}`;
      return [[name, one] as const];
    });
  });
}

function withInherited(own: ReadonlyMap<string, BakeTarget>): readonly BakeTarget[] {
  const done = new Map<string, BakeTarget>();
  const resolve = (name: string, depth: number): BakeTarget | undefined => {
    const target = own.get(name);
    const known = done.get(name);
    if (known !== undefined || target === undefined || depth > MAX_DEPTH) return known;
    // Met again on its own line of inheritance it has only what it says itself.
    done.set(name, target);
    const parents = target.inherits.flatMap((parent) => resolve(parent, depth + 1) ?? []);
    const [first, ...rest] = [...parents, target];
    const whole = { ...rest.reduce(over, first ?? target), name };
    done.set(name, whole);
    return whole;
  };
  return [...own.keys()].flatMap((name) => resolve(name, 0) ?? []);
}

function targetOf(name: string, body: HclBody): BakeTarget {
  const text = (key: string) => textOf(attribute(body, key));
  const inherits = attribute(body, 'inherits');
  return {
    name,
    ...given('context', text('context')),
    ...given('dockerfile', text('dockerfile')),
    ...given('inline', text('dockerfile-inline')),
    ...given('target', text('target')),
    args: new Map(pairs(body, 'args').map((pair) => [pair.name, textOf(pair.value)])),
    contexts: new Set(pairs(body, 'contexts').map((pair) => pair.name)),
    inherits: inherits?.kind === 'list' ? inherits.items.flatMap((item) => textOf(item)?.known ?? []) : [],
  };
}

function given<K extends string>(key: K, text: TracedText | undefined): { readonly [P in K]?: TracedText } {
  return (text === undefined ? {} : { [key]: text }) as { readonly [P in K]?: TracedText };
}

/** Two blocks of one target. */
function merged(before: BakeTarget, after: BakeTarget): BakeTarget {
  return { ...over(before, after), inherits: [...before.inherits, ...after.inherits] };
}

function over(under: BakeTarget, upper: BakeTarget): BakeTarget {
  return {
    ...under,
    ...upper,
    args: new Map([...under.args, ...upper.args]),
    contexts: new Set([...under.contexts, ...upper.contexts]),
  };
}
