import { openRepository } from '../repository/open-repository.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Host } from './host.ts';
import type { Selection } from './parse-command-line.ts';
import { CannotFinish, UserError } from './user-error.ts';

export interface Target {
  readonly repository: SearchableRepository;
  /** The absolute folder of the repository. */
  readonly root: string;
  /** Only these files are reported on; everything where absent. */
  readonly only?: ReadonlySet<string>;
}

/**
 * What the paths of a command line mean. One folder is a repository of its own, and paths in the report
 * begin with it; files, several folders and standard input are parts of the repository in the working directory.
 */
export async function resolvePaths(command: Selection, host: Host): Promise<Target> {
  const paths =
    command.paths.length === 0
      ? ['.']
      : command.paths.map((path) => path.replaceAll('\\', '/').replace(/\/{2,}/g, '/'));
  if (paths.includes('-')) return standardInput(command, host);
  const [first] = paths;
  if (paths.length === 1 && first !== undefined && isFolder(first, host)) {
    const folder = absolute(first, host);
    return { repository: openRepository(host.fileSystem, folder, prefixOf(folder, host)), root: folder };
  }
  const repository = openRepository(host.fileSystem, host.workingDirectory);
  const only = paths.flatMap((path) => {
    const inside = path.replace(/^(\.\/)+/, '').replace(/\/$/, '');
    const found = repository.paths.filter((file) => file === inside || file.startsWith(`${inside}/`));
    if (found.length === 0) throw missing(path, host);
    return found;
  });
  return { repository, root: host.workingDirectory, only: new Set(only) };
}

async function standardInput(command: Selection, host: Host): Promise<Target> {
  const path = command.stdinPath;
  if (path === undefined || command.paths.length > 1) {
    throw new UserError(
      'To check standard input, give the path - alone and its name with --stdin-path NAME.',
    );
  }
  const file = new SourceFile(path, await host.readStandardInput());
  const around = openRepository(host.fileSystem, host.workingDirectory);
  const repository: SearchableRepository = {
    prefix: '',
    paths: [...new Set([...around.paths, path])].sort(),
    has: (asked) => asked === path || around.has(asked),
    read: (asked) => (asked === path ? file : around.read(asked)),
    names: (asked, word) => (asked === path ? word.test(file.text) : around.names(asked, word)),
  };
  return { repository, root: host.workingDirectory, only: new Set([path]) };
}

function isFolder(path: string, host: Host): boolean {
  return host.fileSystem.list(absolute(path, host)) !== undefined;
}

function missing(path: string, host: Host): Error {
  const outside = path.startsWith('/') || path.startsWith('..') || /^[A-Za-z]:/.test(path);
  if (outside && host.fileSystem.read(absolute(path, host), 1) !== undefined) {
    return new UserError(
      `${path} is outside the working directory; go to its repository and name it from there.`,
    );
  }
  return new CannotFinish(`${path} does not exist, cannot be read or is ignored by git.`);
}

function absolute(path: string, host: Host): string {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return path.replace(/(.)\/$/, '$1');
  const relative = path.replace(/^(\.\/)+|^\.$/, '').replace(/\/$/, '');
  return relative === '' ? host.workingDirectory : `${host.workingDirectory}/${relative}`;
}

/** Empty for a folder outside the working directory, too: its paths are those inside it. */
function prefixOf(folder: string, host: Host): string {
  const base = `${host.workingDirectory.replace(/\/$/, '')}/`;
  return folder.startsWith(base) && !folder.includes('/../') ? `${folder.slice(base.length)}/` : '';
}
