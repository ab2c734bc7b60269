import type { TracedText } from '../../text/traced-text.ts';
import { hasOption, optionValue, readOptions } from './options.ts';
import type { WrapperStep } from './step.ts';

const NOTHING: WrapperStep = { kind: 'nothing' };

/** `su` and `runuser`: `-c` gives a script; `runuser -u USER -- COMMAND` needs no shell. */
export function switchUser(words: readonly TracedText[], runuser: boolean): WrapperStep {
  const syntax = {
    short: 'cgGsuTw',
    long: ['command', 'session-command', 'group', 'supp-group', 'shell', 'user', 'whitelist-environment'],
  };
  if (runuser) {
    const read = readOptions(words, syntax);
    if (hasOption(read, 'u', 'user')) return commandStep(read.rest);
  }
  const { options, operands } = permuted(words, syntax);
  const script = options.findLast((option) =>
    ['c', 'command', 'session-command'].includes(option.name),
  )?.value;
  if (script === undefined) return su(operands);
  const user = operands.findIndex((word) => word.text !== '-');
  return { kind: 'script', script, dialect: 'sh', operands: user < 0 ? [] : operands.slice(user + 1) };
}

/** `su USER` without a command is a shell that reads its standard input. */
function su(operands: readonly TracedText[]): WrapperStep {
  const user = operands.findIndex((word) => word.text !== '-');
  const rest = user < 0 ? [] : operands.slice(user + 1);
  return { kind: 'stdin', dialect: 'sh', operands: rest };
}

/** Options may also follow operands (`su memcache -c 'cmd'`). */
function permuted(words: readonly TracedText[], syntax: Parameters<typeof readOptions>[1]) {
  const options: { readonly name: string; readonly value?: TracedText }[] = [];
  const operands: TracedText[] = [];
  let rest = words;
  while (rest.length > 0) {
    const read = readOptions(rest, syntax);
    options.push(...read.options);
    if (read.dashes) {
      operands.push(...read.rest);
      break;
    }
    const [first] = read.rest;
    if (first !== undefined) operands.push(first);
    rest = read.rest.slice(1);
  }
  return { options, operands };
}

/** `start-stop-daemon --start --exec PROGRAM -- ARGUMENTS` (Debian, OpenRC); other actions start nothing. */
export function startStopDaemon(words: readonly TracedText[]): WrapperStep {
  const { options, operands } = permuted(words, {
    short: 'pxnsugcdrkREaeKNPIw1235'.replace('K', ''),
    long: [
      ...['pid', 'ppid', 'pidfile', 'exec', 'startas', 'name', 'user', 'group', 'chuid', 'chdir', 'chroot'],
      ...['signal', 'retry', 'nicelevel', 'procsched', 'iosched', 'umask', 'env', 'stdout', 'stderr', 'wait'],
      ...['output', 'notify-timeout', 'stdout-logger', 'stderr-logger', 'capabilities', 'scheduler'],
    ],
  });
  const read = { options, rest: operands, dashes: false };
  if (hasOption(read, 'K', 'stop', 'T', 'status', 't', 'test', 'H', 'help', 'V', 'version')) return NOTHING;
  const program = optionValue(read, 'a', 'startas') ?? optionValue(read, 'x', 'exec');
  return commandStep(program === undefined ? operands : [program, ...operands]);
}

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

function commandStep(words: readonly TracedText[]): WrapperStep {
  return words.length === 0 ? NOTHING : { kind: 'command', words };
}
