import { TracedText } from '../../text/traced-text.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { Word } from '../interpreter/nodes.ts';
import type { State } from '../interpreter/state.ts';
import { evaluateText } from './arithmetic.ts';
import type { Parameter, ParameterPart } from './parameter.ts';
import { compilePattern, matchesPattern, type PatternItem, type QuotedText } from './pattern.ts';
import { mapText } from './variables.ts';

type FullPart = Extract<ParameterPart, { type: 'ParameterExpansion' }>;
type Operation = NonNullable<FullPart['operation']>;

/** Longer texts are not matched against every position. */
const LONGEST = 1024;
const LONGEST_WITH_STAR = 128;

/** Applies `${X#p}`, `${X/p/r}`, `${X:o:l}`, `${X^^}` and the like. */
export function editText(
  operation: Operation,
  parameter: Parameter,
  part: FullPart,
  name: string,
  machine: Machine,
  state: State,
  context: Context,
): Parameter {
  if (operation.type === 'Slice' && parameter.kind === 'list')
    return sliceList(operation, parameter.items, parameter.star, name, machine, state, context);
  const edit = (text: TracedText): TracedText | undefined =>
    editOne(operation, text, machine, state, context);
  if (parameter.kind === 'list') {
    const items: TracedText[] = [];
    for (const item of parameter.items) items.push(edit(item) ?? openText(part, context));
    return { kind: 'list', items, star: parameter.star };
  }
  const { value, assumed } = parameter;
  if (value.kind !== 'scalar') return parameter;
  const text = edit(value.text);
  return {
    kind: 'value',
    assumed,
    value:
      text === undefined
        ? { kind: 'unknown', because: 'it is cut from a value that is not known' }
        : { kind: 'scalar', text },
  };
}

function openText(part: FullPart, context: Context): TracedText {
  const at = context.code.locate(part.pos, part.end);
  return at === undefined
    ? TracedText.empty
    : TracedText.unknown(part.text, 'it is cut from a value that is not known', at);
}

/** `undefined`: the result depends on an unknown part. */
function editOne(
  operation: Operation,
  text: TracedText,
  machine: Machine,
  state: State,
  context: Context,
): TracedText | undefined {
  if (operation.type === 'Remove') {
    const pattern = patternOf(operation.operand, machine, state, context);
    return pattern === undefined || !machine.spend(1 + (text.length >> 4))
      ? undefined
      : remove(text, pattern, operation.operator);
  }
  if (!text.isKnown || text.length > LONGEST || !machine.spend(1 + (text.length >> 4))) return undefined;
  switch (operation.type) {
    case 'Replace': {
      const pattern = patternOf(operation.pattern, machine, state, context);
      const replacement = machine.single(operation.replacement, state, context).text;
      if (pattern?.some((item) => item.kind === 'star') && text.length > LONGEST_WITH_STAR) return undefined;
      return pattern === undefined ? undefined : replace(text, pattern, replacement, operation.operator);
    }
    case 'Slice': {
      const bounds = sliceBounds(operation, text.length, machine, state, context);
      return bounds === undefined ? undefined : text.slice(bounds[0], bounds[1]);
    }
    case 'CaseModification': {
      if (operation.operand !== undefined && operation.operand.text !== '') return undefined;
      const change = operation.operator.startsWith('^')
        ? (s: string) => s.toUpperCase()
        : (s: string) => s.toLowerCase();
      if (operation.operator.length === 2) return mapText(text, change);
      return TracedText.concat([mapText(text.slice(0, 1), change), text.slice(1)]);
    }
    case 'Transform':
      return transform(operation.operand.text, text);
    default:
      return undefined;
  }
}

/** `${X@Q}` and the case operators. */
function transform(operator: string, text: TracedText): TracedText | undefined {
  const at = text.locate();
  if (operator === 'U') return mapText(text, (s) => s.toUpperCase());
  if (operator === 'L') return mapText(text, (s) => s.toLowerCase());
  if (operator !== 'Q' || at === undefined || text.text.includes("'")) return undefined;
  return TracedText.concat([TracedText.decoded("'", at), text, TracedText.decoded("'", at)]);
}

/** A pattern word: quoted parts are literal. `undefined` where a part of it is unknown. */
function patternOf(
  word: Word,
  machine: Machine,
  state: State,
  context: Context,
): readonly PatternItem[] | undefined {
  const parts: QuotedText[] = [];
  for (const segment of machine.segments(word, state, context).segments) {
    if (segment.kind !== 'text') continue;
    if (!segment.text.isKnown) return undefined;
    parts.push({ text: segment.text.text, quoted: segment.quoted });
  }
  return compilePattern(parts);
}

/** Cuts the shortest or longest match off an end; the part that decides must be known. */
function remove(
  text: TracedText,
  pattern: readonly PatternItem[],
  operator: '#' | '##' | '%' | '%%',
): TracedText | undefined {
  const source = text.text;
  if (source.length > LONGEST) return undefined;
  const fromStart = operator.startsWith('#');
  const longest = operator.length === 2;
  if (!text.isKnown) return undefined;
  const lengths = Array.from({ length: source.length + 1 }, (_, i) => (longest ? source.length - i : i));
  for (const length of lengths) {
    const piece = fromStart ? source.slice(0, length) : source.slice(source.length - length);
    if (matchesPattern(pattern, piece))
      return fromStart ? text.slice(length) : text.slice(0, source.length - length);
  }
  return text;
}

function replace(
  text: TracedText,
  pattern: readonly PatternItem[],
  replacement: TracedText,
  operator: string,
): TracedText {
  const source = text.text;
  if (pattern.length === 0 && operator === '/#') return TracedText.concat([replacement, text]);
  if (pattern.length === 0 && operator === '/%') return TracedText.concat([text, replacement]);
  const pieces: TracedText[] = [];
  let from = 0;
  for (let i = 0; i <= source.length; i++) {
    if (operator === '/#' && i > 0) break;
    const end = longestMatch(source, i, pattern, operator === '/%');
    if (end === undefined || end === i) continue;
    pieces.push(text.slice(from, i), replacement);
    from = end;
    i = end - 1;
    if (operator !== '//') break;
  }
  pieces.push(text.slice(from));
  return TracedText.concat(pieces.filter((piece) => piece.length > 0));
}

function longestMatch(
  source: string,
  from: number,
  pattern: readonly PatternItem[],
  toEnd: boolean,
): number | undefined {
  const single = pattern.every((item) => item.kind !== 'star');
  const last = single ? Math.min(from + pattern.length, source.length) : source.length;
  for (let end = toEnd ? source.length : last; end > from; end--) {
    if (matchesPattern(pattern, source.slice(from, end))) return end;
    if (toEnd || single) return undefined;
  }
  return undefined;
}

type SliceOperation = Extract<Operation, { type: 'Slice' }>;

function sliceBounds(
  operation: SliceOperation,
  length: number,
  machine: Machine,
  state: State,
  context: Context,
): readonly [number, number] | undefined {
  const number = (word: Word | undefined): number | undefined => {
    const text = word === undefined ? undefined : machine.single(word, state, context).text.known;
    const value = text === undefined ? undefined : evaluateText(text, machine, state, context);
    return typeof value === 'bigint' ? Number(value) : undefined;
  };
  const offset = number(operation.offset);
  if (offset === undefined) return undefined;
  const start = offset < 0 ? length + offset : offset;
  if (start < 0) return [0, 0];
  if (operation.length === undefined) return [start, length];
  const count = number(operation.length);
  if (count === undefined) return undefined;
  return [start, count < 0 ? Math.max(length + count, start) : Math.min(start + count, length)];
}

/** `${A[@]:1:2}`; positional parameters count from 1, with `$0` before them. */
function sliceList(
  operation: SliceOperation,
  items: readonly TracedText[],
  star: boolean,
  name: string,
  machine: Machine,
  state: State,
  context: Context,
): Parameter {
  const positional = name === '@' || name === '*';
  const all = positional && state.zero !== undefined ? [state.zero, ...items] : items;
  const bounds = sliceBounds(operation, all.length, machine, state, context);
  const before = bounds === undefined ? all : all.slice(0, bounds[1]);
  if (
    bounds === undefined ||
    before.some(
      (item, i) => item.splits && i < bounds[1] && !(operation.length === undefined && i >= bounds[0]),
    )
  )
    return { kind: 'list', items: items.filter((item) => item.splits), star };
  return { kind: 'list', items: all.slice(bounds[0], bounds[1]), star };
}
