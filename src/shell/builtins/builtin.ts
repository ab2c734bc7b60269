import type { TracedText } from '../../text/traced-text.ts';
import type { Context, Machine } from '../interpreter/machine.ts';
import type { State } from '../interpreter/state.ts';

/** A command that is modelled: its effect on the state and what it prints. */
export type Builtin = (
  words: readonly TracedText[],
  state: State,
  machine: Machine,
  context: Context,
) => State[];
