import type { TracedText } from '../../text/traced-text.ts';
import type { Flow, State, Status } from '../interpreter/state.ts';
import type { Builtin } from './builtin.ts';

/** Ends a builtin with a status. */
export function setStatus(state: State, status: Status): State[] {
  state.status = status;
  return [state];
}

function numberOf(word: TracedText | undefined): number | undefined {
  const text = word?.known;
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function leave(state: State, flow: Flow, word: TracedText | undefined): State[] {
  state.flow = flow;
  if (word !== undefined) state.status = numberOf(word) ?? 'unknown';
  return [state];
}

export const exit: Builtin = ([word], state) => leave(state, { kind: 'exit' }, word);

/** Outside of functions and sourced files dash ends the script; bash says so and goes on. */
export const returnFrom: Builtin = ([word], state, _machine, context) => {
  const inside = state.scopes.length > 0 || context.depth > 0;
  if (!inside && state.dialect === 'bash') return setStatus(state, 2);
  return leave(state, { kind: 'return' }, word);
};

export const breakLoop: Builtin = ([word], state) => {
  state.flow = { kind: 'break', levels: numberOf(word) ?? 1 };
  return setStatus(state, 0);
};

export const continueLoop: Builtin = ([word], state) => {
  state.flow = { kind: 'continue', levels: numberOf(word) ?? 1 };
  return setStatus(state, 0);
};

/** `shift [N]`; parameters that may be any number of words stay as they are. */
export const shift: Builtin = ([word], state) => {
  const count = word === undefined ? 1 : numberOf(word);
  const { positional } = state;
  if (count === undefined) return setStatus(state, 'unknown');
  const fixed = positional.findIndex((text) => text.splits);
  const known = fixed < 0 ? positional.length : fixed;
  if (count <= known) {
    state.positional = positional.slice(count);
    return setStatus(state, 0);
  }
  if (fixed < 0) return setStatus(state, 1);
  state.positional = positional.slice(fixed);
  return setStatus(state, 'unknown');
};
