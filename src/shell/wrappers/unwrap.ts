import type { TracedText } from '../../text/traced-text.ts';
import { programName } from '../program-name.ts';
import { daemon, startStopDaemon, superviseDaemon } from './daemons.ts';
import { envStep, takeAssignments } from './environment-words.ts';
import { hasOption, optionValue, type ReadOptions, readOptions } from './options.ts';
import type { PlainWrapper } from './plain-wrapper.ts';
import { shellDialect, shellStep } from './shells.ts';
import {
  at,
  capsh,
  find,
  gdb,
  ipCommand,
  launchctl,
  managedExec,
  runcon,
  screen,
  setarch,
  socat,
  tmux,
  xargs,
} from './special.ts';
import type { WrapperStep } from './step.ts';
import { PLAIN_WRAPPERS } from './table.ts';
import { runuser, sg, su } from './users.ts';

type Special = (words: readonly TracedText[]) => WrapperStep;

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['env', envStep],
  ['su', su],
  ['runuser', runuser],
  ['sg', sg],
  ['start-stop-daemon', startStopDaemon],
  ['supervise-daemon', superviseDaemon],
  ['daemon', daemon],
  ['capsh', capsh],
  ['setarch', setarch],
  ['runcon', runcon],
  ['at', at],
  ['batch', at],
  ['launchctl', launchctl],
  ['bundle', managedExec],
  ['rbenv', managedExec],
  ['mise', managedExec],
  ['socat', socat],
  ['ip', ipCommand],
  ['screen', screen],
  ['tmux', tmux],
  ['gdb', gdb],
  ['find', find],
  ['xargs', xargs],
  ['busybox', (words) => ({ kind: 'command', words })],
  ['toybox', (words) => ({ kind: 'command', words })],
]);

/** What the first word of an argv, if it is a wrapper, would start. One wrapper at a time. */
export function unwrap(words: readonly TracedText[]): WrapperStep {
  const [program, ...rest] = words;
  if (program === undefined) return { kind: 'nothing' };
  const name = programName(program);
  if (name === undefined) return unknownLauncher(program, rest);
  const dialect = shellDialect(name);
  if (dialect !== undefined) return shellStep(dialect, rest);
  const special = SPECIAL.get(name);
  if (special !== undefined) return special(rest);
  const plain = PLAIN_WRAPPERS.get(name);
  return plain === undefined ? { kind: 'program' } : plainStep(plain, rest);
}

function plainStep(wrapper: PlainWrapper, words: readonly TracedText[]): WrapperStep {
  const read = readOptions(words, wrapper);
  if (wrapper.inert !== undefined && hasOption(read, ...wrapper.inert)) return { kind: 'nothing' };
  const { set, rest } =
    wrapper.assignments === true ? takeAssignments(read.rest) : { set: [], rest: read.rest };
  const command = rest.slice(wrapper.operands ?? 0);
  const script = scriptOf(wrapper, read, command);
  if (script !== undefined) return { kind: 'script', script, dialect: 'sh', operands: [] };
  if (command.length === 0) return { kind: 'nothing' };
  return { kind: 'command', words: command, environment: { set }, ownNetwork: givesNetwork(wrapper, read) };
}

function givesNetwork({ ownNetwork, ownNetworkSetting: setting }: PlainWrapper, read: ReadOptions): boolean {
  if (ownNetwork !== undefined && hasOption(read, ...ownNetwork)) return true;
  if (setting === undefined) return false;
  const { options, yes, no } = setting;
  const last = read.options.findLast(
    ({ name, value }) => value && options.includes(name) && (yes.test(value.text) || no.test(value.text)),
  );
  return last?.value !== undefined && yes.test(last.value.text);
}

/** `flock FILE -c SCRIPT`: the option may also follow the operand. */
function scriptOf(
  wrapper: PlainWrapper,
  read: ReturnType<typeof readOptions>,
  command: readonly TracedText[],
): TracedText | undefined {
  if (wrapper.script === undefined) return undefined;
  return optionValue(read, ...wrapper.script) ?? (command[0]?.text === '-c' ? command[1] : undefined);
}

/**
 * `$SUDO memcached …`: a variable whose name says that it holds a wrapper or nothing is passed over, so
 * that the command behind it is seen. Any other unknown program stays unknown.
 */
function unknownLauncher(program: TracedText, rest: readonly TracedText[]): WrapperStep {
  const [unknown] = program.unknowns;
  const whole = program.text.length === 1 && unknown?.splits === true;
  if (
    !whole ||
    rest.length === 0 ||
    !/^(\w*_)?(sudo|doas|as_?root|nice|ionice|nohup|exec|numactl|taskset|prefix|launcher|wrapper)$/i.test(
      unknown.name,
    )
  )
    return { kind: 'program' };
  return { kind: 'command', words: rest };
}
