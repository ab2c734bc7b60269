import type { Word } from 'unbash';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { Invocation } from '../invocation.ts';
import type { ShellDialect } from '../wrappers/step.ts';
import type { Code } from './code.ts';
import type { Assignment, SingleCommand, Statement, WordPart } from './nodes.ts';
import type { State } from './state.ts';

/** Where a command stands; immutable, passed down. */
export interface Context {
  readonly code: Code;
  readonly conditional: boolean;
  /** The status is looked at (`if`, `&&`, `!`), so `set -e` does not end the shell. */
  readonly tested: boolean;
  readonly ownNetwork: boolean;
  /** How deep scripts, functions and substitutions are nested. */
  readonly depth: number;
  /** The simple command being run. */
  readonly at: Location | undefined;
}

/** Text that a script writes to a file. */
export interface FileWrite {
  /** As the script names it; relative to where it runs. */
  readonly path: string;
  readonly text: TracedText;
  readonly append: boolean;
  readonly at: Location;
  readonly conditional: boolean;
}

/** What stands at a path: its text, surely nothing, or nobody can say. */
export type FileLookup = SourceFile | TracedText | 'missing' | undefined;

export interface MachineOptions {
  readonly interest: (name: string) => boolean;
  readonly files: (path: string) => FileLookup;
  /** Names in a directory, for globs; `undefined` where unknown. */
  readonly list: (directory: string) => readonly string[] | undefined;
}

/** Text with its quoting: what expansion makes of a word before it is split into fields. */
export type Segment =
  | { readonly kind: 'text'; readonly text: TracedText; readonly quoted: boolean; readonly split: boolean }
  /** Between the elements of `"$@"`. */
  | { readonly kind: 'break' }
  /** Quotes, which keep a field that is otherwise empty. */
  | { readonly kind: 'quotes' };

/** Within what a part of a word stands, which decides what a backslash escapes and whether quotes are quotes. */
export type Quoting = 'none' | 'double' | 'here-document';

/** Collects segments while the parts of a word are expanded from left to right. */
export interface Collector {
  readonly segments: Segment[];
  assumed: boolean;
}

/** What an expansion says beside its words. */
export interface Expansion {
  readonly segments: readonly Segment[];
  /** A fallback stands in for a value that the caller may set. */
  readonly assumed: boolean;
}

/**
 * The interpreter as its parts see it; the parts call each other only through this, since shell commands,
 * expansions and builtins nest in one another without end.
 */
export interface Machine {
  readonly options: MachineOptions;
  /** Takes from the budget of steps; `false` once it is used up. */
  spend(steps?: number): boolean;
  readonly exhausted: boolean;
  /** Set once something ran that can make files, so that a file which was missing may be there by now. */
  filesMayAppear: boolean;
  /** The first command that dash gives up on with a syntax error when it gets there, though the grammar takes it. */
  refusedAt: Location | undefined;

  statements(list: readonly Statement[], states: readonly State[], context: Context): State[];
  command(node: SingleCommand, state: State, context: Context): State[];
  /** Runs an argv: functions, builtins, wrappers, programs. */
  argv(words: readonly TracedText[], state: State, context: Context): State[];
  /** As `argv`, but no function and no builtin: what `env`, `sudo` or `exec` start. */
  external(words: readonly TracedText[], state: State, context: Context): State[];
  /** Runs text as a script in this state (`eval`, `.`, a trap). */
  text(text: TracedText, state: State, context: Context): State[];
  /** Runs text as a shell of its own; the state gives what it inherits. */
  childShell(
    text: TracedText,
    operands: readonly TracedText[],
    dialect: ShellDialect,
    state: State,
    context: Context,
  ): void;
  /** Runs something in a copy of the state and gives what it prints; its effects on files stay. */
  capture(state: State, run: (copy: State) => readonly State[]): TracedText;
  /** The same without capturing: `( … )`, pipelines, `&`. */
  subshell(state: State, run: (copy: State) => readonly State[]): void;

  /** Expands the parts of a word that stands within an expansion (`${X:-WORD}`). */
  parts(parts: readonly WordPart[], quoting: Quoting, out: Collector, state: State, context: Context): void;
  segments(word: Word, state: State, context: Context): Expansion;
  /** Words after splitting and globbing. */
  fields(words: readonly Word[], state: State, context: Context): readonly TracedText[];
  /** One text, as in assignments and `case`. */
  single(
    word: Word,
    state: State,
    context: Context,
  ): { readonly text: TracedText; readonly assumed: boolean };
  assign(node: Assignment, state: State, context: Context): void;
  /** `: "SOURCE"` as code of which every character stands at one place. */
  quotedCode(source: string, at: Location): Code;

  invoke(invocation: Omit<Invocation, 'at'> & { readonly at: Location | undefined }, state: State): void;
  write(write: Omit<FileWrite, 'at'> & { readonly at: Location | undefined }, state: State): void;
}
