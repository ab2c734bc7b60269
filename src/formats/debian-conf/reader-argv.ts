import type { Environment, Invocation } from '../../shell/invocation.ts';
import { invocationsIn, type ReadOptions } from '../../shell/invocations.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { readerCommand } from './command.ts';
import type { Reader } from './conf-lines.ts';
import { perlExec } from './perl-exec.ts';

/** What is known of the machine on which a reader runs; it only matters where Perl needs a shell. */
export interface ReaderMachine extends Pick<ReadOptions, 'files' | 'list'> {
  readonly environment: Environment;
}

/** What a script would start from a conf. */
export type ReaderResult =
  | { readonly kind: 'started'; readonly invocations: readonly Invocation[] }
  /** No memcached starts. */
  | { readonly kind: 'refused'; readonly at: Location; readonly because: string };

/**
 * The memcached processes that a reader of Debian starts from the text of a conf.
 *
 * @param place stands for words that the script adds, such as `-u root` where the conf has no parameter.
 */
export function readerArgv(
  text: TracedText,
  reader: Reader,
  place: Location,
  machine: ReaderMachine,
): ReaderResult {
  const made = readerCommand(text, reader, place);
  if (made.kind === 'refused') return made;
  const exec = perlExec(made.command);
  if (exec.kind === 'too-long') {
    return { kind: 'refused', at: place, because: 'its command line is longer than the system allows' };
  }
  if (exec.kind === 'shell') return throughShell(exec.script, exec.because.locate() ?? place, machine);
  const [program = made.command, ...argv] = exec.words;
  const plain = { conditional: false, ownNetwork: false, posixlyCorrect: false };
  return { kind: 'started', invocations: [{ name: 'memcached', program, argv, at: place, ...plain }] };
}

/** `sh -c SCRIPT`: no arguments, and `$0` is `sh`. */
function throughShell(script: TracedText, special: Location, machine: ReaderMachine): ReaderResult {
  const { environment, ...files } = machine;
  const invocations = invocationsIn(script, environment, {
    ...files,
    dialect: 'sh',
    positional: [],
    fresh: true,
    zero: TracedText.decoded('sh', special),
  }).filter((invocation) => invocation.name === 'memcached');
  if (invocations.length > 0) return { kind: 'started', invocations };
  const because =
    'from this character on a shell reads its command line, and refuses it or starts something else';
  return { kind: 'refused', at: special, because };
}
