import type { ApiClient } from '../api/client.ts';
import type { GitHubEvent } from '../event.ts';
import { fingerprintIn } from './marker.ts';

/** A comment of ours in a pull request. */
export interface OwnComment {
  readonly id: number;
  readonly fingerprint: string;
  readonly body: string;
  /** A token of a workflow wrote it, so a token of a workflow may change it. */
  readonly isBot: boolean;
  /** Somebody answered. */
  readonly hasReplies: boolean;
}

const MOST_COMMENTS = 3_000;

/** Every comment of the pull request that carries our mark. Throws an `ApiFailure`. */
export async function ownComments(
  client: ApiClient,
  { owner, repo }: GitHubEvent,
  number: number,
): Promise<readonly OwnComment[]> {
  const all = await client.all(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
    { owner, repo, pull_number: number },
    'pull-requests: read',
    MOST_COMMENTS,
  );
  const comments = all.map(
    (item) =>
      item as {
        readonly id?: unknown;
        readonly body?: unknown;
        readonly in_reply_to_id?: unknown;
        readonly user?: { readonly type?: unknown } | null;
      },
  );
  const answered = new Set(comments.map(({ in_reply_to_id }) => in_reply_to_id));
  return comments.flatMap(({ id, body, user }): OwnComment[] => {
    const fingerprint = typeof body === 'string' ? fingerprintIn(body) : undefined;
    if (typeof id !== 'number' || typeof body !== 'string' || fingerprint === undefined) return [];
    return [{ id, fingerprint, body, isBot: user?.type === 'Bot', hasReplies: answered.has(id) }];
  });
}
