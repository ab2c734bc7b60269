import type { Change, ChangeSource, Unavailable } from '../changes/change.ts';
import { changesSince, type GitFolder, resolveCommit } from '../changes/git-changes.ts';
import type { GitHubEvent } from './event.ts';

/** What the event changed, as the checkout's own git tells: no token, no network. */
export function localChanges(folder: GitFolder, event: GitHubEvent | undefined): ChangeSource {
  return async () => {
    if (event?.baseSha === undefined) {
      return {
        unavailable:
          'What changed cannot be known, so every finding counts: the event names no commit to compare with, as the first push of a branch, a schedule or a manual run.',
      };
    }
    return changesSince(folder, (await trialMergeBase(folder, event)) ?? event.baseSha);
  };
}

/**
 * What a pull request is merged into on trial. The checkout is that merge as a rule, and the branch may have moved
 * on since the event, so that the event's base would blame the pull request for the commits of others.
 */
async function trialMergeBase(folder: GitFolder, event: GitHubEvent): Promise<string | undefined> {
  if (event.pullRequest === undefined) return undefined;
  const merged = await resolveCommit(folder, 'HEAD^2');
  return merged === event.headSha ? resolveCommit(folder, 'HEAD^1') : undefined;
}

/** The first source that knows; what the last one says where none does. */
export async function firstKnown(sources: readonly ChangeSource[]): Promise<Change | Unavailable> {
  let answer: Change | Unavailable = {
    unavailable: 'What changed cannot be known, so every finding counts.',
  };
  for (const source of sources) {
    answer = await source();
    if (!('unavailable' in answer)) return answer;
  }
  return answer;
}
