import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import type { EnvironmentFiles, FoundEnvironmentFiles } from './environment-files.ts';
import { matchPaths } from './glob.ts';
import type { EnvironmentFilePath } from './service.ts';
import type { MachineFiles } from './unit-tree.ts';

/** The unit files of one tree of a repository, as a machine would have them. */
export class UnitFiles implements MachineFiles {
  readonly #files = new Map<string, SourceFile>();
  readonly #names = new Map<string, string[]>();

  /** Adds a file under its path on the machine; the first one stays. */
  add(path: string, file: SourceFile): void {
    if (this.#files.has(path)) return;
    this.#files.set(path, file);
    const directory = directoryOf(path).slice(0, -1);
    this.#names.set(directory, [...(this.#names.get(directory) ?? []), baseName(path)]);
  }

  list(directory: string): readonly string[] {
    return this.#names.get(directory) ?? [];
  }

  read(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }
}

/** The environment files of a repository, as one of its units names them. */
export class RepositoryEnvironmentFiles implements EnvironmentFiles {
  readonly #repository: Repository;
  readonly #root: string;
  readonly #nearby: boolean;
  readonly #index: PathIndex;
  /** Every file that a unit reads. */
  readonly read: SourceFile[] = [];

  /** `root` is the folder that stands for the machine's root; with `nearby` it is only the unit's folder. */
  constructor(repository: Repository, index: PathIndex, root: string, nearby: boolean) {
    this.#repository = repository;
    this.#index = index;
    this.#root = root;
    this.#nearby = nearby;
  }

  find({ path, label }: EnvironmentFilePath, exact?: 'exact'): FoundEnvironmentFiles {
    const because = `the environment file ${label} is not in this repository`;
    // A home directory is the root of a repository of a person's files.
    const home = path === undefined && label.startsWith('%h/') ? label.slice(2) : undefined;
    const wanted = path ?? home;
    const candidates =
      wanted === undefined || wanted.includes('%')
        ? this.#templatesOfInstances(label)
        : this.#candidates(normalized(wanted), exact !== undefined);
    const files = candidates.flatMap((candidate) => {
      const file = this.#repository.read(candidate);
      return isReadable(file) ? [file] : [];
    });
    if (files.length === 0) return { kind: 'elsewhere', because };
    this.read.push(...files);
    return { kind: 'found', files };
  }

  /**
   * What stands for `%i` in the paths of files that the repository has, given a path such as `/etc/x.%i`: under
   * the unit's own root, or else at the ends of whatever paths there are.
   */
  instances(path: string): readonly string[] {
    const [before = '', after = '', ...more] = path.replace(/^\//, '').split(/%[iI]/);
    if (more.length > 0 || before === '') return [];
    const plain = this.#repository.paths.map(withoutTemplateSuffix);
    const own = plain.flatMap((known) => between(known, this.#root + before, after));
    if (own.length > 0) return own;
    return plain.flatMap((known) => {
      const at = known.startsWith(before) ? 0 : known.indexOf(`/${before}`) + 1;
      return at > 0 || known.startsWith(before) ? between(known.slice(at), before, after) : [];
    });
  }

  /** The template that instances get their files from: `etc/default/memcached.j2` for `/etc/default/memcached_%i`. */
  #templatesOfInstances(label: string): readonly string[] {
    const [, stem, suffix = ''] = /^(\/[^%]*[A-Za-z0-9])[-_.@]%[iI](\.[a-z]+)?$/.exec(label) ?? [];
    if (stem === undefined) return [];
    const path = normalized(stem + suffix);
    return this.#candidates(path, true).filter((known) => withoutTemplateSuffix(known) !== known);
  }

  #candidates(path: string, exact: boolean): readonly string[] {
    if (/[*?[]/.test(path)) {
      const below = this.#repository.paths.filter((known) => known.startsWith(this.#root));
      return matchPaths(
        path,
        below.map((known) => known.slice(this.#root.length)),
      ).map((match) => this.#root + match);
    }
    const named = this.#index.named(baseName(path));
    const own = named.filter((known) => withoutTemplateSuffix(known) === this.#root + path);
    if (own.length > 0) return own.slice(0, 1);
    const elsewhere = named.filter(
      (known) => withoutTemplateSuffix(known).endsWith(`/${path}`) || withoutTemplateSuffix(known) === path,
    );
    if (elsewhere.length > 0) return closest(elsewhere, this.#root);
    if (!this.#nearby || exact) return [];
    const around = directoryOf(this.#root.slice(0, -1));
    const beside = named.filter((known) => known.startsWith(around) && this.#isEnvironment(known));
    return beside.length === 1 ? beside : [];
  }

  /** An environment file by its look: assignments, and neither a script nor a file with sections. */
  #isEnvironment(path: string): boolean {
    const file = this.#repository.read(path);
    return (
      isReadable(file) &&
      /^[ \t]*[A-Za-z_]\w*[ \t]*=/m.test(file.text) &&
      !/^(?:#!|[ \t]*\[)/m.test(file.text)
    );
  }
}

/** The paths of a repository by base name, without the suffixes of templates; built on first use. */
export class PathIndex {
  readonly #paths: readonly string[];
  #byName: Map<string, string[]> | undefined;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  named(name: string): readonly string[] {
    this.#byName ??= this.#build();
    return this.#byName.get(name) ?? [];
  }

  #build(): Map<string, string[]> {
    const byName = new Map<string, string[]>();
    for (const path of this.#paths) {
      const name = baseName(withoutTemplateSuffix(path));
      const known = byName.get(name);
      if (known) known.push(path);
      else byName.set(name, [path]);
    }
    return byName;
  }
}

/** An absolute path without what does not change where it leads, nor its leading slash. */
function normalized(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** What a path has between its start and its end, if that is one name. */
function between(path: string, start: string, end: string): readonly string[] {
  if (path.length <= start.length + end.length || !path.startsWith(start) || !path.endsWith(end)) return [];
  const name = path.slice(start.length, path.length - end.length);
  return name.includes('/') ? [] : [name];
}

/** The path that shares most with a folder; none if two share as much. */
function closest(paths: readonly string[], folder: string): readonly string[] {
  const shared = (path: string) => {
    let length = 0;
    while (length < folder.length && path[length] === folder[length]) length++;
    return folder.slice(0, length).split('/').length;
  };
  const best = Math.max(...paths.map(shared));
  const nearest = paths.filter((path) => shared(path) === best);
  return nearest.length === 1 ? nearest : [];
}
