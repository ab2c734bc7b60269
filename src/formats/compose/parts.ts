import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { folderOf } from './paths.ts';
import { mayBePart, mayBePartPath } from './recognition.ts';

/**
 * Files beside Compose files which run memcached that may be laid over them: with services, but neither named like
 * a Compose file nor with an image to tell them by.
 */
export function partsBeside(files: readonly SourceFile[], repository: Repository): readonly SourceFile[] {
  const known = new Set(files.map(({ path }) => path));
  const folders = new Set(
    files.filter(({ text }) => /memcache/i.test(text)).map(({ path }) => folderOf(path)),
  );
  const found: SourceFile[] = [];
  if (folders.size === 0) return found;
  for (const path of repository.paths) {
    // Asked for every file of a repository: most are told by this alone.
    if (!path.includes('.y', path.lastIndexOf('/') + 1)) continue;
    if (known.has(path) || !folders.has(folderOf(path)) || !mayBePartPath(path)) continue;
    const file = repository.read(path);
    if (isReadable(file) && mayBePart(file.text, path)) found.push(file);
  }
  return found;
}
