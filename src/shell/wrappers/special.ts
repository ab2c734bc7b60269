import type { TracedText } from '../../text/traced-text.ts';
import { splitWords } from '../words.ts';
import { hasOption, optionValue, readOptions } from './options.ts';
import { shellStep } from './shells.ts';
import { commandStep, NOTHING, type WrapperStep } from './step.ts';

/** `ip netns exec NAME COMMAND`: a network namespace of its own. `ip vrf exec` shares the host's. */
export function ipCommand(words: readonly TracedText[]): WrapperStep {
  const { rest } = readOptions(words, {
    short: 'nbfl',
    long: ['netns', 'batch', 'family', 'loops'],
    singleDash: true,
  });
  const [object, action, , ...command] = rest;
  if (action?.text !== 'exec' || (object?.text !== 'netns' && object?.text !== 'vrf'))
    return { kind: 'program' };
  return object.text === 'netns'
    ? ({ ...commandStep(command), ownNetwork: true } as WrapperStep)
    : commandStep(command);
}

/** `screen -dmS NAME COMMAND`. */
export function screen(words: readonly TracedText[]): WrapperStep {
  const read = readOptions(words, { short: 'cehpsStTX', glued: 'r' });
  if (hasOption(read, 'X', 'r', 'x', 'ls', 'list')) return NOTHING;
  return commandStep(read.rest);
}

/** `tmux new-session|new-window|split-window … COMMAND`: one word is a script, several are an argv. */
export function tmux(words: readonly TracedText[]): WrapperStep {
  const outer = readOptions(words, { short: 'cfLST' });
  const [action, ...inner] = outer.rest;
  if (
    !/^(new|new-s|new-session|neww|new-window|splitw|split-window|respawn-pane|run|run-shell)$/.test(
      action?.text ?? '',
    )
  )
    return NOTHING;
  const { rest } = readOptions(inner, { short: 'cefFnstxylpP'.replace('P', '') });
  const [first] = rest;
  if (first === undefined) return NOTHING;
  if (rest.length === 1) return { kind: 'script', script: first, dialect: 'sh', operands: [] };
  return commandStep(rest);
}

/** `gdb --args PROGRAM …`; without `--args` gdb runs nothing by itself. */
export function gdb(words: readonly TracedText[]): WrapperStep {
  const at = words.findIndex((word) => word.text === '--args' || word.text === '-args');
  return at < 0 ? NOTHING : commandStep(words.slice(at + 1));
}

/** `find … -exec COMMAND ;`: the command, with `{}` as it stands. */
export function find(words: readonly TracedText[]): WrapperStep {
  const at = words.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word.text));
  if (at < 0) return NOTHING;
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => word.text === ';' || word.text === '+');
  return commandStep(end < 0 ? rest : rest.slice(0, end));
}

/** `xargs [OPTIONS] COMMAND`; the interpreter adds what the input gives. */
export function xargs(words: readonly TracedText[]): WrapperStep {
  const read = readOptions(words, {
    short: 'aEdILnPs',
    glued: 'eil',
    long: ['arg-file', 'delimiter', 'max-args', 'max-procs', 'max-chars', 'process-slot-var'],
  });
  const replace =
    optionValue(read, 'I', 'replace', 'i')?.text ?? (hasOption(read, 'i', 'replace') ? '{}' : undefined);
  const words_ = count(optionValue(read, 'n', 'max-args'));
  const lines =
    count(optionValue(read, 'L', 'max-lines', 'l')) ?? (hasOption(read, 'l', 'max-lines') ? 1 : undefined);
  const delimiter = hasOption(read, '0', 'null')
    ? '\0'
    : delimiterText(optionValue(read, 'd', 'delimiter')?.text);
  const file = optionValue(read, 'a', 'arg-file');
  return {
    kind: 'command',
    words: read.rest,
    xargs: {
      skipEmpty: hasOption(read, 'r', 'no-run-if-empty'),
      ...(replace === undefined ? {} : { replace: replace === '' ? '{}' : replace }),
      ...(words_ === undefined ? {} : { words: words_ }),
      ...(lines === undefined ? {} : { lines }),
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(file === undefined ? {} : { file }),
    },
  };
}

function count(value: TracedText | undefined): number | undefined {
  const number = Number.parseInt(value?.text ?? '', 10);
  return number > 0 ? number : undefined;
}

function delimiterText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return { '\\n': '\n', '\\t': '\t', '\\0': '\0' }[text] ?? text.charAt(0);
}

/** `capsh OPTIONS -- WORDS`: bash with these words (capsh(1) of libcap). */
export function capsh(words: readonly TracedText[]): WrapperStep {
  const at = words.findIndex((word) => word.text === '--');
  return at < 0 ? NOTHING : shellStep('bash', words.slice(at + 1));
}

/** `setarch [ARCH] OPTIONS COMMAND`: the architecture, where it is there, is the first word (setarch(8)). */
export function setarch(words: readonly TracedText[]): WrapperStep {
  const rest = words[0]?.text.startsWith('-') ? words : words.slice(1);
  return commandStep(readOptions(rest, {}).rest);
}

/** `runcon CONTEXT COMMAND`, or `runcon` with its parts as options (runcon(1)). */
export function runcon(words: readonly TracedText[]): WrapperStep {
  const { options, rest } = readOptions(words, { short: 'turl', long: ['type', 'user', 'role', 'range'] });
  const isContext = options.every(({ name }) => name === 'c' || name === 'compute');
  return commandStep(isContext && rest[0]?.text.includes(':') ? rest.slice(1) : rest);
}

/** `at TIME`, `batch`: the job is a script on the standard input, or in the file behind `-f` (at(1)). */
export function at(words: readonly TracedText[]): WrapperStep {
  const read = readOptions(words, { short: 'qft' });
  if (hasOption(read, 'l', 'd', 'r', 'c', 'V')) return NOTHING;
  const path = optionValue(read, 'f');
  if (path !== undefined) return { kind: 'file', path, dialect: 'sh', operands: [] };
  return { kind: 'stdin', dialect: 'sh', operands: [] };
}

/** `launchctl submit -l LABEL -- COMMAND` (launchctl(1) of macOS). */
export function launchctl(words: readonly TracedText[]): WrapperStep {
  if (words[0]?.text !== 'submit') return { kind: 'program' };
  return commandStep(readOptions(words.slice(1), { short: 'lpoe' }).rest);
}

/** `socat ADDRESS ADDRESS`: `SYSTEM:` and `SHELL:` give a script, `EXEC:` words, up to the first comma (socat(1)). */
export function socat(words: readonly TracedText[]): WrapperStep {
  for (const word of words) {
    const [start, kind] = /^(system|shell|exec):/i.exec(word.text) ?? [];
    if (start === undefined || kind === undefined) continue;
    const comma = word.text.indexOf(',');
    const command = word.slice(start.length, comma < 0 ? word.length : comma);
    if (kind.toLowerCase() === 'exec') return commandStep(splitWords(command, 'posix').words);
    return { kind: 'script', script: command, dialect: 'sh', operands: [] };
  }
  return { kind: 'program' };
}

/** `bundle exec COMMAND`, `rbenv exec COMMAND`: what a version manager runs with its own path. */
export function managedExec(words: readonly TracedText[]): WrapperStep {
  return words[0]?.text === 'exec' ? commandStep(readOptions(words.slice(1), {}).rest) : { kind: 'program' };
}
