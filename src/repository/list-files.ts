import ignore, { type Ignore } from 'ignore';
import type { FileSystem } from './file-system.ts';
import { trackedPaths } from './git-index.ts';

/** Deeper folders than this are left out; no repository needs them and a hostile one could have no end. */
const DEPTH_LIMIT = 64;
const IGNORE_FILE_LIMIT = 256 * 1024;

interface IgnoreScope {
  readonly base: string;
  readonly rules: Ignore;
}

/**
 * The files of a repository below `root`, sorted, with `/`: what git tracks, and what it does not ignore.
 * Links are not followed. Without a readable git index every file counts, `node_modules` excepted.
 */
export function listFiles(fileSystem: FileSystem, root: string): readonly string[] {
  const tracked = trackedPaths(fileSystem, root);
  const trackedFolders = tracked && foldersOf(tracked);
  const paths: string[] = [];
  const visit = (folder: string, depth: number, scopes: readonly IgnoreScope[]): void => {
    const entries = fileSystem.list(folder === '' ? root : `${root}/${folder}`);
    if (entries === undefined || depth > DEPTH_LIMIT) return;
    const here = tracked ? withIgnoreFile(fileSystem, root, folder, entries, scopes) : scopes;
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (name === '.git') continue;
      if (kind === 'file') {
        if (tracked?.has(path) || !isIgnored(path, here)) paths.push(path);
      } else if (kind === 'directory') {
        const known = trackedFolders === undefined ? name !== 'node_modules' : trackedFolders.has(path);
        if (known || (tracked && !isIgnored(`${path}/`, here))) visit(path, depth + 1, here);
      }
    }
  };
  visit('', 0, []);
  return paths.sort();
}

function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function withIgnoreFile(
  fileSystem: FileSystem,
  root: string,
  folder: string,
  entries: readonly { readonly name: string; readonly kind: string }[],
  scopes: readonly IgnoreScope[],
): readonly IgnoreScope[] {
  if (!entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file')) return scopes;
  const base = folder === '' ? '' : `${folder}/`;
  const bytes = fileSystem.read(`${root}/${base}.gitignore`, IGNORE_FILE_LIMIT);
  return bytes ? [...scopes, { base, rules: ignore().add(new TextDecoder().decode(bytes)) }] : scopes;
}

/** The innermost .gitignore that says anything decides (gitignore(5)). */
function isIgnored(path: string, scopes: readonly IgnoreScope[]): boolean {
  for (const { base, rules } of scopes.toReversed()) {
    const verdict = rules.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
