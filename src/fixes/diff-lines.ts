/** Old lines [start, end) become `lines`. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
  /** By how many lines everything before it has grown. */
  readonly shift: number;
}

/** Beyond this many differing lines the search for the shortest answer is given up. */
const MOST_STEPS = 400;

/** What turns `old` into `changed`, in order (Myers' greedy algorithm between the common ends). */
export function diffLines(old: readonly string[], changed: readonly string[]): readonly LineChange[] {
  let head = 0;
  while (head < old.length && head < changed.length && old[head] === changed[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, changed.length) - head;
  while (tail < most && old[old.length - 1 - tail] === changed[changed.length - 1 - tail]) tail++;
  const a = old.slice(head, old.length - tail);
  const b = changed.slice(head, changed.length - tail);
  if (a.length === 0 && b.length === 0) return [];
  const kept = commonLines(a, b) ?? [];
  const changes: LineChange[] = [];
  let x = 0;
  let y = 0;
  for (const [nextX, nextY] of [...kept, [a.length, b.length] as const]) {
    if (nextX > x || nextY > y) {
      changes.push({ start: head + x, end: head + nextX, lines: b.slice(y, nextY), shift: y - x });
    }
    x = nextX + 1;
    y = nextY + 1;
  }
  return changes;
}

type Pair = readonly [number, number];

/** Pairs of equal lines that a shortest edit keeps; `undefined` where the two differ too much. */
function commonLines(a: readonly string[], b: readonly string[]): readonly Pair[] | undefined {
  const rounds: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, MOST_STEPS); d++) {
    const round = new Map<number, number>();
    rounds.push(reached);
    for (let k = -d; k <= d; k += 2) {
      let x = stepsDown(reached, k, d) ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      round.set(k, x);
      if (x >= a.length && x - k >= b.length) return retrace(rounds, a.length, b.length);
    }
    reached = round;
  }
  return undefined;
}

function stepsDown(reached: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
}

function retrace(
  rounds: readonly ReadonlyMap<number, number>[],
  endX: number,
  endY: number,
): readonly Pair[] {
  const pairs: Pair[] = [];
  let x = endX;
  let y = endY;
  for (let d = rounds.length - 1; d >= 0; d--) {
    const reached = rounds[d] ?? new Map<number, number>();
    const k = x - y;
    const previous = stepsDown(reached, k, d) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (reached.get(previous) ?? 0);
    const fromY = d === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  return pairs.reverse();
}
