import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { FileVariable } from '../environment-file/environment-file.ts';
import { expandVariables } from '../systemd/variables.ts';
import { RED_HAT_KEYS, SUSE_KEYS } from './recognition.ts';
import { optionValue } from './red-hat.ts';

/** The command line that a distribution's unit makes of the variables of one file. */
export interface SysconfigCommand {
  readonly program: TracedText;
  readonly argv: readonly TracedText[];
  /** The value that holds the options, which a fix would change. */
  readonly at: Location;
}

/** Names of variables that may say where memcached listens, for a unit that is not one of the known ones. */
const LISTENS = /BIND|LISTEN|ADDR|^IP|INTERFACE|HOST|UDP|SOCKET/i;

/** The command line that the known units make of the variables; none where they are those of no known unit. */
export function sysconfigCommand(variables: readonly FileVariable[]): SysconfigCommand | undefined {
  const last = new Map(variables.map((variable) => [variable.name, variable]));
  const suse = SUSE_KEYS.some((key) => last.has(key)) ? suseCommand(last) : undefined;
  const redHat = RED_HAT_KEYS.some((key) => last.has(key)) ? redHatCommand(last) : undefined;
  const command = suse ?? redHat;
  return command && withOthers(command, variables);
}

/** What further variables may add, where no unit says what becomes of them. */
function withOthers(command: SysconfigCommand, variables: readonly FileVariable[]): SysconfigCommand {
  const others = variables.filter(
    ({ name, value }) =>
      LISTENS.test(name) && value.length > 0 && !RED_HAT_KEYS.includes(name) && !SUSE_KEYS.includes(name),
  );
  const words = others.map(({ name, at }) =>
    TracedText.unknown(name, `no unit in this repository says what becomes of ${name}`, at, true),
  );
  return words.length === 0 ? command : { ...command, argv: [...command.argv, ...words] };
}

type Variables = ReadonlyMap<string, FileVariable>;

/** `-p ${PORT} -u ${USER} -m ${CACHESIZE} -c ${MAXCONN} $OPTIONS`; Red Hat 7 only differs in `$` and order. */
function redHatCommand(last: Variables): SysconfigCommand | undefined {
  const anchor = last.get('OPTIONS') ?? [...last.values()].at(-1);
  if (!anchor) return undefined;
  const option = (letter: string, name: string) => [
    TracedText.decoded(letter, (last.get(name) ?? anchor).at),
    optionValue(name, last.get(name), anchor),
  ];
  const argv = [
    ...option('-p', 'PORT'),
    ...option('-u', 'USER'),
    ...option('-m', 'CACHESIZE'),
    ...option('-c', 'MAXCONN'),
    ...wordsOf('OPTIONS', last, anchor),
  ];
  return { program: TracedText.decoded('/usr/bin/memcached', anchor.at), argv, at: anchor.at };
}

/**
 * `-u $MEMCACHED_USER $MEMCACHED_PARAMS`. Without a user `-u` takes the first parameter for one, and memcached
 * refuses to start as a user that does not exist; so the user is then somewhere else.
 */
function suseCommand(last: Variables): SysconfigCommand | undefined {
  const anchor = last.get('MEMCACHED_PARAMS') ?? last.get('MEMCACHED_USER');
  if (!anchor) return undefined;
  const { at, value } = last.get('MEMCACHED_USER') ?? anchor;
  const isSet = last.has('MEMCACHED_USER') && value.text.trim() !== '';
  const argv = [
    TracedText.decoded('-u', at),
    ...(isSet
      ? wordsOf('MEMCACHED_USER', last, anchor)
      : [TracedText.unknown('MEMCACHED_USER', 'MEMCACHED_USER is not set here', at)]),
    ...wordsOf('MEMCACHED_PARAMS', last, anchor),
  ];
  return { program: TracedText.decoded('/usr/bin/memcached', anchor.at), argv, at: anchor.at };
}

/** The words that systemd makes of `$NAME`. */
function wordsOf(name: string, last: Variables, anchor: FileVariable): readonly TracedText[] {
  const value = last.get(name)?.value;
  const words = expandVariables([TracedText.decoded(`$${name}`, anchor.at)], (asked) =>
    asked === name ? value : undefined,
  );
  return words.filter((word, i) => !(isUnknown(word) && REDIRECTION.test(words[i - 1]?.text ?? '')));
}

/**
 * `>> LOG 2>&1` reaches memcached as operands, which it ignores. Those who write it mean a file, so that even
 * a name that is not known is no option.
 */
const REDIRECTION = /^(?:\d?|&)>>?$/;

function isUnknown({ runs }: TracedText): boolean {
  return runs.length === 1 && runs[0]?.kind === 'unknown';
}
