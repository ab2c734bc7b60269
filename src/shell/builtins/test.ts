import type { TracedText } from '../../text/traced-text.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { State, Status } from '../interpreter/state.ts';
import { setStatus } from './control.ts';
import { binaryTest, negate, unaryTest } from './test-operators.ts';

/** `test` and `[`: POSIX's rules by the number of words, then `!`, `-a` and `-o` from the left. */
export function testBuiltin(
  words: readonly TracedText[],
  bracket: boolean,
  state: State,
  machine: Machine,
  context: Context,
): State[] {
  let operands = words;
  if (bracket) {
    if (operands.at(-1)?.text !== ']') return setStatus(state, 2);
    operands = operands.slice(0, -1);
  }
  if (operands.some((word) => word.splits)) return setStatus(state, 'unknown');
  return setStatus(state, evaluateTest(operands, state, machine, context, 0));
}

function evaluateTest(
  words: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
  depth: number,
): Status {
  const [a, b, c] = words;
  if (a === undefined) return 1;
  if (depth > 40) return 'unknown';
  const again = (rest: readonly TracedText[]) => evaluateTest(rest, state, machine, context, depth + 1);
  if (b === undefined) return unaryTest('-n', a, state, machine);
  if (words.length === 3 && c !== undefined && isBinary(b.text))
    return binary(b.text, a, c, state, machine, context);
  const or = words.findIndex((word, i) => i > 0 && word.text === '-o');
  if (or > 0 && words.length > 3) return either(again(words.slice(0, or)), () => again(words.slice(or + 1)));
  const and = words.findIndex((word, i) => i > 0 && word.text === '-a');
  if (and > 0 && words.length > 3) return both(again(words.slice(0, and)), () => again(words.slice(and + 1)));
  if (a.text === '!') return negate(again(words.slice(1)));
  if (a.text === '(' && words.at(-1)?.text === ')') return again(words.slice(1, -1));
  if (words.length === 2) return unaryTest(a.text, b, state, machine);
  return 'unknown';
}

const BINARY = /^(=|==|!=|<|>|-eq|-ne|-lt|-le|-gt|-ge|-ef|-nt|-ot)$/;

function isBinary(text: string): boolean {
  return BINARY.test(text);
}

/** dash's `test` does not know `==`: it fails. */
function binary(
  operator: string,
  left: TracedText,
  right: TracedText,
  state: State,
  machine: Machine,
  context: Context,
): Status {
  if (operator === '==' && state.dialect === 'sh') return 2;
  return binaryTest(operator, left, right, machine, state, context);
}

function both(first: Status, second: () => Status): Status {
  if (typeof first === 'number' && first !== 0) return 1;
  const rest = second();
  if (first === 0) return rest;
  return typeof rest === 'number' && rest !== 0 ? 1 : 'unknown';
}

function either(first: Status, second: () => Status): Status {
  if (first === 0) return 0;
  const rest = second();
  if (typeof first === 'number') return rest;
  return rest === 0 ? 0 : 'unknown';
}
