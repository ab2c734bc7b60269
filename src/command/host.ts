import type { Git } from '../changes/git-changes.ts';
import type { FileSystem } from '../repository/file-system.ts';

/** Everything of the outside world that the command uses. */
export interface Host {
  /** Absolute, without a `/` at its end. */
  readonly workingDirectory: string;
  readonly fileSystem: FileSystem;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  print(text: string): void;
  printError(text: string): void;
  readStandardInput(): Promise<string>;
  /** Throws where the file cannot be written. */
  writeFile(path: string, text: string): void;
  readonly git: Git;
  /** The date, `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** Milliseconds since some start. */
  now(): number;
}
