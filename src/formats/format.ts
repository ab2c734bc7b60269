import type { Reading } from '../launch/launch.ts';
import type { Repository } from '../repository/repository.ts';
import type { SourceFile } from '../text/source-file.ts';

/** A file format that can carry a memcached command line. */
export interface Format {
  /** As in the configuration's `files:`; lower case with dashes. */
  readonly name: string;
  /** For people: "systemd unit". */
  readonly title: string;
  /**
   * Its files can matter without naming memcached, as a Compose file that builds an image does: it gets all of
   * them as soon as any file of the repository names it.
   */
  readonly readsAll?: boolean;
  /** What its files need of others they name; one beside them that does not name memcached never matters. */
  readonly readsAlone?: boolean;
  /** Whether a path alone says that a file has this format; must be cheap, it is asked for every file. */
  hasPath(path: string): boolean;
  /** Whether a text that names memcached, at a path that says nothing, has this format. */
  hasContent(text: string, path: string): boolean;
  /**
   * The launches in all files of this format. It gets them together, since drop-ins, overrides and
   * templates only mean something beside each other; further files it reads from the repository.
   */
  read(files: readonly SourceFile[], repository: Repository): Promise<Reading>;
}
