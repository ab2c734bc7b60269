import { SourceFile } from '../text/source-file.ts';
import type { SearchableRepository } from './repository.ts';

/** A repository held in memory: path to text. For standard input, examples and tests. */
export function memoryRepository(files: Readonly<Record<string, string>>): SearchableRepository {
  const read = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  return {
    prefix: '',
    paths: [...read.keys()].sort(),
    has: (path) => read.has(path),
    read: (path) => read.get(path),
    names: (path, word) => word.test(read.get(path)?.text ?? ''),
  };
}
