import type { ExposedPort } from '../../images/image.ts';
import type { Span } from '../../text/span.ts';
import { spellOut } from '../../text/spell-out.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { BuildOptions } from './build-options.ts';
import { exposedPort } from './expose.ts';
import { type GlobalArgs, givenArgument, openArgument } from './global-args.ts';
import { installedByScripts, installedVersion } from './installed-version.ts';
import type { Argument, Instruction, Statement } from './instruction.ts';
import { runScripts } from './run-scripts.ts';
import type { BuildError } from './scanner.ts';
import type { Scope } from './scope.ts';
import { isSignal } from './signals.ts';
import { isClosed, type StageState } from './stage-state.ts';
import { expandWord, expandWords, type LexOptions } from './word-lexer.ts';

/** What evaluation of a stage's instructions needs beside its state. */
export interface EvaluationContext {
  readonly escapeToken: string;
  readonly globals: GlobalArgs;
  readonly options: BuildOptions;
  /** A stage that was built before, by name or number. */
  readonly stageNamed: (name: string) => StageState | undefined;
  /** A file that the stage has from the repository so far, by path or by name on the PATH. */
  readonly scriptAt: (state: StageState, name: string) => TracedText | undefined;
}

/** Longest value that a variable keeps. */
const LONGEST_VALUE = 65_536;

/** Applies one instruction to a stage, as `dockerfile2llb`'s `dispatch` does. */
export function evaluate(
  state: StageState,
  instruction: Instruction,
  context: EvaluationContext,
): BuildError | undefined {
  return new Evaluation(state, instruction, context).apply();
}

/** Leaves the evaluation of one instruction; never leaves this file. */
class Refusal extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

class Evaluation {
  readonly #state: StageState;
  readonly #instruction: Instruction;
  readonly #context: EvaluationContext;
  readonly #lex: LexOptions;

  constructor(state: StageState, instruction: Instruction, context: EvaluationContext) {
    this.#state = state;
    this.#instruction = instruction;
    this.#context = context;
    this.#lex = { escapeToken: context.escapeToken, scope: this.#scope() };
  }

  apply(): BuildError | undefined {
    try {
      this.#dispatch(this.#instruction.statement);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { at: this.#instruction.line.place(error.span.start, error.span.end), because: error.message };
    }
  }

  #dispatch(statement: Statement): void {
    const state = this.#state;
    const { line } = this.#instruction;
    switch (statement.kind) {
      case 'arg':
        for (const name of statement.names) this.#argument(name);
        break;
      case 'env': {
        const pairs = statement.pairs.map(
          ({ key, value }) => [this.#expand(key).text, this.#expand(value)] as const,
        );
        for (const [name, value] of pairs) {
          state.env.set(name, value);
          state.variables.set(name, value);
        }
        break;
      }
      case 'cmd':
      case 'entrypoint':
        this.#command(statement);
        break;
      case 'shell':
        state.shell = statement.words;
        break;
      case 'expose':
        this.#expose(statement);
        break;
      case 'user':
        state.user = this.#expand(statement.value);
        break;
      case 'workdir':
        state.workdir = joinPath(state.workdir, this.#expand(statement.value).text);
        break;
      case 'stopsignal': {
        const signal = this.#expand(statement.value).known;
        if (signal !== undefined && !isSignal(signal))
          throw new Refusal(`${signal} is no signal`, statement.value);
        break;
      }
      case 'copy':
        this.#copy(statement);
        break;
      case 'run':
        this.#run(statement);
        break;
      case 'onbuild':
        state.onBuild.push(line.text.slice(statement.value.start));
        break;
      case 'other':
        for (const span of statement.expanded) this.#expand(span);
        break;
      case 'from':
        break;
    }
  }

  #scope(): Scope {
    const { variables, open, root, fromAt } = this.#state;
    const closed = isClosed(this.#state);
    return (name) => {
      const value = variables.get(name);
      if (value !== undefined) return { value };
      const outside = open.get(name);
      if (outside !== undefined) return { open: outside };
      if (closed) return {};
      return { open: TracedText.unknown(name, `only the image ${spellOut(root)} may set ${name}`, fromAt) };
    };
  }

  #expand(span: Span): TracedText {
    const result = expandWord(this.#instruction.line, span.start, span.end, this.#lex);
    if ('error' in result) throw new Refusal(result.error, span);
    if (result.length > LONGEST_VALUE) throw new Refusal('the value is too long', span);
    return result;
  }

  #argument({ key, value }: Of<'arg'>['names'][number]): void {
    const { line } = this.#instruction;
    const { variables, open } = this.#state;
    const { globals, options } = this.#context;
    const name = line.text.slice(key.start, key.end);
    const at = line.place(key.start, key.end);
    const given = givenArgument(name, options, at);
    const global = globals.scope(name);
    const result = given ?? (value === undefined ? global.value : this.#expand(value));
    if (result !== undefined) variables.set(name, result);
    else if (options.args === undefined) open.set(name, global.open ?? openArgument(name, at));
  }

  #command({ kind, words, value }: Of<'cmd' | 'entrypoint'>): void {
    const state = this.#state;
    const { line } = this.#instruction;
    const at = line.place(value.start, value.end);
    const shell = state.shell ?? ['/bin/sh', '-c'].map((word) => TracedText.decoded(word, at));
    const all = words ?? [...shell, line.traced(value.start, value.end)];
    if (kind === 'cmd') {
      state.cmd = all;
      state.cmdAt = at;
      state.cmdIsSet = true;
      return;
    }
    state.entrypoint = all.length === 0 ? null : all;
    state.entrypointAt = at;
    if (state.cmdIsSet) return;
    state.cmd = null;
    state.cmdAt = undefined;
  }

  #expose({ ports }: Of<'expose'>): void {
    const found: ExposedPort[] = [];
    for (const span of ports) {
      const words = expandWords(this.#instruction.line, span.start, span.end, this.#lex);
      if ('error' in words) throw new Refusal(words.error, span);
      for (const word of words) {
        if (!word.isKnown) continue;
        const port = exposedPort(word.text);
        if (typeof port === 'string') throw new Refusal(port, span);
        found.push(port);
      }
    }
    for (const port of found) this.#state.exposed.push(port);
  }

  #run({ value }: Of<'run'>): void {
    const state = this.#state;
    const { scriptAt } = this.#context;
    const { line } = this.#instruction;
    const installed =
      installedVersion(state, this.#instruction, value) ??
      installedByScripts(line.text.slice(value.start, value.end), state, (name) => scriptAt(state, name));
    if (installed !== undefined) state.installed = installed;
    for (const script of runScripts(this.#instruction, value)) {
      const name = /(?<![\w./-])memcached(?![\w./-])/.exec(script.text);
      if (installed !== undefined && name !== null && /\b(?:apt|apt-get|aptitude)\b/.test(script.text))
        state.debianPackage = script.locate(name.index, name.index + name[0].length);
      if (/\/etc\/|\.conf\b|>|\btee\b|\bsed\b/.test(script.text))
        state.edits.push({ script, copiesBefore: state.copies.length });
    }
  }

  #copy({ sources, target, from }: Of<'copy'>): void {
    const { heredocs } = this.#instruction;
    const state = this.#state;
    const text = (argument: Argument) => ('start' in argument ? this.#expand(argument) : argument);
    const stage = from === undefined ? undefined : this.#context.stageNamed(from);
    const copy = {
      sources: sources.map(text),
      target: text(target),
      workdir: state.workdir,
      heredocs,
      ...(from === undefined ? {} : { from: stage ?? ('image' as const) }),
    };
    state.copies.push(copy);
    if (stage === undefined) {
      state.installed = installedVersion(state, this.#instruction, undefined, from) ?? state.installed;
      return;
    }
    const takesMemcached = copy.sources.some((source) => /(?:^|\/)memcached$/.test(source.text));
    const version = takesMemcached ? (stage.installed ?? stage.image?.version) : stage.installed;
    state.installed = (takesMemcached ? version : state.installed) ?? version ?? state.installed;
  }
}

/** A path in the image, seen from a working directory; `.` and `..` resolved. */
export function joinPath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
