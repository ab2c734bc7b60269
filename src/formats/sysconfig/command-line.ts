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

/** `undefined` where the variables are those of no known unit. */
export function sysconfigCommand(variables: readonly FileVariable[]): SysconfigCommand | undefined {
  const last = new Map(variables.map((variable) => [variable.name, variable]));
  if (SUSE_KEYS.some((key) => last.has(key))) return suseCommand(last);
  return RED_HAT_KEYS.some((key) => last.has(key)) ? redHatCommand(last) : undefined;
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

/** `-u $MEMCACHED_USER $MEMCACHED_PARAMS`. */
function suseCommand(last: Variables): SysconfigCommand | undefined {
  const anchor = last.get('MEMCACHED_PARAMS') ?? last.get('MEMCACHED_USER');
  if (!anchor) return undefined;
  const user = last.get('MEMCACHED_USER') ?? anchor;
  const argv = [
    TracedText.decoded('-u', user.at),
    ...wordsOf('MEMCACHED_USER', last, anchor),
    ...wordsOf('MEMCACHED_PARAMS', last, anchor),
  ];
  return { program: TracedText.decoded('/usr/bin/memcached', anchor.at), argv, at: anchor.at };
}

/** The words that systemd makes of `$NAME`. */
function wordsOf(name: string, last: Variables, anchor: FileVariable): readonly TracedText[] {
  const value = last.get(name)?.value;
  return expandVariables([TracedText.decoded(`$${name}`, anchor.at)], (asked) =>
    asked === name ? value : undefined,
  );
}
