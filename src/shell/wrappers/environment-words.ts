import type { TracedText } from '../../text/traced-text.ts';
import { splitWords } from '../words.ts';
import { readOptions } from './options.ts';
import type { EnvironmentChange, WrapperStep } from './step.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*=/;

/** Takes `NAME=value` words off the front (`sudo A=1 cmd`, `env A=1 cmd`). */
export function takeAssignments(words: readonly TracedText[]): {
  readonly set: readonly (readonly [string, TracedText])[];
  readonly rest: readonly TracedText[];
} {
  const set: (readonly [string, TracedText])[] = [];
  for (const [i, word] of words.entries()) {
    const name = NAME.exec(word.text)?.[0];
    if (name === undefined) return { set, rest: words.slice(i) };
    set.push([name.slice(0, -1), word.slice(name.length)]);
  }
  return { set, rest: [] };
}

/** `env [-i] [-u NAME] [-S STRING] [NAME=VALUE]… COMMAND`. */
export function envStep(words: readonly TracedText[]): WrapperStep {
  const syntax = {
    short: 'uCS',
    long: ['unset', 'chdir', 'split-string'],
  };
  const read = readOptions(words, syntax);
  const unset: string[] = [];
  let clear = false;
  let rest = read.rest;
  for (const { name, value } of read.options) {
    if (name === 'i' || name === 'ignore-environment') clear = true;
    else if ((name === 'u' || name === 'unset') && value !== undefined) unset.push(value.text);
    else if ((name === 'S' || name === 'split-string') && value !== undefined)
      rest = [...splitWords(value, 'posix').words, ...rest];
  }
  if (rest[0]?.text === '-') {
    clear = true;
    rest = rest.slice(1);
  }
  const { set, rest: command } = takeAssignments(rest);
  if (command.length === 0) return { kind: 'nothing' };
  const environment: EnvironmentChange = { clear, unset, set };
  return { kind: 'command', words: command, environment };
}
