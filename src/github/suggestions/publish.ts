import type { Fix } from '../../fixes/fix.ts';
import type { Finding } from '../../policy/finding.ts';
import type { Report } from '../../report/report.ts';
import { plural, shownFindings, worstFirst } from '../../reporters/wording.ts';
import type { ApiClient } from '../api/client.ts';
import { ApiFailure } from '../api/failure.ts';
import type { GitHubEvent } from '../event.ts';
import { pullRequestFiles } from '../pull-request-files.ts';
import { withoutSuggestion } from './marker.ts';
import { patchLines } from './patch-lines.ts';
import { type OwnComment, ownComments } from './review-comments.ts';
import { type Suggestion, suggestionFor } from './suggestion.ts';

/** A review with more comments than this is a wall. */
const MOST_SUGGESTIONS = 20;
const PERMISSION = 'pull-requests: write';

/**
 * Suggests the confirmed fixes on the lines of the pull request, each once, in one review; takes away those that
 * are done with. Throws an `ApiFailure`.
 */
export async function publishSuggestions(
  client: ApiClient,
  event: GitHubEvent,
  report: Report,
  fixes: ReadonlyMap<Finding, Fix>,
): Promise<void> {
  const number = event.pullRequest?.number;
  if (number === undefined) return;
  const comments = await ownComments(client, event, number);
  const findings = worstFirst(shownFindings(report));
  const current = new Set(findings.map(({ fingerprint }) => fingerprint));
  for (const comment of comments) {
    if (comment.isBot && !current.has(comment.fingerprint)) await takeAway(client, event, comment);
  }
  const said = new Set(comments.map(({ fingerprint }) => fingerprint));
  const wanted = findings.filter((finding) => fixes.has(finding) && !said.has(finding.fingerprint));
  if (wanted.length === 0) return;
  const { files } = await pullRequestFiles(client, event, number);
  const patches = new Map(files.map(({ path, patch }) => [path, patch]));
  const suggestions = wanted.flatMap((finding): Suggestion[] => {
    const fix = fixes.get(finding);
    const patch = patches.get(fix?.edits[0]?.at.file.path ?? '');
    const suggestion =
      fix && patch !== undefined ? suggestionFor(finding, fix, patchLines(patch)) : undefined;
    return suggestion === undefined ? [] : [suggestion];
  });
  if (suggestions.length > 0) await review(client, event, number, suggestions.slice(0, MOST_SUGGESTIONS));
}

async function review(
  client: ApiClient,
  { owner, repo, headSha }: GitHubEvent,
  number: number,
  suggestions: readonly Suggestion[],
): Promise<void> {
  await client.request(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    {
      owner,
      repo,
      pull_number: number,
      commit_id: headSha,
      event: 'COMMENT',
      body: `memcached-guard suggests ${plural(suggestions.length, 'change')}.`,
      comments: suggestions.map(({ path, first, last, body }) => ({
        path,
        body,
        side: 'RIGHT',
        line: last,
        ...(first < last ? { start_line: first, start_side: 'RIGHT' } : {}),
      })),
    },
    PERMISSION,
  );
}

/** A comment that nobody answered goes; else it stays, since people's words are theirs, but says that it is done. */
async function takeAway(
  client: ApiClient,
  { owner, repo }: GitHubEvent,
  { id, body, hasReplies }: OwnComment,
): Promise<void> {
  const comment = { owner, repo, comment_id: id };
  const route = '/repos/{owner}/{repo}/pulls/comments/{comment_id}';
  try {
    if (!hasReplies) await client.request(`DELETE ${route}`, comment, PERMISSION);
    else await client.request(`PATCH ${route}`, { ...comment, body: withoutSuggestion(body) }, PERMISSION);
  } catch (error) {
    // Somebody was quicker.
    if (!(error instanceof ApiFailure && error.status === 404)) throw error;
  }
}
