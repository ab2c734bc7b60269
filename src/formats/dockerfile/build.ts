import { baseImage, type ImageConfig } from '../../images/image.ts';
import { isImageReference } from '../../images/reference.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { BuildOptions } from './build-options.ts';
import { contextFolders, copiedFile } from './copied-files.ts';
import { type EvaluationContext, evaluate } from './evaluate.ts';
import { type GlobalArgs, globalScope } from './global-args.ts';
import { isMeantForImage } from './image-contents.ts';
import { imageFiles } from './image-files.ts';
import { parseInstruction } from './parse-instruction.ts';
import type { BuildError } from './scanner.ts';
import { imageOf, processAt, type StageState, stateOnImage, stateOnStage } from './stage-state.ts';
import { type ParsedDockerfile, parseDockerfile, type Stage } from './stages.ts';
import { startedBy } from './started-by.ts';
import { impliedInit } from './supervised-scripts.ts';
import { expandWord } from './word-lexer.ts';

/** An image as this repository builds it. */
export interface BuiltImage {
  readonly image: ImageConfig;
  /** Name of the stage, if it has one. */
  readonly stage?: string;
  /** The image word of the stage's first `FROM`, that of the base image that is not built here. */
  readonly base: TracedText;
  /** The `ONBUILD` triggers, as written. */
  readonly onBuild: readonly string[];
  /** The value of the `CMD` or `ENTRYPOINT` that decides the process, or the `FROM` image word. */
  readonly at: Location;
  /** Whether a file of the repository is copied into the image and meant to be used there. */
  readonly holds: (path: string) => boolean;
}

/** Builds an image's configuration as BuildKit does (`dockerfile2llb`), without running anything. */
export function buildImage(
  file: SourceFile,
  options: BuildOptions = {},
): BuiltImage | { readonly error: BuildError } {
  const parsed = parseDockerfile(file);
  return 'because' in parsed ? { error: parsed } : new Build(parsed, options, file).build();
}

/** A stage whose base is known. */
interface ResolvedStage {
  readonly stage: Stage;
  readonly reference: TracedText;
  /** Another stage of this file. */
  readonly base?: ResolvedStage;
}

/** Words of `RUN`s that are looked up among the copied files. */
const MOST_LOOKUPS = 300;

class Build {
  readonly #parsed: ParsedDockerfile;
  readonly #options: BuildOptions;
  readonly #file: SourceFile;
  readonly #resolved: ResolvedStage[] = [];
  readonly #byName = new Map<string, ResolvedStage>();
  readonly #built = new Map<ResolvedStage, StageState>();
  #lookups = 0;

  constructor(parsed: ParsedDockerfile, options: BuildOptions, file: SourceFile) {
    this.#parsed = parsed;
    this.#options = options;
    this.#file = file;
  }

  build(): BuiltImage | { readonly error: BuildError } {
    const globals = globalScope(this.#parsed, this.#options);
    const error = 'error' in globals ? globals.error : this.#resolve(globals);
    if (error !== undefined) return { error };
    const wanted = this.#options.target;
    const target =
      wanted === undefined || wanted === '' ? this.#resolved.at(-1) : this.#byName.get(wanted.toLowerCase());
    if (target === undefined || 'error' in globals)
      return { error: { at: this.#file.at(0, 0), because: `there is no stage ${wanted}` } };
    const refused = this.#buildReachable(target, globals);
    if (refused !== undefined) return { error: refused };
    return this.#result(target);
  }

  /** Expands every `FROM` and finds out which of them name a stage of this file. */
  #resolve(globals: GlobalArgs): BuildError | undefined {
    for (const stage of this.#parsed.stages) {
      const { line, statement } = stage.from;
      const options = { escapeToken: this.#parsed.escapeToken, scope: globals.scope };
      const reference = expandWord(line, statement.base.start, statement.base.end, options);
      const at = line.place(statement.base.start, statement.base.end);
      if ('error' in reference) return { at, because: reference.error };
      if (reference.text === '') return { at, because: 'the name of the base image is empty' };
      const { platform } = statement;
      const expanded =
        platform === undefined ? undefined : expandWord(line, platform.start, platform.end, options);
      if (expanded !== undefined && 'error' in expanded) return { at, because: expanded.error };
      if (expanded?.text === '') return { at, because: 'the platform of the base image is empty' };
      const base = this.#byName.get(reference.text);
      const isExternal = base === undefined && reference.text !== 'scratch';
      if (isExternal && reference.isKnown && !isImageReference(reference.text))
        return { at, because: `${spellOut(reference)} is neither a stage above nor a valid image reference` };
      const resolved = { stage, reference, ...(base === undefined ? {} : { base }) };
      this.#resolved.push(resolved);
      if (stage.name !== undefined) this.#byName.set(stage.name, resolved);
    }
    return undefined;
  }

  /** Builds the target and what it needs, bases before the stages on them. */
  #buildReachable(target: ResolvedStage, globals: GlobalArgs): BuildError | undefined {
    const reachable = new Set<ResolvedStage>([target]);
    for (const resolved of reachable) {
      const needed = this.#neededBy(resolved);
      if ('because' in needed) return needed;
      for (const stage of needed) reachable.add(stage);
    }
    for (const resolved of this.#resolved) {
      const error = reachable.has(resolved) ? this.#buildStage(resolved, globals) : undefined;
      if (error !== undefined) return error;
    }
    return undefined;
  }

  #buildStage(resolved: ResolvedStage, globals: GlobalArgs): BuildError | undefined {
    const { stage, reference } = resolved;
    const { line, statement } = stage.from;
    const fromAt = line.place(statement.base.start, statement.base.end);
    const base = resolved.base === undefined ? undefined : this.#built.get(resolved.base);
    const state =
      base === undefined
        ? stateOnImage(reference, (this.#options.baseImage ?? baseImage)(reference), fromAt)
        : stateOnStage(base, fromAt);
    const context: EvaluationContext = {
      escapeToken: this.#parsed.escapeToken,
      globals,
      options: this.#options,
      stageNamed: (name) => this.#builtStage(name),
      scriptAt: (state, name) => this.#scriptAt(state, name),
    };
    for (const instruction of [...this.#triggers(resolved), ...stage.instructions]) {
      const { statement } = instruction;
      const error =
        'error' in statement
          ? { at: fromAt, because: `an ONBUILD trigger of its base is invalid: ${statement.error}` }
          : evaluate(state, { ...instruction, statement }, context);
      if (error !== undefined) return error;
    }
    this.#built.set(resolved, state);
    return undefined;
  }

  #scriptAt(state: StageState, name: string): TracedText | undefined {
    const { repository, context } = this.#options;
    return repository === undefined || ++this.#lookups > MOST_LOOKUPS
      ? undefined
      : copiedFile(state, name, { repository, file: this.#file, context });
  }

  /** The base's ONBUILD triggers come first in the stage that is built on it. */
  #triggers(resolved: ResolvedStage) {
    const escapeToken = this.#parsed.escapeToken;
    return (resolved.base?.stage.instructions ?? []).flatMap(({ line, heredocs, statement }) =>
      statement.kind === 'onbuild'
        ? [{ line, heredocs, statement: parseInstruction(line, escapeToken, statement.value.start) }]
        : [],
    );
  }

  #neededBy(resolved: ResolvedStage): readonly ResolvedStage[] | BuildError {
    const needed = resolved.base === undefined ? [] : [resolved.base];
    for (const { line, statement } of [...resolved.stage.instructions, ...this.#triggers(resolved)]) {
      if ('error' in statement) continue;
      const names =
        statement.kind === 'copy'
          ? [statement.from ?? '']
          : statement.kind === 'run'
            ? statement.mounts.map((mount) => /(?:^|,)from=([^,]*)/.exec(mount)?.[1] ?? '')
            : [];
      for (const name of names.filter((text) => text !== '')) {
        const found = this.#find(name);
        const at = line.place(0, line.text.length);
        if (found === undefined && /^\d+$/.test(name)) return { at, because: `there is no stage ${name}` };
        if (found === undefined) continue;
        if (found.stage.index >= resolved.stage.index)
          return { at, because: `the stage ${name} must be defined before it is used` };
        needed.push(found);
      }
    }
    return needed;
  }

  #find(name: string): ResolvedStage | undefined {
    return /^\d+$/.test(name) ? this.#resolved[Number(name)] : this.#byName.get(name.toLowerCase());
  }

  #builtStage(name: string): StageState | undefined {
    const found = this.#find(name);
    return found === undefined ? undefined : this.#built.get(found);
  }

  #result(target: ResolvedStage): BuiltImage | { readonly error: BuildError } {
    const built = this.#built.get(target);
    if (built === undefined)
      return { error: { at: this.#file.at(0, 0), because: 'the stage was not built' } };
    const image = imageOf(built);
    const { repository, context } = this.#options;
    const folders = repository === undefined ? [] : contextFolders({ context, file: this.#file, repository });
    return {
      image: { ...image, ...this.#filesOf(built) },
      ...(target.stage.name === undefined ? {} : { stage: target.stage.name }),
      base: built.root,
      onBuild: built.onBuild,
      at: processAt(built),
      holds: (path) => isMeantForImage(built, path, folders),
    };
  }

  /** What programs in the image find there: scripts, and what init systems and the like start. */
  #filesOf(built: StageState): Partial<Pick<ImageConfig, 'fileAt' | 'startedBy' | 'entrypoint'>> {
    const { repository, context } = this.#options;
    if (repository === undefined) return {};
    const files = imageFiles(built, { repository, file: this.#file, context });
    return {
      ...impliedInit(built, files),
      fileAt: (path) => files.scriptAt(path),
      startedBy: (call, environment) => startedBy(call, files, environment),
    };
  }
}
