import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { ExpansionBudget } from '../../yaml/access.ts';
import type { YamlResult } from '../../yaml/node.ts';
import type { Variables } from './interpolate.ts';
import type { ComposeError } from './value.ts';

/** The files around a project. */
export interface ProjectFiles {
  /** The text at a path from the repository's root; `undefined` if there is none to read. */
  read(path: string): SourceFile | undefined;
  /** The file's YAML, parsed once. */
  parse(file: SourceFile): Promise<YamlResult>;
}

/** Variables as a map: what a file or a caller sets. */
export type VariableMap = ReadonlyMap<string, TracedText>;

/** What stays the same while a project and all that it includes is read. */
export interface LoadContext {
  readonly files: ProjectFiles;
  readonly unset: Variables['unset'];
  readonly errors: ComposeError[];
  readonly budget: ExpansionBudget;
  /** Whether files without `services:` are read as docker-compose 1.x did. */
  readonly oldLayout: boolean;
}

/** One set of files that are laid over each other. */
export interface FileSet {
  /** Paths from the root, in order. */
  readonly paths: readonly string[];
  /** The folder that relative paths in them start from, from the root. */
  readonly folder: string;
  /** The same folder from that of the project which takes these files in. */
  readonly relativeFolder: string;
  readonly variables: VariableMap;
}
