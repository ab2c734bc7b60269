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
  const remembering: SearchableRepository = {
    prefix: repository.prefix,
    paths: repository.paths,
    has: (path) => repository.has(path),
    read: (path) => repository.read(path),
    names,
  };
  return (edits) => {
    const texts = new Map<string, string>();
    for (const [path, changes] of edits) {
      const file = repository.read(path);
      if (isReadable(file)) texts.set(path, applyEdits(file.text, changes));
    }
    return withTexts(remembering, texts);
  };
}

/** The repository with other texts in some of its files. */
export function withTexts(
  repository: SearchableRepository,
  texts: ReadonlyMap<string, string>,
): SearchableRepository {
  const files = new Map([...texts].map(([path, text]) => [path, new SourceFile(path, text)]));
  return {
    prefix: repository.prefix,
    paths: repository.paths,
    has: (path) => repository.has(path),
    read: (path) => files.get(path) ?? repository.read(path),
    names(path, word) {
      const file = files.get(path);
      return file === undefined ? repository.names(path, word) : word.test(file.text);
    },
  };
}
