import { afterEach, expect } from 'vitest';
import { ApiClient } from '../../src/github/api/client.ts';
import { octokitTransport } from '../../src/github/api/octokit.ts';
import { type Channels, writeChannels } from '../../src/github/channels.ts';
import type { GitHubEvent } from '../../src/github/event.ts';
import { fixFiles } from '../fixes/fix-files.ts';
import { sample } from './samples.ts';
import { type Answer, page, type Request, StandIn } from './stand-in.ts';

export const HEAD = 'b'.repeat(40);
export const EVENT: GitHubEvent = {
  owner: 'octo',
  repo: 'cache',
  headSha: HEAD,
  pullRequest: { number: 7, isFork: false },
};
export const CONF = '# cache\n-m 64\n-l 127.0.0.1\n-U 11211\n';
export const PATCH = '@@ -1,2 +1,4 @@\n # cache\n -m 64\n+-l 127.0.0.1\n+-U 11211';

let standIn: StandIn | undefined;

/** Starts the server that stands in for GitHub until the test is over. */
export async function start(answer: (request: Request) => Answer): Promise<StandIn> {
  standIn = await StandIn.start(answer);
  return standIn;
}

afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

/** Answers as GitHub does for a pull request with these files and review comments. */
export function gitHub(files: readonly unknown[], comments: readonly unknown[] = []) {
  return (request: Request): Answer => {
    if (request.method === 'DELETE') return { status: 204 };
    if (request.path.endsWith('/files')) return page(request, files);
    if (request.method === 'GET') return page(request, comments);
    if (request.path.endsWith('/reviews')) return { status: 200, data: sample('pull-request-review', {}) };
    if (request.method === 'PATCH' && request.path.includes('/comments/'))
      return { status: 200, data: sample('pull-request-review-comment', {}) };
    return { status: request.method === 'POST' ? 201 : 200, data: sample('check-run', { id: 5 }) };
  };
}

interface Run {
  readonly lost: readonly string[];
  readonly standIn: StandIn;
}

/** Writes to channels, and what they say is lost. */
export async function run(
  answer: (request: Request) => Answer,
  options: {
    readonly files?: Readonly<Record<string, string>>;
    readonly channels?: Channels;
    readonly event?: GitHubEvent;
    readonly token?: string;
  } = {},
): Promise<Run> {
  const server = await start(answer);
  const { before: report, fixes } = await fixFiles(options.files ?? { 'etc/memcached.conf': CONF });
  const limits = { request: 3_000, total: 20_000, wait: 1 };
  const client = new ApiClient(octokitTransport(options.token ?? 't0ken', server.url), limits);
  const lost = await writeChannels(
    options.channels ?? { checks: false, suggestions: true },
    options.event ?? EVENT,
    async () => client,
    { report, fixes, passes: false, summary: '## failed' },
  );
  expect(server.problems).toEqual([]);
  return { lost, standIn: server };
}

/** A file of a pull request. */
export const file = (filename: string, patch?: string) =>
  sample('diff-entry', { filename, status: 'modified', ...(patch === undefined ? {} : { patch }) });
