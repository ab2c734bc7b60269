import type { TracedText } from '../../text/traced-text.ts';
import type { Environment } from '../invocation.ts';
import type { ShellDialect } from '../wrappers/step.ts';
import type { Code } from './code.ts';
import type { FunctionBody } from './nodes.ts';
import { SharedMap } from './shared-map.ts';
import type { Variable } from './variable.ts';

export interface ShellFunction {
  readonly body: FunctionBody;
  /** The text that the body's offsets index. */
  readonly code: Code;
}

/** An exit status: known, `success` where an outside command is presumed to succeed, or unknown. */
export type Status = number | 'success' | 'unknown';

/** Why the commands that follow do not run. */
export type Flow =
  | { readonly kind: 'exit' }
  | { readonly kind: 'return' }
  /** Only the command at hand does not run (`failglob`). */
  | { readonly kind: 'skip' }
  | { readonly kind: 'break' | 'continue'; readonly levels: number };

/** What is left of the standard input: text and how far it is read; `unknown` where nobody can say. */
export type Input = { readonly text: TracedText; readonly from: number } | 'unknown' | 'empty';

/** Captured output, newest piece first. `undefined` output goes to the terminal. */
export interface Output {
  readonly piece: TracedText;
  readonly before: Output | undefined;
}

export interface ShellOptions {
  readonly errexit: boolean;
  readonly nounset: boolean;
  readonly noexec: boolean;
  readonly noglob: boolean;
  readonly nullglob: boolean;
  readonly failglob: boolean;
  readonly aliases: boolean;
  readonly allexport: boolean;
}

const DEFAULT_OPTIONS: ShellOptions = {
  errexit: false,
  nounset: false,
  noexec: false,
  noglob: false,
  nullglob: false,
  failglob: false,
  aliases: false,
  allexport: false,
};

/** One state that a shell may be in. Forked where a test cannot be decided. */
export class State {
  dialect: ShellDialect;
  base: Environment;
  variables: SharedMap<Variable> = new SharedMap();
  functions: SharedMap<ShellFunction> = new SharedMap();
  aliases: SharedMap<TracedText> = new SharedMap();
  /** Files written so far, by path; `unknown` content where an outside program wrote it. */
  files: SharedMap<TracedText | 'unknown'> = new SharedMap();
  /** Paths that are links to, or copies of, a program. */
  links: SharedMap<string> = new SharedMap();
  /** How often each invocation happened on the way here. */
  counts: SharedMap<number> = new SharedMap();
  positional: readonly TracedText[] = [];
  zero: TracedText | undefined;
  options: ShellOptions = DEFAULT_OPTIONS;
  status: Status = 0;
  flow: Flow | undefined;
  /** Directory relative to where the script started; `undefined` where unknown. */
  directory: string | undefined = '';
  input: Input = 'unknown';
  output: Output | undefined;
  captured = false;
  /** Variables to restore when the function returns; one map for each running function. */
  scopes: readonly Map<string, Variable | undefined>[] = [];
  exitTrap: TracedText | undefined;
  /** Whether `$!` may have a value: this shell, or whoever sources this text, put something into the background. */
  hasBackground = true;
  /** `$-`; `undefined` where unknown. */
  flags: string | undefined;
  /** The open file descriptors; `undefined` where unknown. */
  descriptors: ReadonlySet<number> | undefined;

  constructor(dialect: ShellDialect, base: Environment) {
    this.dialect = dialect;
    this.base = base;
  }

  clone(): State {
    const copy = new State(this.dialect, this.base);
    copy.variables = this.variables.clone();
    copy.functions = this.functions.clone();
    copy.aliases = this.aliases.clone();
    copy.files = this.files.clone();
    copy.links = this.links.clone();
    copy.counts = this.counts.clone();
    copy.positional = this.positional;
    copy.zero = this.zero;
    copy.options = this.options;
    copy.status = this.status;
    copy.flow = this.flow;
    copy.directory = this.directory;
    copy.input = this.input;
    copy.output = this.output;
    copy.captured = this.captured;
    copy.scopes = this.scopes.map((scope) => new Map(scope));
    copy.exitTrap = this.exitTrap;
    copy.hasBackground = this.hasBackground;
    copy.flags = this.flags;
    copy.descriptors = this.descriptors;
    return copy;
  }
}
