import type { OptionSyntax } from './options.ts';

/**
 * A wrapper of the plain kind: its own options, a fixed number of operands, `NAME=value` words where it
 * takes them, then the command. Options with values are those of its man page.
 */
export interface PlainWrapper extends OptionSyntax {
  /** Operands before the command: `timeout 5 cmd`, `gosu user cmd`. */
  readonly operands?: number;
  /** `NAME=value` words before the command are its environment. */
  readonly assignments?: boolean;
  /** With one of these options nothing is started, or only something that already runs is changed. */
  readonly inert?: readonly string[];
  /** With one of these options the command has a network namespace of its own. */
  readonly ownNetwork?: readonly string[];
  /** The same by what these options say, the last one that speaks of it deciding. */
  readonly ownNetworkSetting?: {
    readonly options: readonly string[];
    readonly yes: RegExp;
    readonly no: RegExp;
  };
  /** An option whose value is a script for `sh -c`. */
  readonly script?: readonly string[];
}
