import type { SourceFile } from '../text/source-file.ts';
import { isReadable, type SearchableRepository } from './repository.ts';

/** A repository that remembers which files were read as text. */
export interface RecordingRepository extends SearchableRepository {
  readonly filesRead: ReadonlySet<SourceFile>;
}

export function recordingRepository(repository: SearchableRepository): RecordingRepository {
  const filesRead = new Set<SourceFile>();
  return {
    filesRead,
    prefix: repository.prefix,
    get paths() {
      return repository.paths;
    },
    has: (path) => repository.has(path),
    read(path) {
      const read = repository.read(path);
      if (isReadable(read)) filesRead.add(read);
      return read;
    },
    names: (path, word) => repository.names(path, word),
  };
}
