import type { TracedText } from '../../text/traced-text.ts';
import { programName } from '../program-name.ts';
import { hasOption, optionValue, permutedOptions, readOptions } from './options.ts';
import { shellDialect, shellStep } from './shells.ts';
import { commandStep, NOTHING, type WrapperStep } from './step.ts';

const SYNTAX = {
  short: 'cgGsuTw',
  long: ['command', 'session-command', 'group', 'supp-group', 'shell', 'user', 'whitelist-environment'],
};

/** `su`: `-c` gives a script; without it the shell gets the words behind the user (su(1) of util-linux). */
export function su(words: readonly TracedText[]): WrapperStep {
  const read = permutedOptions(words, SYNTAX);
  const { rest: operands } = read;
  const shell = optionValue(read, 's', 'shell');
  const dialect = shellDialect((shell && programName(shell)) ?? '') ?? 'sh';
  const user = operands.findIndex((word) => word.text !== '-');
  const rest = user < 0 ? [] : operands.slice(user + 1);
  const script = optionValue(read, 'c', 'command', 'session-command');
  return script === undefined
    ? shellStep(dialect, rest)
    : { kind: 'script', script, dialect, operands: rest };
}

/** `runuser`: with `-u` a command without a shell, whose words may have a `--` among them; else as `su`. */
export function runuser(words: readonly TracedText[]): WrapperStep {
  const read = readOptions(words, SYNTAX);
  if (!hasOption(read, 'u', 'user')) return su(words);
  const dashes = read.dashes ? -1 : read.rest.findIndex((word) => word.text === '--');
  return commandStep(dashes < 0 ? read.rest : read.rest.toSpliced(dashes, 1));
}

/** `sg [-] GROUP [-c] SCRIPT` (sg(1) of shadow). */
export function sg(words: readonly TracedText[]): WrapperStep {
  const [, ...rest] = words[0]?.text === '-' ? words.slice(1) : words;
  const script = rest[0]?.text === '-c' ? rest[1] : rest[0];
  return script === undefined ? NOTHING : { kind: 'script', script, dialect: 'sh', operands: [] };
}
