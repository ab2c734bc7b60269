import { isReadable, type Repository } from '../../../repository/repository.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../../host/paths.ts';
import { readEnvironment, type Variable } from '../environment.ts';
import type { PathIndex } from '../repository-files.ts';
import { expandSpecifiers, type SpecifierContext } from '../specifiers.ts';
import { type Assignment, readUnitFile, settingsOf } from '../unit-file.ts';
import { dropInNames, parseUnitName, UNKNOWN_INSTANCE } from '../unit-name.ts';
import { quadletKind } from './recognition.ts';

const SECTIONS: ReadonlySet<string> = new Set([
  ...['Unit', 'Service', 'Install'],
  ...['Container', 'Pod', 'Kube', 'Network', 'Image', 'Build'],
]);

/** A unit of Podman's Quadlet with its drop-ins. */
export interface QuadletUnit {
  readonly file: SourceFile;
  /** `cache.container`. */
  readonly name: string;
  /** Of the service that the generator makes of it. */
  readonly context: SpecifierContext;
  readonly assignments: readonly Assignment[];
  /** The section that its kind is named after. */
  readonly own: Section;
}

/** The Quadlet units of a repository. */
export class QuadletFiles {
  readonly repository: Repository;
  readonly #index: PathIndex;
  readonly #given: ReadonlyMap<string, SourceFile>;

  /** `given` are files that the repository need not have, such as those that a script writes. */
  constructor(repository: Repository, index: PathIndex, given: readonly SourceFile[]) {
    this.repository = repository;
    this.#index = index;
    this.#given = new Map(given.map((file) => [file.path, file]));
  }

  unit(path: string): QuadletUnit | undefined {
    const file = this.#given.get(path) ?? this.repository.read(path);
    if (!isReadable(file)) return undefined;
    const name = withoutTemplateSuffix(baseName(path));
    const kind = quadletKind(path);
    const service = `${name.slice(0, -kind.length)}service`;
    const unit = parseUnitName(service.replace('@.', `@${UNKNOWN_INSTANCE}.`));
    if (!unit) return undefined;
    const files = [file, ...this.#dropIns(path, name)];
    const assignments = files.flatMap((part) => readUnitFile(part, SECTIONS).assignments);
    const section = kind.charAt(0).toUpperCase() + kind.slice(1);
    return { file, name, context: { unit }, assignments, own: new Section(assignments, section, { unit }) };
  }

  /** Another unit by its name: beside the one that names it, or the only one of that name anywhere. */
  named(name: string, from: QuadletUnit): QuadletUnit | undefined {
    const paths = this.#index.named(name);
    const beside = paths.filter((path) => directoryOf(path) === directoryOf(from.file.path));
    const [path, ...others] = beside.length > 0 ? beside : paths;
    return path !== undefined && others.length === 0 ? this.unit(path) : undefined;
  }

  /** By file name; of two with one name the more specific folder's counts (quadlet 5.4). */
  #dropIns(path: string, name: string): readonly SourceFile[] {
    const parsed = parseUnitName(name);
    const folder = directoryOf(path);
    const chosen = new Map<string, SourceFile>();
    for (const owner of parsed ? [...dropInNames(parsed), parsed.type] : [name]) {
      const start = `${folder}${owner}.d/`;
      for (const candidate of this.repository.paths) {
        if (!candidate.startsWith(start)) continue;
        const own = withoutTemplateSuffix(candidate.slice(start.length));
        if (!/^[^/.][^/]*\.conf$/.test(own) || chosen.has(own)) continue;
        const file = this.repository.read(candidate);
        if (isReadable(file)) chosen.set(own, file);
      }
    }
    return [...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  }
}

/** One section's settings, specifiers expanded. */
class Section {
  readonly #lines: readonly Assignment[];
  readonly #context: SpecifierContext;
  readonly #name: string;

  constructor(assignments: readonly Assignment[], name: string, context: SpecifierContext) {
    this.#lines = assignments;
    this.#name = name;
    this.#context = context;
  }

  /** The value of a setting that can be given once: the last one counts. */
  last(key: string): Assignment | undefined {
    const line = this.#lines.findLast((other) => other.section === this.#name && other.key === key);
    return line && line.value.length > 0 ? this.#expanded(line) : undefined;
  }

  /** The values of a setting that accumulates; an empty one clears what came before. */
  list(key: string): readonly Assignment[] {
    return settingsOf(this.#lines, key, this.#name).map((line) => this.#expanded(line));
  }

  environment(): readonly Variable[] {
    return this.list('Environment').flatMap((line) => readEnvironment(line, this.#context));
  }

  #expanded(line: Assignment): Assignment {
    if (/^(?:Environment|Exec|PodmanArgs)$/.test(line.key)) return line;
    const value = expandSpecifiers(line.value, this.#context);
    return 'unknown' in value ? line : { ...line, value };
  }
}
