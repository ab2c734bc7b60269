import { compilePattern, matchesPattern, type QuotedText } from '../expansion/pattern.ts';
import { collect, mergeStates } from './join.ts';
import type { Context, Machine } from './machine.ts';
import type { Compound, Word } from './nodes.ts';
import type { State } from './state.ts';

type CaseNode = Extract<Compound, { type: 'Case' }>;

/** Items that may run beyond these are no longer kept apart from one another. */
const MOST_APART = 32;

/**
 * `case`: where the word or a pattern is not known, every item from there on may be the one that runs. Items are
 * tried in order; `;&` falls through, `;;&` goes on matching.
 */
export function runCase(node: CaseNode, state: State, machine: Machine, context: Context): State[] {
  const subject = machine.single(node.word, state, context);
  if (state.flow !== undefined) return [state];
  const known = subject.assumed ? undefined : subject.text.known;
  const inner = { ...context, conditional: true };
  const done: State[] = [];
  let open: State[] = [state];
  let falling: State[] = [];
  let forks = 0;
  state.status = 0;
  for (const item of node.items) {
    const matches = open.length > 0 ? matchItem(item.pattern, known, state, machine, context) : 'no';
    const entering = [...falling];
    if (matches === 'yes') entering.push(...open.splice(0));
    else if (matches === 'maybe') entering.push(...open.map((s) => s.clone()));
    falling = [];
    if (entering.length === 0) continue;
    const left = machine.statements(item.body.commands, mergeStates(entering), inner);
    const live = left.filter((s) => s.flow === undefined);
    const ended = left.filter((s) => s.flow !== undefined);
    collect(done, ended);
    if (item.terminator === ';&') falling = live;
    else if (item.terminator === ';;&') open = [...open, ...live];
    else if (matches === 'maybe' && ++forks > MOST_APART) open = mergeStates([...open, ...live], 1);
    else collect(done, live);
  }
  return mergeStates([...done, ...falling, ...open]);
}

function matchItem(
  patterns: readonly Word[],
  subject: string | undefined,
  state: State,
  machine: Machine,
  context: Context,
): 'yes' | 'no' | 'maybe' {
  let maybe = false;
  for (const word of patterns) {
    const parts: QuotedText[] = [];
    let open = false;
    for (const segment of machine.segments(word, state, context).segments) {
      if (segment.kind !== 'text') continue;
      if (!segment.text.isKnown) open = true;
      parts.push({ text: segment.text.text, quoted: segment.quoted });
    }
    if (!open && parts.length > 0 && parts.every((part) => !part.quoted && /^\*+$/.test(part.text)))
      return 'yes';
    if (open || subject === undefined || subject.length > 1000) maybe = true;
    else if (matchesPattern(compilePattern(parts), subject)) return 'yes';
  }
  return maybe ? 'maybe' : 'no';
}
