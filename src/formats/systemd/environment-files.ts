import type { SourceFile } from '../../text/source-file.ts';
import type { EnvironmentFilePath } from './service.ts';

/** What is at a path that `EnvironmentFile=` names. */
export type FoundEnvironmentFiles =
  | { readonly kind: 'found'; readonly files: readonly SourceFile[] }
  /** Surely nothing, as on a machine whose files are all known. */
  | { readonly kind: 'absent' }
  /** It may exist on the machine, but its text is not known. */
  | { readonly kind: 'elsewhere'; readonly because: string };

/** Where environment files come from. */
export interface EnvironmentFiles {
  /** With `exact` only a file at that very path, not one that merely has its name. */
  find(path: EnvironmentFilePath, exact?: 'exact'): FoundEnvironmentFiles;
  /** Why variables that nothing here sets may still be set, such as by a unit that is not at hand. */
  readonly others?: string;
}
