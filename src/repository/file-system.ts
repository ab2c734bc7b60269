/** An entry of a directory. Links are not followed, so they are their own kind. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}

/** The little of a file system that the check needs; the doors bring the real one. Paths are absolute. */
export interface FileSystem {
  /** The entries of a directory, in any order; `undefined` if it cannot be listed. */
  list(directory: string): readonly DirectoryEntry[] | undefined;
  /**
   * The first `limit` bytes of a file; `undefined` if it cannot be read or is no regular file. The bytes may
   * be overwritten by the next call.
   */
  read(path: string, limit: number): Uint8Array | undefined;
}
