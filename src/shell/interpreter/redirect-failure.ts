import { TracedText } from '../../text/traced-text.ts';
import { isMissing, resolvePath, textOfFile } from './file-access.ts';
import type { Machine } from './machine.ts';
import type { State } from './state.ts';

/**
 * Whether a redirection surely fails: it keeps its command from running, or ends the shell (dash's `Bad fd
 * number`, for a target of `>&` that is not one digit). What is not known is taken to succeed.
 *
 * @param target the word after the operator, expanded; `undefined` where unknown.
 */
export function failureOf(
  operator: string,
  target: string | undefined,
  state: State,
  machine: Machine,
): 'command' | 'shell' | undefined {
  if (target === undefined) return undefined;
  if (operator === '<') return isMissing(target, state, machine) ? 'command' : undefined;
  if (operator !== '<&' && operator !== '>&') return isNoFile(target) ? 'command' : undefined;
  if (state.dialect === 'sh' && !/^[\d-]$/.test(target)) return 'shell';
  const isClosed = /^\d+$/.test(target) && state.descriptors?.has(Number(target)) === false;
  return isClosed ? 'command' : undefined;
}

/** Names that only a directory can have, or nothing at all. */
function isNoFile(path: string): boolean {
  return /^$|\/$|(?:^|\/)\.\.?$/.test(path);
}

/** Notes that a redirection opens or closes a descriptor. */
export function redirectDescriptor(
  operator: string,
  descriptor: number | undefined,
  target: string | undefined,
  state: State,
): void {
  const { descriptors } = state;
  if (descriptors === undefined) return;
  const number = descriptor ?? (operator.startsWith('<') ? 0 : 1);
  const duplicates = operator.endsWith('&');
  // `{name}>file` takes a number of the shell's choice, and an unknown word may be `-`.
  if (number < 0 || (duplicates && target === undefined)) {
    state.descriptors = undefined;
    return;
  }
  const changed = new Set(descriptors).add(number);
  if (duplicates && target === '-') changed.delete(number);
  state.descriptors = changed;
}

/** A file that was missing exists once it is opened for writing; only what goes to descriptor 1 is followed. */
export function createFile(
  operator: string,
  descriptor: number | undefined,
  target: string | undefined,
  state: State,
  machine: Machine,
): void {
  if (operator === '>&' && target !== undefined && /^(?:\d+-?|-)$/.test(target)) return;
  const path = target === undefined ? undefined : resolvePath(target, state);
  if (target === undefined || path === undefined) machine.filesMayAppear = true;
  else if (textOfFile(target, state, machine) === 'missing')
    state.files.set(path, operator === '<>' || (descriptor ?? 1) === 1 ? TracedText.empty : 'unknown');
}
