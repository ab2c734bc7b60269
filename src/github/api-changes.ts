import type { Change, ChangeSource, FileChange } from '../changes/change.ts';
import { parsePatch } from '../changes/parse-diff.ts';
import type { ApiClient } from './api/client.ts';
import { ApiFailure } from './api/failure.ts';
import type { GitHubEvent } from './event.ts';
import { type ChangedFile, changedFiles, MOST_FILES, pullRequestFiles } from './pull-request-files.ts';

/** A comparison of two commits lists so many files and not one more. */
const MOST_COMPARED = 300;

/**
 * What changed, as GitHub tells, for a checkout that lacks the base: the files of the pull request, else the
 * comparison with the commit before. A file without a patch is changed as a whole.
 */
export function apiChanges(connect: () => Promise<ApiClient>, event: GitHubEvent): ChangeSource {
  return async () => {
    const { pullRequest, baseSha } = event;
    if (pullRequest === undefined && baseSha === undefined) {
      return { unavailable: 'The event does not say what it changes.' };
    }
    try {
      const client = await connect();
      const files =
        pullRequest === undefined
          ? await compared(client, event, baseSha ?? '')
          : await ofPullRequest(client, event, pullRequest.number);
      return typeof files === 'string' ? { unavailable: files } : files.flatMap(toChange);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      return { unavailable: `GitHub does not say what changed: ${error.message}.` };
    }
  };
}

type Files = readonly ChangedFile[] | string;

async function ofPullRequest(client: ApiClient, event: GitHubEvent, number: number): Promise<Files> {
  const { files, isComplete } = await pullRequestFiles(client, event, number);
  return isComplete ? files : tooMany('The pull request', MOST_FILES);
}

async function compared(client: ApiClient, event: GitHubEvent, baseSha: string): Promise<Files> {
  const { owner, repo, headSha } = event;
  const data = await client.request(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    { owner, repo, basehead: `${baseSha}...${headSha}`, per_page: 1 },
    'contents: read',
  );
  const files = (data as { readonly files?: unknown } | null)?.files;
  if (!Array.isArray(files)) return 'GitHub lists no files of this comparison.';
  return files.length < MOST_COMPARED ? changedFiles(files) : tooMany('The comparison', MOST_COMPARED);
}

function tooMany(what: string, most: number): string {
  return `${what} has ${most.toLocaleString('en')} files or more, and GitHub lists no more than that, so every file counts as changed.`;
}

const STATUSES: Readonly<Record<string, FileChange['status']>> = {
  added: 'added',
  copied: 'added',
  removed: 'removed',
  renamed: 'renamed',
};

function toChange({ path, previousPath, status, patch, lines }: ChangedFile): Change {
  if (status === 'unchanged') return [];
  const kind = STATUSES[status] ?? 'modified';
  const edits = lines === 0 && kind === 'renamed' ? [] : patch === undefined ? undefined : parsePatch(patch);
  return [
    {
      path,
      status: kind,
      ...(kind === 'renamed' && previousPath !== undefined ? { previousPath } : {}),
      ...(edits === undefined ? {} : { edits }),
    },
  ];
}
