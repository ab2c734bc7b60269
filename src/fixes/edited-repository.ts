import { isReadable, type SearchableRepository } from '../repository/repository.ts';
import { SourceFile } from '../text/source-file.ts';
import { applyEdits, type TextEdit } from './apply-edits.ts';

/** The repository as it would be with edits made, in memory; files are not searched twice for the same word. */
export type Edited = (edits: ReadonlyMap<string, readonly TextEdit[]>) => SearchableRepository;

export function editable(repository: SearchableRepository): Edited {
  const searched = new Map<string, boolean>();
  const names = (path: string, word: RegExp): boolean => {
    const key = `${word.flags} ${word.source} ${path}`;
    const known = searched.get(key);
    if (known !== undefined) return known;
    const found = repository.names(path, word);
    searched.set(key, found);
    return found;
  };
  return (edits) => {
    const files = new Map<string, SourceFile>();
    for (const [path, changes] of edits) {
      const file = repository.read(path);
      if (isReadable(file)) files.set(path, new SourceFile(path, applyEdits(file.text, changes)));
    }
    return {
      prefix: repository.prefix,
      paths: repository.paths,
      has: (path) => repository.has(path),
      read: (path) => files.get(path) ?? repository.read(path),
      names: (path, word) => {
        const file = files.get(path);
        return file === undefined ? names(path, word) : word.test(file.text);
      },
    };
  };
}
