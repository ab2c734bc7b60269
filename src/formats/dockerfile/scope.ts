import type { TracedText } from '../../text/traced-text.ts';

/** What a name means while an instruction is expanded. */
interface BuildVariable {
  /** Its value; absent where it is not set. */
  readonly value?: TracedText;
  /**
   * Stands in for the value of a name that is not set in the file, but may be set from outside (`ARG TAG`
   * without a default, the environment of a base image). `${TAG:-1.6}` still takes its default.
   */
  readonly open?: TracedText;
}

/** The variables that an instruction sees. */
export type Scope = (name: string) => BuildVariable;
