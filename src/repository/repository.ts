import type { SourceFile } from '../text/source-file.ts';

/** Why a file that exists gave no text. */
export interface Unreadable {
  readonly path: string;
  /** As the end of a sentence: "it is larger than 1 MiB", "it is binary". */
  readonly because: string;
}

/**
 * The files of one repository. Paths are relative to its root, with `/`; nothing outside the root is ever
 * read and no link that leaves it is followed.
 */
export interface Repository {
  /** Every file, sorted. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The text of a file, read once; `undefined` if there is no such file. */
  read(path: string): SourceFile | Unreadable | undefined;
}

/** A repository that can tell cheaply which files are worth reading. */
export interface SearchableRepository extends Repository {
  /**
   * What every path begins with: empty, or the folder that was asked for with a `/` at its end, so that paths
   * in reports are those of the caller while patterns of the configuration are those of the repository.
   */
  readonly prefix: string;
  /** Whether a word stands in the first 64 KiB of a file, read as Latin-1; cheaper than `read`. */
  names(path: string, word: RegExp): boolean;
}

/** Whether a read gave text. */
export function isReadable(result: SourceFile | Unreadable | undefined): result is SourceFile {
  return result !== undefined && 'text' in result;
}
