/** One place where a file differs from what it was. Lines are 1-based and end at LF, as git counts them. */
export interface Edit {
  /** The first new line; where lines were only taken away, the line that follows them now. */
  readonly line: number;
  /** The new lines, each with its line break unless the file ends without one. */
  readonly added: readonly string[];
  /** The lines that stood there before. */
  readonly removed: readonly string[];
}

/** What happened to one file. */
export interface FileChange {
  /** Where it is now; where it was, if it is gone. */
  readonly path: string;
  /** Where it was before it was renamed. */
  readonly previousPath?: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** In the order of the file; absent where it is not known what changed, so all of it counts. */
  readonly edits?: readonly Edit[];
}

/** Everything that a pull request or the commits since a revision changed. */
export type Change = readonly FileChange[];

/** Finds out what changed, or says in one sentence why that is not known. */
export type ChangeSource = () => Promise<Change | Unavailable>;

export interface Unavailable {
  /** Full sentence. */
  readonly unavailable: string;
}

/** Lines, both ends included. A range that ends before it begins stands for lines that were taken away there. */
interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** The lines of each changed file, by its present path. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[] | 'whole file'>;

export function changedLines(change: Change): ChangedLines {
  return new Map(
    change.map(({ path, status, edits }) => [
      path,
      edits === undefined || status === 'added' || status === 'removed'
        ? 'whole file'
        : edits.map(({ line, added }) => ({ first: line, last: line + added.length - 1 })),
    ]),
  );
}
