import { TracedText } from '../../text/traced-text.ts';
import { Code, parseText } from '../interpreter/code.ts';
import type { Context, Machine, Segment } from '../interpreter/machine.ts';
import type { Word } from '../interpreter/nodes.ts';
import type { State } from '../interpreter/state.ts';
import { expandBraces } from './braces.ts';
import { joinSegments, splitFields } from './fields.ts';
import { expandGlob } from './globs.ts';
import { expandWord } from './segments.ts';
import { fieldSeparators, lookupVariable, scalarOf } from './variables.ts';

/** What Linux allows for one word. */
const LONGEST_WORD = 131_072;
const MOST_WORDS = 20_000;

/** Words after brace expansion, expansion, splitting and globbing. */
export function expandFields(
  words: readonly Word[],
  machine: Machine,
  state: State,
  context: Context,
): readonly TracedText[] {
  const fields: TracedText[] = [];
  for (const word of words) {
    if (state.flow !== undefined) return fields;
    for (const field of expandOne(word, machine, state, context)) fields.push(field);
    if (fields.length > MOST_WORDS) {
      const at = context.code.locate(word.pos, word.end);
      const rest =
        at === undefined ? [] : [TracedText.unknown('many words', 'there are too many to follow', at, true)];
      return [...fields.slice(0, MOST_WORDS), ...rest];
    }
  }
  return fields;
}

function expandOne(word: Word, machine: Machine, state: State, context: Context): readonly TracedText[] {
  if (state.dialect === 'bash' && word.parts?.some((part) => part.type === 'BraceExpansion') === true) {
    const raw = expandBraces(context.code.slice(word.pos, word.end));
    if (raw !== undefined) return raw.flatMap((text) => expandRaw(text, machine, state, context));
  }
  return finish(
    withTilde(word, expandWord(word, machine, state, context).segments, state, false),
    machine,
    state,
  );
}

function finish(segments: readonly Segment[], machine: Machine, state: State): readonly TracedText[] {
  return splitFields(segments, fieldSeparators(state)).flatMap((field) => {
    if (field.parts.length === 0) return [TracedText.empty];
    return expandGlob(field, machine, state).map(shortened);
  });
}

/** A word too long to be followed, which no program takes anyway (MAX_ARG_STRLEN), is an unknown one. */
function shortened(word: TracedText): TracedText {
  const at = word.length > LONGEST_WORD ? word.locate() : undefined;
  return at === undefined ? word : TracedText.unknown('a very long word', 'it is too long to follow', at);
}

/** A raw word that is not one of the parser's, such as one that brace expansion made: parsed anew, with its places. */
export function expandRaw(
  raw: TracedText,
  machine: Machine,
  state: State,
  context: Context,
): readonly TracedText[] {
  if (raw.length === 0) return [];
  const command = parseText(`x ${raw.text}`, state.dialect).commands[0]?.command;
  const word = command?.type === 'Command' ? command.suffix[0] : undefined;
  const at = raw.locate();
  if (word?.type !== 'Word' || at === undefined) return [raw];
  const code = new Code(TracedText.concat([TracedText.decoded('x ', at), raw]));
  const inner = { ...context, code };
  return finish(
    withTilde(word, expandWord(word, machine, state, inner).segments, state, false),
    machine,
    state,
  );
}

/** One text: no splitting, no globs (assignments, `case`, redirections). */
export function expandSingle(
  word: Word,
  machine: Machine,
  state: State,
  context: Context,
  assignment = false,
): { readonly text: TracedText; readonly assumed: boolean } {
  const { segments, assumed } = expandWord(word, machine, state, context);
  const text = joinSegments(withTilde(word, segments, state, assignment), fieldSeparators(state).slice(0, 1));
  return { text, assumed };
}

/**
 * Tilde expansion: an unquoted `~` or `~/` at the start of a word; in assignments also after `:`; in bash also
 * in words that look like assignments. Of other users' homes only root's is known; `~user` stays, since nobody
 * knows the users of the machine.
 */
function withTilde(
  word: Word,
  segments: readonly Segment[],
  state: State,
  assignment: boolean,
): readonly Segment[] {
  if (!word.text.includes('~')) return segments;
  const [first, ...rest] = segments;
  if (first?.kind !== 'text' || first.quoted || first.split) return segments;
  const source = first.text.text;
  const marks: { readonly from: number; readonly to: number }[] = [];
  const isEnd = (i: number) => {
    const next = source[i];
    return next === '/' || (next === ':' && assignment) || (next === undefined && rest.length === 0);
  };
  const assigned = state.dialect === 'bash' ? /^[A-Za-z_]\w*=/.exec(source)?.[0].length : undefined;
  for (const [i, char] of [...source].entries()) {
    const starts = i === 0 || (assignment && source[i - 1] === ':') || i === assigned;
    if (char === '~' && starts) {
      const to = source.startsWith('root', i + 1) ? i + 5 : i + 1;
      if (isEnd(to)) marks.push({ from: i, to });
    }
    if (i > 200) break;
  }
  if (marks.length === 0) return segments;
  const out: Segment[] = [];
  let from = 0;
  for (const mark of marks) {
    out.push({ ...first, text: first.text.slice(from, mark.from) });
    out.push({
      kind: 'text',
      text: homeAt(first.text.slice(mark.from, mark.to), state),
      quoted: true,
      split: false,
    });
    from = mark.to;
  }
  out.push({ ...first, text: first.text.slice(from) });
  return [...out.filter((segment) => segment.kind !== 'text' || segment.text.length > 0), ...rest];
}

/** Where HOME is unset, dash leaves `~` as it is and bash asks the system. */
function homeAt(tilde: TracedText, state: State): TracedText {
  const at = tilde.locate();
  if (tilde.length > 1) return at === undefined ? tilde : TracedText.decoded('/root', at);
  const value = scalarOf(lookupVariable(state, 'HOME').value);
  if (value.kind === 'scalar') return value.text;
  if (value.kind === 'unset' && state.dialect === 'sh') return tilde;
  return at === undefined ? tilde : TracedText.unknown('~', 'the home directory depends on the user', at);
}
