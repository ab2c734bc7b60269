import type { TestExpression } from 'unbash';
import { TracedText } from '../../text/traced-text.ts';
import { binaryTest, negate, unaryTest } from '../builtins/test-operators.ts';
import { compilePattern, matchesPattern, type QuotedText } from '../expansion/pattern.ts';
import { setVariable } from '../expansion/variables.ts';
import type { Context, Machine } from './machine.ts';
import type { Word } from './nodes.ts';
import type { State, Status } from './state.ts';

/** The status of `[[ … ]]`. */
export function conditionOf(node: TestExpression, state: State, machine: Machine, context: Context): Status {
  if (context.depth > 60) return 'unknown';
  const inner = (child: TestExpression) =>
    conditionOf(child, state, machine, { ...context, depth: context.depth + 1 });
  switch (node.type) {
    case 'TestGroup':
      return inner(node.expression);
    case 'TestNot': {
      const status = inner(node.operand);
      return node.negations.length % 2 === 1 ? negate(status) : status;
    }
    case 'TestLogical':
      return logical(node.operator, node.operands, inner);
    case 'TestUnary': {
      const { text, assumed } = machine.single(node.operand, state, context);
      return assumed ? 'unknown' : unaryTest(node.operator, text, state, machine);
    }
    case 'TestBinary':
      return binary(node.operator, node.left, node.right, state, machine, context);
  }
}

function logical(
  operator: '&&' | '||',
  operands: readonly TestExpression[],
  run: (node: TestExpression) => Status,
): Status {
  let result: Status = operator === '&&' ? 0 : 1;
  for (const operand of operands) {
    const status = run(operand);
    if (status === 'unknown' || status === 'success') result = 'unknown';
    else if (operator === '&&' && status !== 0) return 1;
    else if (operator === '||' && status === 0) return 0;
  }
  return result;
}

function binary(
  operator: string,
  leftWord: Word,
  rightWord: Word,
  state: State,
  machine: Machine,
  context: Context,
): Status {
  const left = machine.single(leftWord, state, context);
  if (operator === '=~')
    return regularExpression(left.text.known, left.assumed, rightWord, state, machine, context);
  if (operator !== '==' && operator !== '=' && operator !== '!=') {
    const right = machine.single(rightWord, state, context);
    return left.assumed || right.assumed
      ? 'unknown'
      : binaryTest(operator, left.text, right.text, machine, state, context);
  }
  const expansion = machine.segments(rightWord, state, context);
  const parts: QuotedText[] = [];
  for (const segment of expansion.segments) {
    if (segment.kind !== 'text') continue;
    if (!segment.text.isKnown) return 'unknown';
    parts.push({ text: segment.text.text, quoted: segment.quoted });
  }
  const subject = left.text.known;
  if (subject === undefined || left.assumed || expansion.assumed || subject.length > 1000) return 'unknown';
  const matches = matchesPattern(compilePattern(parts), subject);
  return matches === (operator !== '!=') ? 0 : 1;
}

/**
 * `=~`: only expressions without nested repetition are run, so that matching stays linear; others are
 * unknown. Groups land in BASH_REMATCH.
 */
function regularExpression(
  subject: string | undefined,
  assumed: boolean,
  word: Word,
  state: State,
  machine: Machine,
  context: Context,
): Status {
  const source = context.code.text.text.slice(word.pos, word.end);
  const { text } = machine.single(word, state, context);
  const pattern = /[$'"\\`]/.test(source) && !/[$'"`]/.test(source) ? source : text.known;
  const whole = machine.single(word, state, context).text;
  if (subject === undefined || pattern === undefined || assumed || subject.length > 200 || !isSimple(pattern))
    return 'unknown';
  let match: RegExpExecArray | null;
  try {
    match = new RegExp(
      pattern.replace(
        /\[:(digit|alpha|alnum|space):\]/g,
        (_, name: string) =>
          ({ digit: '0-9', alpha: 'A-Za-z', alnum: 'A-Za-z0-9', space: '\\s' })[name] ?? '',
      ),
    ).exec(subject);
  } catch {
    return 'unknown';
  }
  const at = whole.locate() ?? context.at;
  if (match === null || at === undefined) return match === null ? 1 : 'unknown';
  const items = new Map(match.map((group, i) => [String(i), TracedText.decoded(group ?? '', at)]));
  setVariable(state, 'BASH_REMATCH', { kind: 'array', items, associative: false });
  return 0;
}

/** At most four repetitions and none after a group: polynomial of low degree on 200 characters. */
function isSimple(pattern: string): boolean {
  return pattern.length <= 100 && !/\)[*+?{]/.test(pattern) && (pattern.match(/[*+{]/g) ?? []).length <= 4;
}
