import { TracedText } from '../../text/traced-text.ts';
import { evaluateText } from '../expansion/arithmetic.ts';
import { isName, lookupVariable } from '../expansion/variables.ts';
import { textOfFile } from '../interpreter/file-access.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { State, Status } from '../interpreter/state.ts';

/** `-n`, `-z`, `-v`; tests on files depend on the machine, except for a file at hand. */
export function unaryTest(operator: string, operand: TracedText, state: State, machine: Machine): Status {
  switch (operator) {
    case '-n':
      return negate(emptiness(operand));
    case '-z':
      return emptiness(operand);
    case '-v': {
      const name = operand.known;
      if (name === undefined || !isName(name)) return 'unknown';
      const { value } = lookupVariable(state, name);
      return value.kind === 'unknown' ? 'unknown' : value.kind === 'unset' ? 1 : 0;
    }
    case '-f':
    case '-e':
    case '-r':
    case '-s':
      return isAtHand(operand, state, machine) ? 0 : 'unknown';
    default:
      return 'unknown';
  }
}

/** A file that lies in the repository or was written by the script; that others are missing nobody can say. */
function isAtHand(operand: TracedText, state: State, machine: Machine): boolean {
  const path = operand.known;
  if (path === undefined || path === '') return false;
  return textOfFile(path, state, machine) instanceof TracedText;
}

/** 0 where the text is empty; an unknown part alone may be empty. */
function emptiness(text: TracedText): Status {
  if (text.length === 0) return 0;
  return text.runs.some((run) => run.kind === 'literal') ? 1 : 'unknown';
}

/** `=`, `!=`, `-eq` and so on. Texts that differ in a known part at either end are unequal whatever the rest is. */
export function binaryTest(
  operator: string,
  left: TracedText,
  right: TracedText,
  machine: Machine,
  state: State,
  context: Context,
): Status {
  switch (operator) {
    case '=':
    case '==':
      return equality(left, right);
    case '!=':
      return negate(equality(left, right));
    case '-eq':
    case '-ne':
    case '-lt':
    case '-le':
    case '-gt':
    case '-ge':
      return comparison(operator, left, right, machine, state, context);
    case '<':
    case '>': {
      const [a, b] = [left.known, right.known];
      if (a === undefined || b === undefined) return 'unknown';
      return (operator === '<' ? a < b : a > b) ? 0 : 1;
    }
    default:
      return 'unknown';
  }
}

function equality(left: TracedText, right: TracedText): Status {
  if (left.isKnown && right.isKnown) return left.text === right.text ? 0 : 1;
  const length = (text: TracedText, fromEnd: boolean) => {
    const run = text.runs.at(fromEnd ? -1 : 0);
    return run?.kind === 'literal' ? run.text : '';
  };
  const [a, b] = [length(left, false), length(right, false)];
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared) === b.slice(0, shared) ? 'unknown' : 1;
}

function comparison(
  operator: string,
  left: TracedText,
  right: TracedText,
  machine: Machine,
  state: State,
  context: Context,
): Status {
  const number = (text: TracedText) =>
    text.known === undefined ? 'unknown' : evaluateText(text.known, machine, state, context);
  const [a, b] = [number(left), number(right)];
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return 'unknown';
  const holds = { '-eq': a === b, '-ne': a !== b, '-lt': a < b, '-le': a <= b, '-gt': a > b, '-ge': a >= b }[
    operator
  ];
  return holds === true ? 0 : 1;
}

/** Turns a status round. */
export function negate(status: Status): Status {
  if (typeof status !== 'number') return 'unknown';
  return status === 0 ? 1 : 0;
}
