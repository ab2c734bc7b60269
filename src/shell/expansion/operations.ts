import { TracedText } from '../../text/traced-text.ts';
import type { Collector, Context, Machine } from '../interpreter/machine.ts';
import type { Word } from '../interpreter/nodes.ts';
import type { State } from '../interpreter/state.ts';
import { editText } from './edits.ts';
import { joinSegments } from './fields.ts';
import { append, literalSegments } from './literal.ts';
import { lookupParameter, type Parameter, type ParameterPart } from './parameter.ts';
import { unknownAt } from './unknown-part.ts';
import { arrayItems, fieldSeparators, isName, lookupVariable, scalarOf, setVariable } from './variables.ts';

type FullPart = Extract<ParameterPart, { type: 'ParameterExpansion' }>;

/** Expands `$X` and `${X…}` into the collector. */
export function expandParameter(
  part: ParameterPart,
  quoted: boolean,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  if (part.type === 'SimpleExpansion') {
    const name = part.text.slice(1).replaceAll('\\\n', '');
    emit(
      lookupParameter(name, undefined, part, machine, state, context),
      name,
      part,
      quoted,
      out,
      state,
      context,
    );
    return;
  }
  if (state.dialect === 'sh' && isBadSubstitution(part)) {
    state.flow = { kind: 'exit' };
    return;
  }
  const index = part.index === undefined ? undefined : indexText(part.index, machine, state, context);
  let name = part.parameter;
  if (part.prefix === '!') {
    const names = indirect(part, index, out, quoted, state, context);
    if (names === undefined) return;
    name = names;
  }
  const parameter = lookupParameter(name, index, part, machine, state, context);
  if (part.prefix === '#') emit(lengthOf(parameter, part, context), name, part, quoted, out, state, context);
  else operate(part, parameter, name, quoted, out, machine, state, context);
}

/** What dash refuses when it gets there, which ends the shell. */
function isBadSubstitution(part: FullPart): boolean {
  const type = part.operation?.type;
  return (
    // `${}`, `${.}`: no dialect takes them.
    part.parameter === '' ||
    part.index !== undefined ||
    part.prefix === '!' ||
    (type !== undefined && type !== 'Default' && type !== 'Remove')
  );
}

function indexText(word: Word, machine: Machine, state: State, context: Context): string {
  return machine.single(word, state, context).text.text;
}

/** `${!X}` gives the name to look up; `${!A[@]}` and `${!P*}` give lists themselves. */
function indirect(
  part: FullPart,
  index: string | undefined,
  out: Collector,
  quoted: boolean,
  state: State,
  context: Context,
): string | undefined {
  const at = context.code.locate(part.pos, part.end);
  if (at === undefined) return undefined;
  const list = (texts: readonly string[], star: boolean) => {
    const items = texts.map((text) => TracedText.decoded(text, at));
    emit({ kind: 'list', items, star }, part.parameter, part, quoted, out, state, context);
  };
  if (part.operation?.type === 'Names') {
    const names = [...state.variables].map(([key]) => key).filter((key) => key.startsWith(part.parameter));
    list(names.sort(), part.operation.operator === '*');
    return undefined;
  }
  if (index === '@' || index === '*') {
    const { value } = lookupVariable(state, part.parameter);
    list(
      value.kind === 'array'
        ? arrayItems(value.items, value.associative).map(([key]) => key)
        : value.kind === 'scalar'
          ? ['0']
          : [],
      index === '*',
    );
    return undefined;
  }
  if (/^[#@*]$/.test(part.parameter) || /^\d+$/.test(part.parameter)) {
    const count = state.positional.length;
    const known = !state.positional.some((word) => word.splits);
    if (part.parameter === '#' && known) return String(count);
  }
  const value = scalarOf(lookupVariable(state, part.parameter).value);
  const name = value.kind === 'scalar' ? value.text.known : undefined;
  if (name !== undefined && (isName(name) || /^\d+$/.test(name))) return name;
  out.segments.push({
    kind: 'text',
    text: unknownAt(context.code, part, 'the name of the variable is not known').withSplits(!quoted),
    quoted,
    split: !quoted,
  });
  return undefined;
}

function lengthOf(parameter: Parameter, part: ParameterPart, context: Context): Parameter {
  const at = context.code.locate(part.pos, part.end);
  const known = (length: number): Parameter => ({
    kind: 'value',
    assumed: false,
    value:
      at === undefined ? { kind: 'unset' } : { kind: 'scalar', text: TracedText.decoded(String(length), at) },
  });
  if (parameter.kind === 'list') {
    if (parameter.items.some((item) => item.splits)) return openValue('the number of words is not known');
    return known(parameter.items.length);
  }
  if (parameter.value.kind === 'unset') return known(0);
  const text = parameter.value.kind === 'scalar' ? parameter.value.text.known : undefined;
  return text === undefined ? openValue('its length is not known') : known([...text].length);
}

function openValue(because: string): Parameter {
  return { kind: 'value', value: { kind: 'unknown', because }, assumed: false };
}

function operate(
  part: FullPart,
  parameter: Parameter,
  name: string,
  quoted: boolean,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const operation = part.operation;
  if (operation === undefined) emit(parameter, name, part, quoted, out, state, context);
  else if (operation.type === 'Default')
    fallback(part, operation, parameter, name, quoted, out, machine, state, context);
  else {
    const edited = editText(operation, parameter, part, name, machine, state, context);
    if (parameter.kind === 'value' && parameter.assumed) out.assumed = true;
    emit(edited, part.text, part, quoted, out, state, context);
  }
}

type DefaultOperation = Extract<NonNullable<FullPart['operation']>, { type: 'Default' }>;

/** `${X:-v}` and its kin. An X that only the caller can know takes the fallback, marked as assumed. */
function fallback(
  part: FullPart,
  operation: DefaultOperation,
  parameter: Parameter,
  name: string,
  quoted: boolean,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const { operator } = operation;
  const present = presence(parameter, operator.startsWith(':'));
  const kind = operator.at(-1);
  if (parameter.kind === 'value' && parameter.assumed) out.assumed = true;
  if (kind === '+') {
    if (present === 'maybe') {
      const text = unknownAt(context.code, part, `whether ${name} is set is not known`);
      out.segments.push({ kind: 'text', text: text.withSplits(!quoted), quoted, split: !quoted });
    } else if (present) operand(operation.operand, quoted, out, machine, state, context);
    return;
  }
  if (present === true || (present === 'maybe' && (kind === '?' || !isCallers(parameter)))) {
    emit(parameter, name, part, quoted, out, state, context);
    return;
  }
  if (kind === '?') {
    state.flow = { kind: 'exit' };
    return;
  }
  const assumed = present === 'maybe';
  if (assumed) out.assumed = true;
  if (kind !== '=') {
    operand(operation.operand, quoted, out, machine, state, context);
    return;
  }
  const inner: Collector = { segments: [], assumed: false };
  operand(operation.operand, true, inner, machine, state, context);
  const text = joinSegments(inner.segments, ' ');
  setVariable(state, name, { kind: 'scalar', text }, assumed);
  emit({ kind: 'value', value: { kind: 'scalar', text }, assumed }, name, part, quoted, out, state, context);
}

/** Whether nothing at all is known of the value, as opposed to one that the script made of unknown parts. */
function isCallers(parameter: Parameter): boolean {
  if (parameter.kind === 'list') return true;
  return parameter.value.kind === 'unknown';
}

function presence(parameter: Parameter, notEmpty: boolean): boolean | 'maybe' {
  if (parameter.kind === 'list') {
    if (parameter.items.some((item) => item.splits) && parameter.items.every((item) => item.splits))
      return 'maybe';
    return parameter.items.length > 0 && (!notEmpty || parameter.items.some((item) => item.length > 0));
  }
  const { value } = parameter;
  if (value.kind === 'unknown') return 'maybe';
  if (value.kind !== 'scalar') return false;
  if (!notEmpty) return true;
  if (value.text.length === 0) return false;
  return value.text.runs.some((run) => run.kind === 'literal') ? true : 'maybe';
}

/** The word after an operator. In double quotes, single quotes in it are ordinary characters. */
function operand(
  word: Word,
  quoted: boolean,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const before = out.segments.length;
  if (word.parts === undefined)
    append(out.segments, literalSegments(context.code, word.pos, word.end, quoted ? 'double' : 'none'));
  else machine.parts(word.parts, quoted ? 'double' : 'none', out, state, context);
  if (quoted) return;
  // Unquoted blanks in the operand split words, as the result of an expansion does.
  for (let i = before; i < out.segments.length; i++) {
    const segment = out.segments[i];
    if (segment?.kind === 'text' && !segment.quoted) out.segments[i] = { ...segment, split: true };
  }
}

/** Adds a parameter to the segments. */
function emit(
  parameter: Parameter,
  name: string,
  part: ParameterPart,
  quoted: boolean,
  out: Collector,
  state: State,
  context: Context,
): void {
  if (parameter.kind === 'list') {
    emitList(parameter.items, parameter.star, quoted, out, state);
    return;
  }
  const { value } = parameter;
  if (parameter.assumed) out.assumed = true;
  if (value.kind === 'scalar') {
    out.segments.push({ kind: 'text', text: value.text.withSplits(!quoted), quoted, split: !quoted });
  } else if (value.kind === 'unknown') {
    const at = context.code.locate(part.pos, part.end);
    if (at === undefined) return;
    const text = TracedText.unknown(/^\d+$/.test(name) ? `$${name}` : name, value.because, at, !quoted);
    out.segments.push({ kind: 'text', text, quoted, split: !quoted });
  } else if (state.options.nounset) state.flow = { kind: 'exit' };
}

function emitList(
  items: readonly TracedText[],
  star: boolean,
  quoted: boolean,
  out: Collector,
  state: State,
): void {
  if (quoted && star) {
    const separator = fieldSeparators(state).slice(0, 1);
    const segments = items.flatMap((text, i) => [
      ...(i > 0 ? [{ kind: 'break' as const }] : []),
      { kind: 'text' as const, text, quoted: true, split: false },
    ]);
    out.segments.push({ kind: 'text', text: joinSegments(segments, separator), quoted: true, split: false });
    return;
  }
  for (const [i, text] of items.entries()) {
    if (i > 0) out.segments.push({ kind: 'break' });
    if (quoted) out.segments.push({ kind: 'quotes' }, { kind: 'text', text, quoted: true, split: false });
    else out.segments.push({ kind: 'text', text: text.withSplits(true), quoted: false, split: true });
  }
}
