import type { Fix } from '../fixes/fix.ts';
import type { Finding } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { verdict } from '../reporters/verdict.ts';
import type { ApiClient } from './api/client.ts';
import { ApiFailure } from './api/failure.ts';
import { publishCheckRun } from './check-run.ts';
import type { GitHubEvent } from './event.ts';
import { publishSuggestions } from './suggestions/publish.ts';

/** What the write channels tell. */
export interface Told {
  readonly report: Report;
  readonly fixes: ReadonlyMap<Finding, Fix>;
  readonly passes: boolean;
  /** Markdown for the check run. */
  readonly summary: string;
}

export interface Channels {
  readonly checks: boolean;
  readonly suggestions: boolean;
}

/**
 * Writes to the pull request where it was asked for. A channel that fails is lost with one line that says why and
 * what it needs; the lines are returned, since none of this may change the verdict. Never throws.
 */
export async function writeChannels(
  { checks, suggestions }: Channels,
  event: GitHubEvent | undefined,
  connect: (() => Promise<ApiClient>) | undefined,
  told: Told,
): Promise<readonly string[]> {
  const lost: string[] = [];
  const attempt = async (what: string, write: (client: ApiClient, event: GitHubEvent) => Promise<void>) => {
    try {
      if (event === undefined) throw new ApiFailure('this is no run of a workflow');
      if (connect === undefined) throw new ApiFailure('the input github-token is empty');
      await write(await connect(), event);
    } catch (error) {
      lost.push(`${what}: ${reasonOf(error, event)}. The verdict does not depend on it.`);
    }
  };
  if (checks) {
    const title = verdict(told.report);
    await attempt('No check run', (client, at) =>
      publishCheckRun(client, at, told.report, told.passes, { title, summary: told.summary }),
    );
  }
  if (suggestions && (event === undefined || event.pullRequest !== undefined)) {
    await attempt('No suggestions', (client, at) => publishSuggestions(client, at, told.report, told.fixes));
  }
  return lost;
}

function reasonOf(error: unknown, event: GitHubEvent | undefined): string {
  if (!(error instanceof ApiFailure))
    return `there is a bug (${error instanceof Error ? error.message : error})`;
  const denied = error.status === 403 || error.status === 404;
  if (!denied || event?.pullRequest?.isFork !== true) return error.message;
  return `${error.message}, as usual for a pull request from a fork`;
}
