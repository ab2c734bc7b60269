import { bracketTest } from './bracket-expression.ts';

/** Tests one UTF-16 unit. */
export type UnitTest = (unit: string) => boolean;

/** What a place between two units must be. */
export type Assertion = 'start' | 'end' | 'boundary' | 'no-boundary' | 'word-start' | 'word-end';

/** One step of a compiled pattern; numbers are positions in the program. */
export type Step =
  | { readonly op: 'unit'; readonly test: UnitTest }
  | { readonly op: 'assert'; readonly what: Assertion }
  | { readonly op: 'save'; readonly slot: number }
  /** Either way, the first one by preference. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'match' };

export interface PatternOptions {
  /** Extended (`sed -E`, awk), not basic. */
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
}

/** Longer patterns are not followed. */
const MOST_STEPS = 600;
const DEEPEST = 16;
const MOST_GROUPS = 9;

/**
 * Compiles a basic or extended POSIX regular expression with GNU's additions (`\+`, `\|`, `\s`, `\<`), for a machine
 * that never takes long; `undefined` for what is not followed: references back, collating symbols, long patterns.
 */
export function compilePattern(source: string, options: PatternOptions): readonly Step[] | undefined {
  const compiler = new Compiler(source, options);
  return compiler.program();
}

/** A piece of a program, whose jumps are relative to its start until it is placed. */
type Piece = readonly Step[];

class Compiler {
  readonly #source: string;
  readonly #extended: boolean;
  readonly #ignoreCase: boolean;
  #at = 0;
  #groups = 0;
  #failed = false;

  constructor(source: string, { extended, ignoreCase = false }: PatternOptions) {
    this.#source = source;
    this.#extended = extended;
    this.#ignoreCase = ignoreCase;
  }

  program(): readonly Step[] | undefined {
    const body = this.#alternatives(0);
    if (this.#failed || this.#at < this.#source.length) return undefined;
    const whole: Step[] = [{ op: 'save', slot: 0 }, ...shifted(body, 1), { op: 'save', slot: 1 }];
    return whole.length > MOST_STEPS ? undefined : [...whole, { op: 'match' }];
  }

  #alternatives(depth: number): Piece {
    let piece = this.#sequence(depth);
    while (!this.#failed && this.#takes('|')) {
      const other = this.#sequence(depth);
      piece = either(piece, other);
    }
    return piece;
  }

  #sequence(depth: number): Piece {
    const steps: Step[] = [];
    while (!this.#failed && this.#at < this.#source.length && !this.#isAhead('|') && !this.#closes(depth)) {
      const isStart = steps.length === 0;
      const atom = this.#atom(isStart, depth);
      const isAnchor = isStart && atom[0]?.op === 'assert' && atom[0].what === 'start';
      // In a basic expression a star after the anchor it begins with is a star.
      const piece = isAnchor && !this.#extended ? atom : this.#repeated(atom);
      steps.push(...shifted(piece, steps.length));
      if (steps.length > MOST_STEPS) this.#failed = true;
    }
    return steps;
  }

  #closes(depth: number): boolean {
    return depth > 0 && this.#isAhead(')');
  }

  #atom(isStart: boolean, depth: number): Piece {
    const source = this.#source;
    if (this.#takes('(')) return this.#group(depth);
    const char = source.charAt(this.#at++);
    if (char === '[') return this.#bracket();
    if (char === '.') return [{ op: 'unit', test: () => true }];
    if (char === '^' && (this.#extended || isStart)) return [{ op: 'assert', what: 'start' }];
    if (char === '$' && (this.#extended || this.#atEnd(depth))) return [{ op: 'assert', what: 'end' }];
    if (char !== '\\') {
      if (this.#extended && '+?{'.includes(char)) this.#failed = true;
      return [this.#literal(char)];
    }
    const next = source.charAt(this.#at++);
    const known = ESCAPES.get(next);
    if (known !== undefined) return [known];
    if (next === '' || /[A-Za-z0-9]/.test(next) || (!this.#extended && next === '{')) this.#failed = true;
    return [this.#literal(next)];
  }

  #atEnd(depth: number): boolean {
    return this.#at >= this.#source.length || this.#isAhead('|') || this.#closes(depth);
  }

  #group(depth: number): Piece {
    const index = ++this.#groups;
    if (index > MOST_GROUPS || depth >= DEEPEST) this.#failed = true;
    const body = this.#failed ? [] : this.#alternatives(depth + 1);
    if (!this.#takes(')')) this.#failed = true;
    return [{ op: 'save', slot: 2 * index }, ...shifted(body, 1), { op: 'save', slot: 2 * index + 1 }];
  }

  #bracket(): Piece {
    const found = bracketTest(this.#source, this.#at, this.#ignoreCase);
    if (found === undefined) {
      this.#failed = true;
      return [];
    }
    this.#at = found.end;
    return [{ op: 'unit', test: found.test }];
  }

  #repeated(atom: Piece): Piece {
    let piece = atom;
    while (!this.#failed) {
      if (this.#source[this.#at] === '*') {
        this.#at++;
        piece = repeat(piece, 0, undefined);
      } else if (this.#takes('+')) piece = repeat(piece, 1, undefined);
      else if (this.#takes('?')) piece = repeat(piece, 0, 1);
      else {
        const interval = this.#interval();
        if (interval === undefined) return piece;
        piece = repeat(piece, interval.min, interval.max);
      }
      if (piece.length > MOST_STEPS || (atom.length === 1 && atom[0]?.op === 'assert')) this.#failed = true;
    }
    return piece;
  }

  #interval(): { readonly min: number; readonly max: number | undefined } | undefined {
    const syntax = this.#extended ? /\{(\d{1,3})?(,)?(\d{1,3})?\}/y : /\\\{(\d{1,3})?(,)?(\d{1,3})?\\\}/y;
    syntax.lastIndex = this.#at;
    const match = syntax.exec(this.#source);
    if (match === null) return undefined;
    const [whole, low, comma, high] = match;
    const min = Number(low ?? 0);
    const max = high !== undefined ? Number(high) : comma === undefined ? min : undefined;
    if ((low === undefined && comma === undefined) || (max !== undefined && max < min)) this.#failed = true;
    this.#at += whole.length;
    return { min, max };
  }

  /** An operator of the extended kind, which the basic kind writes with a backslash. */
  #isAhead(operator: string): boolean {
    return this.#source.startsWith(this.#extended ? operator : `\\${operator}`, this.#at);
  }

  #takes(operator: string): boolean {
    if (!this.#isAhead(operator)) return false;
    this.#at += this.#extended ? 1 : 2;
    return true;
  }

  #literal(char: string): Step {
    if (!this.#ignoreCase) return { op: 'unit', test: (unit) => unit === char };
    const low = char.toLowerCase();
    return { op: 'unit', test: (unit) => unit.toLowerCase() === low };
  }
}

const isWordUnit: UnitTest = (unit) => /[A-Za-z0-9_]/.test(unit);
const isSpace: UnitTest = (unit) => /[ \t\n\v\f\r]/.test(unit);

const ESCAPES: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['n', { op: 'unit', test: (unit) => unit === '\n' }],
  ['t', { op: 'unit', test: (unit) => unit === '\t' }],
  ['s', { op: 'unit', test: isSpace }],
  ['S', { op: 'unit', test: (unit) => !isSpace(unit) }],
  ['w', { op: 'unit', test: isWordUnit }],
  ['W', { op: 'unit', test: (unit) => !isWordUnit(unit) }],
  ['b', { op: 'assert', what: 'boundary' }],
  ['B', { op: 'assert', what: 'no-boundary' }],
  ['<', { op: 'assert', what: 'word-start' }],
  ['>', { op: 'assert', what: 'word-end' }],
  ['`', { op: 'assert', what: 'start' }],
  ["'", { op: 'assert', what: 'end' }],
]);

function either(a: Piece, b: Piece): Piece {
  return [
    { op: 'split', first: 1, second: a.length + 2 },
    ...shifted(a, 1),
    { op: 'jump', to: a.length + b.length + 2 },
    ...shifted(b, a.length + 2),
  ];
}

function repeat(body: Piece, min: number, max: number | undefined): Piece {
  const steps: Step[] = [];
  const copies = (max ?? min) * body.length;
  if (copies > MOST_STEPS) return Array.from({ length: MOST_STEPS + 1 }, () => ({ op: 'match' }) as const);
  for (let i = 0; i < min; i++) steps.push(...shifted(body, steps.length));
  if (max === undefined) {
    const start = steps.length;
    steps.push({ op: 'split', first: start + 1, second: start + body.length + 2 });
    steps.push(...shifted(body, start + 1), { op: 'jump', to: start });
    return steps;
  }
  const end = steps.length + (max - min) * (body.length + 1);
  for (let i = min; i < max; i++) {
    steps.push({ op: 'split', first: steps.length + 1, second: end });
    steps.push(...shifted(body, steps.length));
  }
  return steps;
}

function shifted(piece: Piece, by: number): Piece {
  return piece.map((step): Step => {
    if (step.op === 'jump') return { op: 'jump', to: step.to + by };
    if (step.op === 'split') return { op: 'split', first: step.first + by, second: step.second + by };
    return step;
  });
}
