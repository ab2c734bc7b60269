import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { BUILTINS } from '../builtins/registry.ts';
import { expandParts, expandWord } from '../expansion/segments.ts';
import { expandFields, expandSingle } from '../expansion/words.ts';
import type { Invocation } from '../invocation.ts';
import type { ShellDialect } from '../wrappers/step.ts';
import { assign } from './assign.ts';
import { runCapture, runChildShell, runSubshell } from './child.ts';
import { Code, parseCode } from './code.ts';
import { runCompound } from './compound.ts';
import { callFunction } from './functions.ts';
import { runStatements } from './lists.ts';
import type {
  Collector,
  Context,
  Expansion,
  FileWrite,
  Machine,
  MachineOptions,
  Quoting,
} from './machine.ts';
import type { Assignment, SingleCommand, Statement, Word, WordPart } from './nodes.ts';
import { runExternal } from './program.ts';
import { ORDINARY, withRedirections } from './redirect.ts';
import { runSimple } from './simple.ts';
import type { State } from './state.ts';

/** Work beyond the first run of each command: loops, functions, forks, text that is evaluated. */
const STEPS = 60_000;
const MOST_INVOCATIONS = 2000;

/** Runs shell text in mind: nothing is started, every program that would be is written down. */
export class Interpreter implements Machine {
  readonly options: MachineOptions;
  readonly invocations: Invocation[] = [];
  readonly writes: FileWrite[] = [];
  filesMayAppear = false;
  refusedAt: Location | undefined;
  readonly #seen = new Set<string>();
  readonly #visited = new WeakSet<Statement>();
  #steps = STEPS;

  constructor(options: MachineOptions) {
    this.options = options;
  }

  get exhausted(): boolean {
    return this.#steps <= 0;
  }

  spend(steps = 1): boolean {
    this.#steps -= steps;
    return this.#steps > 0;
  }

  /** Once the budget is used up, only commands that have not run yet are run. */
  statements(list: readonly Statement[], states: readonly State[], context: Context): State[] {
    const left = this.exhausted ? list.filter((statement) => !this.#visited.has(statement)) : list;
    for (const statement of left) this.#visited.add(statement);
    return runStatements(left, states, this, context);
  }

  command(node: SingleCommand, state: State, context: Context): State[] {
    switch (node.type) {
      case 'Command':
        return runSimple(node, state, this, context);
      case 'Function':
        state.functions.set(node.name.text, { body: node.body, code: context.code });
        state.status = 0;
        return [state];
      case 'Redirected':
        return withRedirections(node.redirects, state, this, context, ORDINARY, () =>
          runCompound(node.command, state, this, context),
        );
      case 'Coproc': {
        const { body } = node;
        if (body.type === 'CompoundList' || state.dialect === 'sh') return [state];
        this.subshell(state, (copy) => this.command(body, copy, context));
        state.hasBackground = true;
        return [state];
      }
      default:
        return runCompound(node, state, this, context);
    }
  }

  argv(words: readonly TracedText[], state: State, context: Context): State[] {
    const name = words[0]?.known;
    if (name !== undefined) {
      const body = state.functions.get(name);
      if (body !== undefined) return callFunction(body, words.slice(1), state, this, context);
      const builtin = BUILTINS.get(name);
      if (builtin !== undefined) return builtin(words.slice(1), state, this, context);
    }
    return this.external(words, state, context);
  }

  external(words: readonly TracedText[], state: State, context: Context): State[] {
    return runExternal(words, state, this, context);
  }

  text(text: TracedText, state: State, context: Context): State[] {
    if (context.depth > 40 || (this.exhausted && context.depth > 2)) return [state];
    const parsed = parseCode(text, state.dialect);
    const results = this.statements(parsed.statements, [state], {
      ...context,
      code: parsed.code,
      depth: context.depth + 1,
    });
    if (parsed.brokenAt !== undefined)
      for (const result of results) if (state.dialect === 'sh') result.flow ??= { kind: 'exit' };
    return results;
  }

  childShell(
    text: TracedText,
    operands: readonly TracedText[],
    dialect: ShellDialect,
    state: State,
    context: Context,
  ): void {
    runChildShell(text, operands, dialect, state, this, context);
  }

  capture(state: State, run: (copy: State) => readonly State[]): TracedText {
    return runCapture(state, run, this);
  }

  subshell(state: State, run: (copy: State) => readonly State[]): void {
    runSubshell(state, run, this);
  }

  parts(parts: readonly WordPart[], quoting: Quoting, out: Collector, state: State, context: Context): void {
    expandParts(parts, quoting, out, this, state, context);
  }

  segments(word: Word, state: State, context: Context): Expansion {
    return expandWord(word, this, state, context);
  }

  fields(words: readonly Word[], state: State, context: Context): readonly TracedText[] {
    return expandFields(words, this, state, context);
  }

  single(
    word: Word,
    state: State,
    context: Context,
  ): { readonly text: TracedText; readonly assumed: boolean } {
    return expandSingle(word, this, state, context);
  }

  assign(node: Assignment, state: State, context: Context): void {
    assign(node, this, state, context);
  }

  quotedCode(source: string, at: Location): Code {
    return new Code(TracedText.decoded(`: "${source}"`, at));
  }

  invoke(invocation: Omit<Invocation, 'at'> & { readonly at: Location | undefined }, state: State): void {
    const { at } = invocation;
    if (at === undefined || this.invocations.length >= MOST_INVOCATIONS) return;
    const words = [invocation.program, ...invocation.argv].map(
      (word) => word.text + word.unknowns.map((run) => run.name).join(),
    );
    if (this.#isNew(`${at.file.path}\0${at.start}\0${words.join('\0')}`, state))
      this.invocations.push({ ...invocation, at });
  }

  write(write: Omit<FileWrite, 'at'> & { readonly at: Location | undefined }, state: State): void {
    const { at } = write;
    if (at === undefined || this.writes.length >= MOST_INVOCATIONS) return;
    if (this.#isNew(`write\0${at.file.path}\0${at.start}\0${write.path}\0${write.text.text}`, state))
      this.writes.push({ ...write, at });
  }

  /**
   * Whether something happens for the first time on any of the ways through the script. Each way counts how
   * often it did; what two ways share is one event, what a loop does twice are two.
   */
  #isNew(key: string, state: State): boolean {
    if (this.#seen.size >= 2 * MOST_INVOCATIONS) return false;
    const count = (state.counts.get(key) ?? 0) + 1;
    state.counts.set(key, count);
    const id = `${count}\0${key}`;
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    return true;
  }
}
