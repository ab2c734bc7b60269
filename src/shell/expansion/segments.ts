import type { Word } from 'unbash';
import { TracedText } from '../../text/traced-text.ts';
import { type Code, keepComplete, parseCode } from '../interpreter/code.ts';
import type { Collector, Context, Expansion, Machine, Quoting } from '../interpreter/machine.ts';
import type { WordPart } from '../interpreter/nodes.ts';
import type { State } from '../interpreter/state.ts';
import { decodeEscapes } from './ansi-c.ts';
import { evaluate } from './arithmetic.ts';
import { append, literalSegments } from './literal.ts';
import { expandParameter } from './operations.ts';
import { unknownAt } from './unknown-part.ts';
import { isLong } from './variables.ts';

const DEEPEST = 40;
/** A word of more parts is not followed. */
const MOST_PARTS = 4000;

/** Expands a word into segments: quotes removed, parameters, commands and arithmetic replaced. */
export function expandWord(word: Word, machine: Machine, state: State, context: Context): Expansion {
  const out: Collector = { segments: [], assumed: false };
  if (word.parts === undefined)
    append(out.segments, literalSegments(context.code, word.pos, word.end, 'none'));
  else if (word.parts.length > MOST_PARTS) {
    const text = unknownAt(context.code, word, 'it has too many parts to follow');
    out.segments.push({ kind: 'text', text: text.withSplits(true), quoted: true, split: false });
  } else expandParts(word.parts, 'none', out, machine, state, context);
  return out;
}

/** The body of a here-document whose delimiter is not quoted. */
export function expandHereDocument(
  body: { readonly pos: number; readonly end: number; readonly parts: readonly WordPart[] | undefined },
  machine: Machine,
  state: State,
  context: Context,
): Expansion {
  const out: Collector = { segments: [], assumed: false };
  if (body.parts === undefined)
    append(out.segments, literalSegments(context.code, body.pos, body.end, 'here-document'));
  else expandParts(body.parts, 'here-document', out, machine, state, context);
  return out;
}

export function expandParts(
  parts: readonly WordPart[],
  quoting: Quoting,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  for (const part of parts) expandPart(part, quoting, out, machine, state, context);
}

function expandPart(
  part: WordPart,
  quoting: Quoting,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const { code } = context;
  const quoted = quoting !== 'none';
  const push = (text: TracedText, isQuoted: boolean, split = false) => {
    out.segments.push({ kind: 'text', text, quoted: isQuoted, split });
  };
  switch (part.type) {
    case 'SingleQuoted':
      // Within double quotes and here-documents (`${X:-'v'}`) they are ordinary characters.
      if (quoted) {
        append(out.segments, literalSegments(code, part.pos, part.end, quoting));
        return;
      }
      out.segments.push({ kind: 'quotes' });
      push(code.slice(part.pos + 1, part.end - 1).withSplits(false), true);
      return;
    case 'DoubleQuoted':
      doubleQuoted(part.parts, out, machine, state, context);
      return;
    case 'LocaleString':
      if (state.dialect === 'sh') push(code.slice(part.pos, part.pos + 1), true);
      doubleQuoted(part.parts, out, machine, state, context);
      return;
    case 'AnsiCQuoted':
      out.segments.push({ kind: 'quotes' });
      if (state.dialect === 'sh') {
        push(code.slice(part.pos, part.pos + 1), true);
        push(code.slice(part.pos + 2, part.end - 1), true);
      } else push(decodeEscapes(code.slice(part.pos + 2, part.end - 1), 'ansi-c'), true);
      return;
    case 'ParameterExpansion':
      if (quoted && state.dialect === 'sh' && dashBrace(part, out, machine, state, context)) return;
      expandParameter(part, quoted, out, machine, state, context);
      return;
    case 'SimpleExpansion':
      expandParameter(part, quoted, out, machine, state, context);
      return;
    case 'CommandExpansion':
      // `${ commands; }` is bash's; in dash a bad substitution.
      if (state.dialect === 'sh' && part.text.startsWith('${')) {
        state.flow = { kind: 'exit' };
        return;
      }
      push(substitute(part, quoting, machine, state, context).withSplits(!quoted), quoted, !quoted);
      return;
    case 'ArithmeticExpansion':
      push(arithmetic(part, machine, state, context), quoted, !quoted);
      return;
    case 'ProcessSubstitution':
      push(processSubstitution(part, machine, state, context), true);
      return;
    case 'Glob':
      bracket(part, quoting, out, machine, state, context);
      return;
    default:
      // Literals, and in a place where they are not expanded also braces and extended globs.
      append(out.segments, literalSegments(code, part.pos, part.end, quoting));
  }
}

/** `[$X]`: what stands between brackets is expanded as elsewhere. */
function bracket(
  part: Extract<WordPart, { type: 'Glob' }>,
  quoting: Quoting,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const parts = part.parts ?? [];
  // A bracket without expansions stays one piece, by which patterns know it.
  const isPlain = parts.every((inner) => inner.type === 'Literal');
  let from = part.pos;
  for (const inner of isPlain ? [] : parts) {
    append(out.segments, literalSegments(context.code, from, inner.pos, quoting));
    expandPart(inner, quoting, out, machine, state, context);
    from = inner.end;
  }
  append(out.segments, literalSegments(context.code, from, part.end, quoting));
}

function doubleQuoted(
  parts: readonly WordPart[],
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): void {
  const inner: Collector = { segments: [], assumed: false };
  expandParts(parts, 'double', inner, machine, state, context);
  if (inner.assumed) out.assumed = true;
  // "$@" without parameters is no field at all; any other quotes keep an empty one.
  const [only] = parts;
  const vanishes = inner.segments.length === 0 && parts.length === 1 && only !== undefined && isList(only);
  if (vanishes) return;
  out.segments.push({ kind: 'quotes' });
  for (const segment of inner.segments) out.segments.push(segment);
}

function isList(part: WordPart): boolean {
  return /^\$(?:@|\{@\}|\{@[:#%/^,+-].*|\{[A-Za-z_]\w*\[@\].*)$/s.test('text' in part ? part.text : '');
}

type CommandExpansion = Extract<WordPart, { type: 'CommandExpansion' }>;

/** `$(…)` and backquotes: what the commands print, without line breaks at the end. */
function substitute(
  part: CommandExpansion,
  quoting: Quoting,
  machine: Machine,
  state: State,
  context: Context,
): TracedText {
  const { code } = context;
  const deeper: Context = { ...context, depth: context.depth + 1, tested: false };
  if (deeper.depth > DEEPEST || !machine.spend(1 + (part.text.length >> 7)) || part.script === undefined)
    return unknownAt(code, part, 'the substitution is too deep to follow');
  const inner = part.text.startsWith('`')
    ? backquoted(part, code, quoting, state)
    : keepComplete(code, part.script, state.dialect);
  const printed = machine.capture(state, (copy) =>
    machine.statements(inner.statements, [copy], { ...deeper, code: inner.code }),
  );
  const end = printed.text.replace(/\n+$/, '').length;
  const text = printed.slice(0, end);
  if (isLong(text)) return unknownAt(code, part, 'it is too long to follow');
  return text.length === 1 && !text.isKnown ? unknownAt(code, part, text.unknowns[0]?.because ?? '') : text;
}

/** Text between backquotes loses one layer of backslashes before it is parsed. */
function backquoted(
  part: CommandExpansion,
  code: Code,
  quoting: Quoting,
  state: State,
): ReturnType<typeof parseCode> {
  const from = part.pos + 1;
  const to = part.end - 1;
  const source = code.text.text.slice(from, to);
  if (!source.includes('\\') && part.script !== undefined)
    return keepComplete(code, part.script, state.dialect);
  const pieces: TracedText[] = [];
  let start = from;
  for (let i = 0; i < source.length; i++) {
    const next = source[i + 1] ?? '';
    const escaped = next === '$' || next === '`' || next === '\\' || (quoting === 'double' && next === '"');
    if (source[i] !== '\\' || !escaped) continue;
    pieces.push(code.slice(start, from + i));
    start = from + i + 1;
    i++;
  }
  pieces.push(code.slice(start, to));
  return parseCode(TracedText.concat(pieces), state.dialect);
}

type ProcessSubstitution = Extract<WordPart, { type: 'ProcessSubstitution' }>;

/** `<(…)`: the name of a file that holds what the commands print. `>(…)`: they read what nobody knows. */
function processSubstitution(
  part: ProcessSubstitution,
  machine: Machine,
  state: State,
  context: Context,
): TracedText {
  const at = context.code.locate(part.pos, part.end);
  if (part.script === undefined || at === undefined || context.depth > DEEPEST)
    return unknownAt(context.code, part, 'it is a pipe');
  const { commands } = part.script;
  state.hasBackground = true;
  const inner: Context = { ...context, depth: context.depth + 1, tested: false };
  if (part.operator === '>') {
    machine.subshell(state, (copy) => {
      copy.input = 'unknown';
      return machine.statements(commands, [copy], inner);
    });
    return unknownAt(context.code, part, 'it is a pipe');
  }
  const path = `/dev/fd/${part.pos}`;
  // Capturing replaces the map of files, so the text comes first.
  const text = machine.capture(state, (copy) => machine.statements(commands, [copy], inner));
  state.files.set(path, text);
  return TracedText.decoded(path, at);
}

type ParameterPart = Extract<WordPart, { type: 'ParameterExpansion' }>;

/**
 * In double quotes dash ends `${X:-…}` at the first `}`, also within single quotes, which are ordinary characters there.
 * The parser reads bash, where they hide it.
 */
function dashBrace(
  part: ParameterPart,
  out: Collector,
  machine: Machine,
  state: State,
  context: Context,
): boolean {
  const { operation } = part;
  if (operation?.type !== 'Default') return false;
  const { operand } = operation;
  const source = context.code.text.text.slice(operand.pos, operand.end);
  const brace = /^[^'}\\$`"]*'[^'}\\$`"]*\}/.exec(source)?.[0].length;
  if (brace === undefined) return false;
  const end = operand.pos + brace;
  const word: Word = { ...operand, end: end - 1, parts: undefined };
  expandParameter(
    { ...part, end, operation: { ...operation, operand: word } },
    true,
    out,
    machine,
    state,
    context,
  );
  append(out.segments, literalSegments(context.code, end, part.end, 'double'));
  return true;
}

type ArithmeticPart = Extract<WordPart, { type: 'ArithmeticExpansion' }>;

function arithmetic(part: ArithmeticPart, machine: Machine, state: State, context: Context): TracedText {
  const at = context.code.locate(part.pos, part.end);
  const value = evaluate(part.expression, machine, state, context);
  if (value === 'error') state.flow = { kind: 'exit' };
  if (typeof value !== 'bigint' || at === undefined)
    return unknownAt(context.code, part, 'it is computed from values that are not known');
  return TracedText.decoded(String(value), at);
}
