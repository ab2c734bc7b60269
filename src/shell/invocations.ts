import { type Location, SourceFile } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { runTraps } from './interpreter/child.ts';
import { parseCode } from './interpreter/code.ts';
import { Interpreter } from './interpreter/interpreter.ts';
import type { Context, FileLookup, FileWrite } from './interpreter/machine.ts';
import { State } from './interpreter/state.ts';
import type { Environment, Invocation } from './invocation.ts';
import type { ShellDialect } from './wrappers/step.ts';

export type { FileLookup, FileWrite };

export interface ReadOptions {
  /** Programs to report, by base name; all where absent. */
  readonly interest?: (name: string) => boolean;
  /** Files that are sourced or run, by the path as the script gives it (relative to where it runs). */
  readonly files?: (path: string) => FileLookup;
  /** Names in a directory, for globs; `undefined` where unknown. `''` is where the script runs. */
  readonly list?: (directory: string) => readonly string[] | undefined;
}

export interface ScriptOptions extends ReadOptions {
  /** `sh` is dash, the `sh` of Debian; default `sh`. */
  readonly dialect?: ShellDialect;
  /** The script's arguments; unknown where absent. */
  readonly positional?: readonly TracedText[];
  /** The standard input is `/dev/null`; unknown otherwise. */
  readonly noInput?: boolean;
  /** `$0`; unknown where absent. */
  readonly zero?: TracedText;
  /**
   * The shell is started as `sh -c SCRIPT`, without other options and with no descriptors open but the standard
   * ones: `$-` and `$!` are empty then, and `>&9` fails. Unknown otherwise.
   */
  readonly fresh?: boolean;
}

/** What reading a script gives. */
export interface ScriptReading {
  readonly invocations: readonly Invocation[];
  /** Files that the script writes, with what is known of their text, in order. */
  readonly writes: readonly FileWrite[];
  /** It repeats or branches so much that parts of it were not followed. */
  readonly tooComplex: boolean;
  /** Where a syntax error ends the script; what is above it has run by then. */
  readonly brokenAt?: Location;
  /** The text that the syntax error keeps from being read. */
  readonly unread?: string;
}

/**
 * The programs that an argv really starts when it is executed without a shell: wrappers are taken away
 * with their own options, `sh -c` is followed into its script.
 */
export function invocationsOf(
  words: readonly TracedText[],
  environment: Environment,
  options: ReadOptions = {},
): readonly Invocation[] {
  const machine = machineFor(options);
  const state = new State('sh', environment);
  const at = placeOf(words);
  machine.external(words, state, { ...CONTEXT, code: parseCode(TracedText.empty, 'sh').code, at });
  return machine.invocations;
}

/** The programs that a shell script starts, in order. */
export function invocationsIn(
  script: TracedText,
  environment: Environment,
  options: ScriptOptions = {},
): readonly Invocation[] {
  return readScript(script, environment, options).invocations;
}

/** As `invocationsIn`, with the files that the script writes. */
export function readScript(
  script: TracedText,
  environment: Environment,
  options: ScriptOptions = {},
): ScriptReading {
  const machine = machineFor(options);
  const dialect = options.dialect ?? 'sh';
  const state = new State(dialect, environment);
  state.zero = options.zero;
  if (options.noInput === true) state.input = 'empty';
  if (options.fresh === true) {
    state.hasBackground = false;
    state.flags = dialect === 'sh' ? '' : undefined;
    state.descriptors = new Set([0, 1, 2]);
  }
  state.positional = options.positional ?? unknownArguments(script);
  const parsed = parseCode(readable(script, dialect), dialect);
  const context: Context = { ...CONTEXT, code: parsed.code, at: undefined };
  runTraps(machine.statements(parsed.statements, [state], context), machine, context);
  const { invocations, writes, exhausted: tooComplex, refusedAt } = machine;
  if (refusedAt !== undefined) {
    const unread = refusedAt.file.text.slice(refusedAt.start);
    return { invocations, writes, tooComplex, brokenAt: refusedAt, unread };
  }
  const { brokenAt, statements } = parsed;
  const at = brokenAt === undefined ? undefined : parsed.code.locate(brokenAt, brokenAt + 1);
  if (at === undefined) return { invocations, writes, tooComplex };
  return {
    invocations,
    writes,
    tooComplex,
    brokenAt: at,
    unread: script.text.slice(statements.at(-1)?.end ?? 0),
  };
}

/** A file that ends within an escape ends before it, to bash only; to dash the backslash is a character. */
function readable(script: TracedText, dialect: ShellDialect): TracedText {
  const isOpen = dialect === 'bash' && /(?<!\\)(?:\\\\)*\\$/.test(script.text.slice(-100));
  return isOpen ? script.slice(0, -1 + script.length) : script;
}

const CONTEXT = { conditional: false, tested: false, ownNetwork: false, depth: 0 } as const;

function machineFor(options: ReadOptions): Interpreter {
  return new Interpreter({
    interest: options.interest ?? (() => true),
    files: options.files ?? (() => undefined),
    list: options.list ?? (() => undefined),
  });
}

function unknownArguments(script: TracedText): readonly TracedText[] {
  const at = script.slice(0, 1).locate();
  return at === undefined
    ? []
    : [TracedText.unknown('$@', 'these are the arguments of the script', at, true)];
}

/** From the first word to the last, as far as they stand in one file. */
function placeOf(words: readonly TracedText[]): Location {
  const places = words.map((word) => word.locate()).filter((place) => place !== undefined);
  const [first] = places;
  if (first === undefined) return { file: new SourceFile('', ''), start: 0, end: 0 };
  const end = places.reduce(
    (last, place) => (place.file === first.file && place.end > last ? place.end : last),
    first.end,
  );
  return first.file.at(first.start, end);
}
