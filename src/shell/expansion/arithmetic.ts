import { type ArithmeticExpression, parse } from 'unbash';
import { TracedText } from '../../text/traced-text.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { State } from '../interpreter/state.ts';
import { isName, lookupVariable, scalarOf, setVariable } from './variables.ts';

/** A number, `unknown`, or `error` where the shell's grammar refuses the expression (dash: `**`, `++`). */
export type Arithmetic = bigint | 'unknown' | 'error';

const MOST_NESTING = 30;

/** Evaluates `$(( … ))` with 64-bit integers. Assignments in it change the state. */
export function evaluate(
  node: ArithmeticExpression | undefined,
  machine: Machine,
  state: State,
  context: Context,
): Arithmetic {
  if (node === undefined) return 0n;
  if (context.depth > MOST_NESTING || !machine.spend()) return 'unknown';
  const inner = (child: ArithmeticExpression) => evaluate(child, machine, state, deeper(context));
  switch (node.type) {
    case 'ArithmeticWord':
      return wordValue(node.value, node.pos, node.end, machine, state, context);
    case 'ArithmeticCommandExpansion': {
      const commands = node.script?.commands ?? [];
      const text = machine.capture(state, (copy) =>
        machine.statements(commands, [copy], deeper(context)),
      ).known;
      return text === undefined ? 'unknown' : evaluateText(text, machine, state, deeper(context));
    }
    case 'ArithmeticGroup':
      return inner(node.expression);
    case 'ArithmeticTernary': {
      const test = inner(node.test);
      if (typeof test !== 'bigint') return test;
      return inner(test === 0n ? node.alternate : node.consequent);
    }
    case 'ArithmeticUnary':
      return unary(node, machine, state, context);
    case 'ArithmeticBinary':
      return binary(node, machine, state, context);
    default:
      return 'unknown';
  }
}

/** Evaluates text, as `let` and the value of a variable are. */
export function evaluateText(text: string, machine: Machine, state: State, context: Context): Arithmetic {
  const trimmed = text.trim();
  if (trimmed === '') return 0n;
  const number = readNumber(trimmed);
  if (number !== undefined) return number;
  if (context.depth > MOST_NESTING || trimmed.length > 1000 || /[$`"'\\]/.test(trimmed)) return 'unknown';
  const command = parse(`((${trimmed}))`).commands[0]?.command;
  if (command?.type !== 'ArithmeticCommand') return 'unknown';
  return evaluate(command.expression, machine, state, deeper(context));
}

function deeper(context: Context): Context {
  return { ...context, depth: context.depth + 1 };
}

function readNumber(text: string): bigint | undefined {
  if (/^0[xX][0-9a-fA-F]{1,16}$/.test(text)) return BigInt.asIntN(64, BigInt(text));
  if (/^0[0-7]{1,21}$/.test(text)) return BigInt.asIntN(64, BigInt(`0o${text}`));
  if (/^[0-9]{1,20}$/.test(text)) return BigInt.asIntN(64, BigInt(text));
  const based = /^([0-9]{1,2})#([0-9a-zA-Z]{1,12})$/.exec(text);
  if (based?.[1] === undefined || based[2] === undefined) return undefined;
  const value = Number.parseInt(based[2], Number(based[1]));
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

function wordValue(
  raw: string,
  pos: number,
  end: number,
  machine: Machine,
  state: State,
  context: Context,
): Arithmetic {
  const number = readNumber(raw.trim());
  if (number !== undefined) return number;
  if (isName(raw)) return variableValue(raw, machine, state, context);
  const text = context.code.text.text.slice(pos, end);
  const source = text.includes(raw) ? text : raw;
  const element = /^([A-Za-z_]\w*)\[(.{1,100})\]$/.exec(source);
  if (element === null && !/[$`"'\\]/.test(source)) return 'unknown';
  const expanded = expandSource(source, pos, machine, state, context);
  if (expanded === undefined) return 'unknown';
  return evaluateText(expanded, machine, state, deeper(context));
}

/** Expands `$X`, `${X:-1}`, `$(…)` within an expression as in double quotes. */
function expandSource(
  source: string,
  pos: number,
  machine: Machine,
  state: State,
  context: Context,
): string | undefined {
  const quoted = parse(`: "${source}"`).commands[0]?.command;
  const word = quoted?.type === 'Command' ? quoted.suffix[0] : undefined;
  if (word?.type !== 'Word') return undefined;
  const at = context.code.locate(pos, pos + 1);
  if (at === undefined) return undefined;
  const code = machine.quotedCode(source, at);
  return machine.single(word, state, { ...context, code, depth: context.depth + 1 }).text.known;
}

function variableValue(name: string, machine: Machine, state: State, context: Context): Arithmetic {
  const value = scalarOf(lookupVariable(state, name).value);
  if (value.kind === 'unset') return 0n;
  if (value.kind !== 'scalar') return 'unknown';
  const text = value.text.known;
  return text === undefined ? 'unknown' : evaluateText(text, machine, state, deeper(context));
}

type Unary = Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>;
type Binary = Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>;

function unary(node: Unary, machine: Machine, state: State, context: Context): Arithmetic {
  const { operator } = node;
  const value = evaluate(node.operand, machine, state, deeper(context));
  if (operator === '++' || operator === '--') {
    if (state.dialect === 'sh') return 'error';
    if (typeof value !== 'bigint') return store(node.operand, value, state, context);
    const changed = operator === '++' ? value + 1n : value - 1n;
    store(node.operand, changed, state, context);
    return node.prefix ? changed : value;
  }
  if (typeof value !== 'bigint') return value;
  if (operator === '-') return BigInt.asIntN(64, -value);
  if (operator === '!') return value === 0n ? 1n : 0n;
  return operator === '~' ? ~value : value;
}

function binary(node: Binary, machine: Machine, state: State, context: Context): Arithmetic {
  const { operator } = node;
  const assigns = /^(?:[-+*/%&|^]|<<|>>)?=$/.test(operator);
  if (operator === '**' && state.dialect === 'sh') return 'error';
  const left = operator === '=' ? 0n : evaluate(node.left, machine, state, deeper(context));
  if (operator === '&&' && left === 0n) return 0n;
  if (operator === '||' && typeof left === 'bigint' && left !== 0n) return 1n;
  const right = evaluate(node.right, machine, state, deeper(context));
  if (left === 'error' || right === 'error') return 'error';
  const known = typeof left === 'bigint' && typeof right === 'bigint';
  const value = known
    ? apply(assigns && operator !== '=' ? operator.slice(0, -1) : operator, left, right)
    : 'unknown';
  if (assigns) store(node.left, value, state, context);
  return value;
}

function apply(operator: string, a: bigint, b: bigint): Arithmetic {
  const truth = (value: boolean) => (value ? 1n : 0n);
  switch (operator) {
    case '+':
      return BigInt.asIntN(64, a + b);
    case '-':
      return BigInt.asIntN(64, a - b);
    case '*':
      return BigInt.asIntN(64, a * b);
    case '/':
      return b === 0n ? 'error' : a / b;
    case '%':
      return b === 0n ? 'error' : a % b;
    case '**':
      return b >= 0n && b < 64n ? BigInt.asIntN(64, a ** b) : 'unknown';
    case '<<':
      return b >= 0n && b < 64n ? BigInt.asIntN(64, a << b) : 'unknown';
    case '>>':
      return b >= 0n && b < 64n ? a >> b : 'unknown';
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<':
      return truth(a < b);
    case '>':
      return truth(a > b);
    case '<=':
      return truth(a <= b);
    case '>=':
      return truth(a >= b);
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '&&':
      return truth(a !== 0n && b !== 0n);
    case '||':
      return truth(a !== 0n || b !== 0n);
    case '=':
    case ',':
      return b;
    default:
      return 'unknown';
  }
}

function store(target: ArithmeticExpression, value: Arithmetic, state: State, context: Context): Arithmetic {
  if (target.type !== 'ArithmeticWord' || !isName(target.value)) return 'error';
  const at = context.code.locate(target.pos, target.end) ?? context.at;
  if (typeof value === 'bigint' && at !== undefined)
    setVariable(state, target.value, { kind: 'scalar', text: TracedText.decoded(String(value), at) });
  else
    setVariable(state, target.value, {
      kind: 'unknown',
      because: `${target.value} is computed from unknown values`,
    });
  return value;
}
