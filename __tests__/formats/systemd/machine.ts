import type { EnvironmentFiles } from '../../../src/formats/systemd/environment-files.ts';
import { matchPaths } from '../../../src/formats/systemd/glob.ts';
import { readUnit } from '../../../src/formats/systemd/unit-reading.ts';
import { findUnit, type MachineFiles } from '../../../src/formats/systemd/unit-tree.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { show } from './fixture.ts';

export type Tree = Readonly<Record<string, string | { readonly symlink: string }>>;

/** A machine all of whose files are known, so that a missing file is surely missing. */
export class Machine implements MachineFiles, EnvironmentFiles {
  readonly #tree: Tree;
  readonly #files = new Map<string, SourceFile>();

  constructor(tree: Tree) {
    this.#tree = tree;
    for (const [path, content] of Object.entries(tree)) {
      if (typeof content === 'string') this.#files.set(path, new SourceFile(path, content));
    }
  }

  list(directory: string): readonly string[] {
    const prefix = `${directory}/`;
    return Object.keys(this.#tree).flatMap((path) => {
      const rest = path.slice(prefix.length);
      return path.startsWith(prefix) && !rest.includes('/') ? [rest] : [];
    });
  }

  link(path: string): string | undefined {
    const entry = this.#tree[path];
    return typeof entry === 'object' ? entry.symlink : undefined;
  }

  read(path: string): SourceFile | undefined {
    const target = this.link(path);
    if (target === undefined) return this.#files.get(path);
    const to = target.startsWith('/') ? target.slice(1) : `${path.replace(/[^/]*$/, '')}${target}`;
    return this.#files.get(to);
  }

  find: EnvironmentFiles['find'] = ({ path }) => {
    const matches = matchPaths(path ?? '', [...this.#files.keys()]);
    const files = matches.map((match) => this.#files.get(match)!);
    return files.length > 0 ? { kind: 'found', files } : { kind: 'absent' };
  };
}

/** The words of each memcached that a unit of this machine starts, or why it starts none. */
export function startedOn(
  tree: Tree,
  unit = 'memcached.service',
): readonly (readonly string[])[] | 'refused' | 'nothing' {
  const machine = new Machine(tree);
  const found = findUnit(unit, machine);
  if (found?.fragment === undefined) return 'nothing';
  const { launches, problems } = readUnit(found, found.fragment, machine);
  if (launches.length > 0) return launches.map(({ argv }) => argv.map(show));
  return problems.some(({ kind }) => kind === 'refused') ? 'refused' : 'nothing';
}
