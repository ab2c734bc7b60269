import { CHARACTER_CLASSES } from '../character-classes.ts';

/** A bracket expression, as far as it goes. */
export interface Bracket {
  readonly test: (unit: string) => boolean;
  /** The offset after its `]`. */
  readonly end: number;
}

/**
 * Reads `[…]` from after its `[`; `undefined` where it has no end or holds collating symbols. A backslash is itself,
 * but for `\n` and `\t`, which GNU's sed has made characters before.
 */
export function bracketTest(source: string, start: number, ignoreCase: boolean): Bracket | undefined {
  let at = start;
  const negated = source[at] === '^';
  if (negated) at++;
  const tests: ((unit: string) => boolean)[] = [];
  for (let first = true; first || source[at] !== ']'; first = false) {
    const char = source.charAt(at);
    if (char === '' || source.startsWith('[.', at) || source.startsWith('[=', at)) return undefined;
    const named = /\[:([a-z]{5,6}):\]/y;
    named.lastIndex = at;
    const name = named.exec(source)?.[1];
    if (name !== undefined) {
      const expression = CHARACTER_CLASSES[name];
      if (expression === undefined) return undefined;
      tests.push((unit) => expression.test(unit));
      at += name.length + 4;
      continue;
    }
    const low = memberAt(source, at);
    at += low.length;
    if (source[at] === '-' && source[at + 1] !== ']' && at + 1 < source.length) {
      const high = memberAt(source, at + 1);
      at += 1 + high.length;
      tests.push((unit) => unit >= low.char && unit <= high.char);
    } else tests.push((unit) => unit === low.char);
  }
  const any = (unit: string) => tests.some((test) => test(unit));
  const either = (unit: string) => any(unit.toLowerCase()) || any(unit.toUpperCase());
  const matches = ignoreCase ? either : any;
  return { test: (unit) => matches(unit) !== negated, end: at + 1 };
}

function memberAt(source: string, at: number): { readonly char: string; readonly length: number } {
  const two = source.slice(at, at + 2);
  if (two === '\\n') return { char: '\n', length: 2 };
  if (two === '\\t') return { char: '\t', length: 2 };
  return { char: source.charAt(at), length: 1 };
}
