import { isReadable, type Repository, type Unreadable } from '../repository/repository.ts';
import type { Location, SourceFile } from '../text/source-file.ts';
import { type Alternative, alternativesOf } from './alternatives.ts';
import type { RenderedFile, RenderedPiece } from './rendered-file.ts';
import type { TemplateVariables } from './value.ts';

/**
 * A repository whose templates are filled in. The round says how: each template in its own n-th way, or in
 * its first where it has fewer.
 */
export class RenderedRepository implements Repository {
  readonly paths: readonly string[];
  readonly #repository: Repository;
  readonly #templates: Templates;
  readonly #round: number;
  /** How many rounds show all that the templates read so far may become. */
  rounds = 1;
  /** The alternatives that were read and are not their template's first. */
  readonly used = new Set<Alternative>();

  readonly #insertions = new Map<string, Insertion[]>();
  readonly #indexed = new Set<RenderedFile>();

  readonly #mayBe: (path: string, text: string) => boolean;

  /** @param mayBe whether a file may be a template, by its path and text. */
  constructor(
    repository: Repository,
    templates: Templates,
    round: number,
    mayBe: (path: string, text: string) => boolean = () => true,
  ) {
    this.#mayBe = mayBe;
    this.#repository = repository;
    this.#templates = templates;
    this.#round = round;
    this.paths = repository.paths;
  }

  has(path: string): boolean {
    return this.#repository.has(path);
  }

  read(path: string): SourceFile | Unreadable | undefined {
    const file = this.#repository.read(path);
    return isReadable(file) ? this.rendered(file) : file;
  }

  /** What a file becomes in this round. */
  rendered(file: SourceFile): SourceFile {
    if (!this.#mayBe(file.path, file.text)) return file;
    const alternatives = this.#templates.of(file);
    this.rounds = Math.max(this.rounds, alternatives.length);
    const alternative = alternatives[this.#round] ?? alternatives[0];
    if (alternative?.condition !== undefined) this.used.add(alternative);
    if (alternative) this.#index(alternative.file);
    return alternative?.file ?? file;
  }

  /** Where templates that were read put a value of another file in. */
  insertionsOf(origin: Location): readonly Insertion[] {
    return this.#insertions.get(placeKey(origin)) ?? [];
  }

  #index(file: RenderedFile): void {
    if (this.#indexed.has(file)) return;
    this.#indexed.add(file);
    for (const piece of file.pieces) {
      for (const { origin } of piece.text.runs) {
        if (origin.file === file.template) continue;
        const key = placeKey(origin);
        this.#insertions.set(key, [...(this.#insertions.get(key) ?? []), { file, piece }].slice(0, MOST));
      }
    }
  }
}

/** Templates that use one value and are told apart. */
const MOST = 64;

/** A value of another file that a template puts in. */
export interface Insertion {
  readonly file: RenderedFile;
  readonly piece: RenderedPiece;
}

/** Values are words of one line, seldom more: their line tells them apart, whichever part of them is asked for. */
function placeKey({ file, start }: Location): string {
  return `${file.path} ${file.positionAt(start).line}`;
}

/** The alternatives of every template of one repository, made once. */
export class Templates {
  readonly #variables: TemplateVariables;
  readonly #known = new WeakMap<SourceFile, readonly Alternative[]>();

  constructor(variables: TemplateVariables) {
    this.#variables = variables;
  }

  of(file: SourceFile): readonly Alternative[] {
    const known = this.#known.get(file);
    if (known) return known;
    const alternatives = alternativesOf(file, this.#variables);
    this.#known.set(file, alternatives);
    return alternatives;
  }
}
