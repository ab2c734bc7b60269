import type { Environment } from '../shell/invocation.ts';
import { TracedText, UNKNOWN_MARK } from '../text/traced-text.ts';
import type { ImageConfig } from './image.ts';

/** Variables whose value becomes the value of an option, in the order of bitnami's `run.sh`. */
const OPTION_OF: readonly (readonly [string, string])[] = [
  ['MEMCACHED_CACHE_SIZE', '-m'],
  ['MEMCACHED_MAX_CONNECTIONS', '-c'],
  ['MEMCACHED_THREADS', '-t'],
  ['MEMCACHED_MAX_ITEM_SIZE', '-I'],
];

/**
 * The command line that bitnami's entrypoint runs: with `run.sh` it comes from `MEMCACHED_*` variables
 * (bitnami/containers, bitnami/memcached/…/rootfs), any other command is executed as it stands.
 */
export function bitnamiCommandLine(
  image: ImageConfig,
  process: readonly TracedText[],
  environment: Environment,
): readonly TracedText[] {
  const isEntrypoint = /^\/(?:(?:app-)?|opt\/bitnami\/scripts\/memcached\/)entrypoint\.sh$/.test(
    process[0]?.known ?? '',
  );
  const words = isEntrypoint ? process.slice(1) : process;
  const runsScript = /^\/(?:opt\/bitnami\/scripts\/memcached\/)?run\.sh$/.test(words[0]?.known ?? '');
  return runsScript ? [...fromVariables(image, environment), ...words.slice(1)] : words;
}

function fromVariables(image: ImageConfig, environment: Environment): TracedText[] {
  const implied = (text: string) => TracedText.decoded(text, image.at);
  const value = (name: string) => variable(image, environment, name);
  const argv = ['memcached', '-u', 'memcached', '-p'].map(implied);
  argv.push(value('MEMCACHED_PORT_NUMBER') ?? implied('11211'), implied('-v'));
  argv.push(...option(image, '-l', value('MEMCACHED_LISTEN_ADDRESS')));
  if (value('MEMCACHED_PASSWORD') !== undefined) argv.push(implied('-S'));
  for (const [name, letter] of OPTION_OF) argv.push(...option(image, letter, value(name)));
  const extra = value('MEMCACHED_EXTRA_FLAGS');
  if (extra !== undefined) argv.push(...firstLineWords(extra));
  return argv;
}

/** A value that cannot be known may be empty, and then the option is not there at all. */
function option(image: ImageConfig, letter: string, value: TracedText | undefined): readonly TracedText[] {
  if (value === undefined) return [];
  const mayBeEmpty = value.runs.every((run) => run.kind === 'unknown');
  return mayBeEmpty ? [value.withSplits(true)] : [TracedText.decoded(letter, image.at), value];
}

/** A non-empty variable; `NAME_FILE` names a file that holds it. */
function variable(image: ImageConfig, environment: Environment, name: string): TracedText | undefined {
  for (const spelling of [`${name}_FILE`, name]) {
    const value = environment.lookup(spelling);
    if (value === 'unset' || (value instanceof TracedText && value.text === '')) continue;
    if (value === 'unknown') {
      if (spelling === name) return TracedText.unknown(name, `${name} may be set elsewhere`, image.at);
      continue;
    }
    if (spelling === name) return value;
    const at = value.locate() ?? image.at;
    return TracedText.unknown(name, `${spelling} names a file outside this repository`, at);
  }
  return undefined;
}

/** `read -r -a`: the first line, cut at blanks; quotes mean nothing. */
function firstLineWords(value: TracedText): TracedText[] {
  const words: TracedText[] = [];
  const line = /^[^\n]*/.exec(value.text)?.[0] ?? '';
  for (const match of line.matchAll(/[^ \t]+/g)) {
    const word = value.slice(match.index, match.index + match[0].length);
    words.push(match[0].includes(UNKNOWN_MARK) ? word.withSplits(true) : word);
  }
  return words;
}
