import type { ApiClient } from './api/client.ts';
import type { GitHubEvent } from './event.ts';

/** One file of a pull request or comparison. */
export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  /** `added`, `removed`, `modified`, `renamed`, `copied`, `changed`, `unchanged`. */
  readonly status: string;
  /** Absent for binary and large files. */
  readonly patch?: string;
  /** How many lines were added and removed. */
  readonly lines?: number;
}

/** GitHub lists so many files of a pull request and not one more. */
export const MOST_FILES = 3_000;

/** The files of a pull request. Throws an `ApiFailure`. */
export async function pullRequestFiles(
  client: ApiClient,
  { owner, repo }: GitHubEvent,
  number: number,
): Promise<{ readonly files: readonly ChangedFile[]; readonly isComplete: boolean }> {
  const items = await client.all(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    { owner, repo, pull_number: number },
    'pull-requests: read',
    MOST_FILES,
  );
  return { files: changedFiles(items), isComplete: items.length < MOST_FILES };
}

/** Entries of the API's lists of files; what is none is passed over. */
export function changedFiles(items: readonly unknown[]): readonly ChangedFile[] {
  return items.flatMap((item): ChangedFile[] => {
    const { filename, previous_filename, status, patch, changes } = item as Readonly<Record<string, unknown>>;
    if (typeof filename !== 'string') return [];
    return [
      {
        path: filename,
        status: typeof status === 'string' ? status : 'modified',
        ...(typeof previous_filename === 'string' ? { previousPath: previous_filename } : {}),
        ...(typeof patch === 'string' ? { patch } : {}),
        ...(typeof changes === 'number' ? { lines: changes } : {}),
      },
    ];
  });
}
