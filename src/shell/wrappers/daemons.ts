import type { TracedText } from '../../text/traced-text.ts';
import { hasOption, optionValue, permutedOptions, readOptions } from './options.ts';
import { joinWords } from './shells.ts';
import { commandStep, NOTHING, type WrapperStep } from './step.ts';

/** `start-stop-daemon --start --exec PROGRAM -- ARGUMENTS` (Debian, OpenRC); other actions start nothing. */
export function startStopDaemon(words: readonly TracedText[]): WrapperStep {
  const read = permutedOptions(words, {
    short: 'pxnsugcdrkREaeNPIOw12345',
    long: [
      ...['pid', 'ppid', 'pidfile', 'exec', 'startas', 'name', 'user', 'group', 'chuid', 'chdir', 'chroot'],
      ...['signal', 'retry', 'nicelevel', 'procsched', 'iosched', 'umask', 'env', 'stdout', 'stderr', 'wait'],
      ...['output', 'notify-timeout', 'stdout-logger', 'stderr-logger', 'capabilities', 'scheduler'],
      ...['ionice', 'oom-score-adj', 'secbits', 'scheduler-priority', 'notify'],
    ],
  });
  if (hasOption(read, 'K', 'stop', 'T', 'status', 't', 'test', 'H', 'help', 'V', 'version')) return NOTHING;
  const program = optionValue(read, 'a', 'startas') ?? optionValue(read, 'x', 'exec');
  return commandStep(program === undefined ? read.rest : [program, ...read.rest]);
}

/** `supervise-daemon NAME --start PROGRAM -- ARGUMENTS` (OpenRC). */
export function superviseDaemon(words: readonly TracedText[]): WrapperStep {
  const read = permutedOptions(words, {
    short: 'aDdeghIkmNpRruG12345',
    long: [
      ...[
        'healthcheck-delay',
        'healthcheck-timer',
        'respawn-delay',
        'respawn-delay-step',
        'respawn-delay-cap',
      ],
      ...[
        'respawn-max',
        'respawn-period',
        'chdir',
        'env',
        'group',
        'ionice',
        'umask',
        'nicelevel',
        'pidfile',
      ],
      ...['retry', 'chroot', 'user', 'stdout', 'stderr', 'stdout-logger', 'stderr-logger', 'capabilities'],
      ...['oom-score-adj', 'secbits', 'notify', 'name'],
    ],
  });
  const program = optionValue(read, 'S', 'start');
  if (hasOption(read, 'K', 'stop', 's', 'signal')) return NOTHING;
  // The program is the first word behind `--start`; the service's name stands before it.
  const rest = program === undefined ? read.rest.slice(1) : read.rest;
  return commandStep(program === undefined ? rest : [program, ...rest]);
}

/** Options of Red Hat's function, which is a shell's, not a program's. */
const OF_RED_HAT = new Set(['check', 'user', 'pidfile', 'force']);

/**
 * Three commands have this name: the function of Red Hat's `/etc/init.d/functions`, which gives its words to bash
 * once more (`daemon --user=U "memcached $OPTIONS"`), libslack's daemon(1) and FreeBSD's daemon(8). Where they
 * differ about a letter, `-p` takes a file as in FreeBSD.
 */
export function daemon(words: readonly TracedText[]): WrapperStep {
  const read = readOptions(
    words.filter((word, index) => index > 3 || !/^[+-]\d+$/.test(word.text)),
    {
      short: 'nupPotRmsTlFDeaAMLbOECX',
      long: [
        ...[
          'name',
          'user',
          'check',
          'pidfile',
          'pidfiles',
          'chroot',
          'chdir',
          'umask',
          'env',
          'attempts',
          'delay',
        ],
        ...[
          'limit',
          'errlog',
          'dbglog',
          'output',
          'stdout',
          'stderr',
          'acceptable',
          'command',
          'idiot',
          'signal',
        ],
        ...['config'],
      ],
    },
  );
  if (hasOption(read, 'stop', 'running', 'list', 'signal')) return NOTHING;
  const script = optionValue(read, 'X', 'command');
  if (script !== undefined) return { kind: 'script', script, dialect: 'sh', operands: [] };
  const isFunction = !read.dashes && read.options.every(({ name }) => OF_RED_HAT.has(name));
  const isScript = read.rest.some((word) => word.isKnown && /[\s"'\\$`;&|<>()]/.test(word.text));
  if (!isFunction || !isScript) return commandStep(read.rest);
  return { kind: 'script', script: joinWords(read.rest), dialect: 'bash', operands: [] };
}
