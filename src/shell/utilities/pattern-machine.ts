import type { Assertion, Step, UnitTest } from './posix-pattern.ts';

/** What a search may still cost; below zero its answer is worthless. */
export interface Effort {
  left: number;
}

/** Offsets of a match and its groups: start and end by turns, -1 where a group is not part of it. */
export type Match = readonly number[];

interface Thread {
  readonly at: number;
  readonly slots: readonly number[];
}

/**
 * The leftmost and then longest match from an offset on. All ways through the pattern go through the text together
 * (Thompson's construction), so that the time is bounded by the product of both lengths.
 */
export function search(
  program: readonly Step[],
  text: string,
  from: number,
  effort: Effort,
): Match | undefined {
  let threads: readonly Thread[] = [];
  let best: Match | undefined;
  const firsts = firstUnits(program);
  for (let i = from; i <= text.length && effort.left >= 0; i++) {
    // Most places of a text cannot be where a match begins.
    if (threads.length === 0 && best === undefined && firsts !== undefined) {
      while (i < text.length && !firsts.some((test) => test(text.charAt(i)))) i++;
      if (i >= text.length) return undefined;
    }
    const next = new Threads(program, text, i, effort);
    for (const thread of threads)
      if (best === undefined || startOf(thread) <= startOfMatch(best)) next.add(thread);
    if (best === undefined) next.add({ at: 0, slots: [] });
    best = better(best, next.match);
    if (best !== undefined && next.waiting.length === 0) return best;
    threads = next.waiting.flatMap(({ at, slots }) => {
      const step = program[at];
      return step?.op === 'unit' && i < text.length && step.test(text.charAt(i))
        ? [{ at: at + 1, slots }]
        : [];
    });
  }
  return best;
}

const known = new WeakMap<readonly Step[], readonly UnitTest[] | 'any'>();

/** What the first unit of a match must be; `undefined` where a match may be empty or hang on its place. */
function firstUnits(program: readonly Step[]): readonly UnitTest[] | undefined {
  const cached = known.get(program) ?? unitsFrom(program);
  known.set(program, cached);
  return cached === 'any' ? undefined : cached;
}

function unitsFrom(program: readonly Step[]): readonly UnitTest[] | 'any' {
  const tests: UnitTest[] = [];
  const seen = new Set<number>();
  const left = [0];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const step = program[at];
    if (seen.has(at)) continue;
    seen.add(at);
    if (step === undefined || step.op === 'match' || step.op === 'assert') return 'any';
    if (step.op === 'unit') tests.push(step.test);
    else if (step.op === 'jump') left.push(step.to);
    else if (step.op === 'split') left.push(step.first, step.second);
    else left.push(at + 1);
  }
  return tests;
}

function better(a: Match | undefined, b: Match | undefined): Match | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [startA = 0, endA = 0] = a;
  const [startB = 0, endB = 0] = b;
  return startB < startA || (startB === startA && endB > endA) ? b : a;
}

function startOf({ slots }: Thread): number {
  return slots[0] ?? Number.POSITIVE_INFINITY;
}

function startOfMatch([start = 0]: Match): number {
  return start;
}

/** The threads at one offset of the text, followed up to the next unit that they want. */
class Threads {
  readonly waiting: Thread[] = [];
  match: Match | undefined;
  readonly #program: readonly Step[];
  readonly #text: string;
  readonly #offset: number;
  readonly #effort: Effort;
  readonly #seen = new Set<number>();

  constructor(program: readonly Step[], text: string, offset: number, effort: Effort) {
    this.#program = program;
    this.#text = text;
    this.#offset = offset;
    this.#effort = effort;
  }

  add(thread: Thread): void {
    const left = [thread];
    for (let current = left.pop(); current !== undefined; current = left.pop()) {
      const { at, slots } = current;
      const step = this.#program[at];
      if (step === undefined || this.#seen.has(at)) continue;
      this.#seen.add(at);
      this.#effort.left--;
      if (step.op === 'unit') this.waiting.push(current);
      else if (step.op === 'match') this.match = better(this.match, slots);
      else if (step.op === 'jump') left.push({ at: step.to, slots });
      else if (step.op === 'split') left.push({ at: step.second, slots }, { at: step.first, slots });
      else if (step.op === 'save') left.push({ at: at + 1, slots: saved(slots, step.slot, this.#offset) });
      else if (holds(step.what, this.#text, this.#offset)) left.push({ at: at + 1, slots });
    }
  }
}

function saved(slots: readonly number[], slot: number, offset: number): readonly number[] {
  return Array.from({ length: Math.max(slots.length, slot + 1) }, (_, i) =>
    i === slot ? offset : (slots[i] ?? -1),
  );
}

function holds(what: Assertion, text: string, offset: number): boolean {
  if (what === 'start') return offset === 0;
  if (what === 'end') return offset === text.length;
  const before = isWord(text[offset - 1]);
  const after = isWord(text[offset]);
  if (what === 'boundary') return before !== after;
  if (what === 'no-boundary') return before === after;
  return what === 'word-start' ? !before && after : before && !after;
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /[A-Za-z0-9_]/.test(unit);
}
