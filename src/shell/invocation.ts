import type { Location } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';

/** One program that a command line or script would really start, wrappers such as `sudo` and `sh -c` taken away. */
export interface Invocation {
  /** Base name without directory, version suffix and `.exe`: `memcached`, `docker`, `podman`, `nerdctl`. */
  readonly name: string;
  /** The program word as called: `/usr/bin/memcached`. */
  readonly program: TracedText;
  /** The words after the program. A word whose text `splits` may be any number of words. */
  readonly argv: readonly TracedText[];
  /** The simple command that starts it. */
  readonly at: Location;
  /** It stands in a branch, a function or behind `&&`, so it may happen or not. */
  readonly conditional: boolean;
  /** A wrapper gives it a network namespace of its own (`unshare -n`, `ip netns exec`). */
  readonly ownNetwork: boolean;
  readonly posixlyCorrect: boolean;
  /** What stands in its standard input (a here-document, the output of `cat`); absent where nobody can say. */
  readonly input?: TracedText;
}

/** What is known of a variable: its text (perhaps with unknown parts), surely unset, or nothing. */
export type VariableValue = TracedText | 'unset' | 'unknown';

/** The variables that a command sees. */
export interface Environment {
  lookup(name: string): VariableValue;
}
