import type { TracedText } from '../../text/traced-text.ts';

export type ShellDialect = 'sh' | 'bash';

/** What a wrapper does to the environment before it starts its command. */
export interface EnvironmentChange {
  /** All variables are dropped first (`env -i`). */
  readonly clear?: boolean;
  readonly unset?: readonly string[];
  readonly set?: readonly (readonly [string, TracedText])[];
}

/** How xargs makes command lines of its input. */
export interface XargsOptions {
  /** `-I{}`: one command a line, with this text replaced. */
  readonly replace?: string;
  /** `-n`: words a command. */
  readonly words?: number;
  /** `-L`: lines a command. */
  readonly lines?: number;
  /** `-0` or `-d`: the only separator; no quotes. */
  readonly delimiter?: string;
  /** `-r`: nothing is run without input. */
  readonly skipEmpty: boolean;
  /** `-a FILE` in place of the standard input. */
  readonly file?: TracedText;
}

/** What one wrapper would start. */
export type WrapperStep =
  /** Not a wrapper: this is the program. */
  | { readonly kind: 'program' }
  /** A wrapper that starts nothing (`sudo -v`, `env` alone, `start-stop-daemon --stop`). */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'command';
      readonly words: readonly TracedText[];
      readonly environment?: EnvironmentChange;
      readonly ownNetwork?: boolean;
      readonly xargs?: XargsOptions;
    }
  /** A shell reads this text (`sh -c`, `su -c`). */
  | {
      readonly kind: 'script';
      readonly script: TracedText;
      readonly dialect: ShellDialect;
      /** `$0` and the positional parameters. */
      readonly operands: readonly TracedText[];
      /** Text that is read first (`sh -c` in Compose's array form needs none). */
      readonly ownNetwork?: boolean;
    }
  /** A shell reads its standard input (`sh`, `sh -s a b`). */
  | { readonly kind: 'stdin'; readonly dialect: ShellDialect; readonly operands: readonly TracedText[] }
  /** A shell reads a file (`sh start.sh a b`). */
  | {
      readonly kind: 'file';
      readonly path: TracedText;
      readonly dialect: ShellDialect;
      readonly operands: readonly TracedText[];
    };

/** What starts nothing. */
export const NOTHING: WrapperStep = { kind: 'nothing' };

/** These words as a command; nothing where there are none. */
export function commandStep(words: readonly TracedText[]): WrapperStep {
  return words.length === 0 ? NOTHING : { kind: 'command', words };
}
