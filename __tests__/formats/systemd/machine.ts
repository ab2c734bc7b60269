import type { EnvironmentFiles } from '../../../src/formats/systemd/environment-files.ts';
import { matchPaths } from '../../../src/formats/systemd/glob.ts';
import type { MachineFiles } from '../../../src/formats/systemd/unit-tree.ts';
import { SourceFile } from '../../../src/text/source-file.ts';

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
