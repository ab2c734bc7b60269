import { afterEach, describe, expect, it } from 'vitest';
import { ApiClient } from '../../src/github/api/client.ts';
import { octokitTransport } from '../../src/github/api/octokit.ts';
import { type Channels, writeChannels } from '../../src/github/channels.ts';
import type { GitHubEvent } from '../../src/github/event.ts';
import { fixFiles } from '../fixes/fix-files.ts';
import { BOT, PERSON, sample } from './samples.ts';
import { type Answer, page, type Request, StandIn } from './stand-in.ts';

const HEAD = 'b'.repeat(40);
const EVENT: GitHubEvent = {
  owner: 'octo',
  repo: 'cache',
  headSha: HEAD,
  pullRequest: { number: 7, isFork: false },
};
const CONF = '# cache\n-m 64\n-l 127.0.0.1\n-U 11211\n';
const PATCH = '@@ -1,2 +1,4 @@\n # cache\n -m 64\n+-l 127.0.0.1\n+-U 11211';

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

/** Answers as GitHub does for a pull request with these files and review comments. */
function gitHub(files: readonly unknown[], comments: readonly unknown[] = []) {
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

async function run(
  answer: (request: Request) => Answer,
  options: {
    readonly files?: Readonly<Record<string, string>>;
    readonly channels?: Channels;
    readonly event?: GitHubEvent;
    readonly token?: string;
  } = {},
): Promise<Run> {
  standIn = await StandIn.start(answer);
  const { before: report, fixes } = await fixFiles(options.files ?? { 'etc/memcached.conf': CONF });
  const limits = { request: 3_000, total: 20_000, wait: 1 };
  const client = new ApiClient(octokitTransport(options.token ?? 't0ken', standIn.url), limits);
  const lost = await writeChannels(
    options.channels ?? { checks: false, suggestions: true },
    options.event ?? EVENT,
    async () => client,
    { report, fixes, passes: false, summary: '## failed' },
  );
  expect(standIn.problems).toEqual([]);
  return { lost, standIn };
}

const file = (filename: string, patch?: string) =>
  sample('diff-entry', { filename, status: 'modified', ...(patch === undefined ? {} : { patch }) });

describe('suggestions', () => {
  it('propose the confirmed fix on its line, in one review', async () => {
    const { lost, standIn: server } = await run(gitHub([file('etc/memcached.conf', PATCH)]));
    expect(lost).toEqual([]);
    const [review, ...others] = server.of('POST', '/pulls/7/reviews');
    expect(others).toEqual([]);
    expect(review?.body).toMatchObject({ commit_id: HEAD, event: 'COMMENT' });
    expect(review?.body.comments).toEqual([
      {
        path: 'etc/memcached.conf',
        line: 4,
        side: 'RIGHT',
        body: expect.stringMatching(
          /^\*\*MG001 udp-enabled\*\*: .*\n\n```suggestion\n-U 0\n```\n\n<!-- memcached-guard suggestion [0-9a-f]{32} -->$/,
        ),
      },
    ]);
  });

  it('add a line by repeating the one before it', async () => {
    const { standIn: server } = await run(
      gitHub([file('etc/memcached.conf', '@@ -0,0 +1,2 @@\n+-l 10.0.0.5\n+-m 64')]),
      { files: { 'etc/memcached.conf': '-l 10.0.0.5\n-m 64\n' } },
    );
    const [comment] = server.of('POST', '/reviews')[0]!.body.comments;
    expect(comment.line).toBe(1);
    expect(comment.body).toContain('```suggestion\n-l 10.0.0.5\n-U 0\n```');
  });

  it.each([
    ['outside of the diff', '@@ -1,1 +1,2 @@\n # cache\n+-m 64', CONF],
    ['where the trial merge has other lines than the head', PATCH.replace('-U 11211', '-U 11212'), CONF],
    ['of a file without a patch', undefined, CONF],
    ['with Windows line breaks', PATCH.replaceAll('\n', '\r\n'), CONF.replaceAll('\n', '\r\n')],
    [
      'on a line with a character that nobody sees',
      '@@ -1,1 +1,2 @@\n+-l 127.0.0.1\n+-U 11211 \u202E',
      '-l 127.0.0.1\n-U 11211 \u202E\n',
    ],
  ])('none %s', async (_, patch, text) => {
    const { lost, standIn: server } = await run(gitHub([file('etc/memcached.conf', patch)]), {
      files: { 'etc/memcached.conf': text },
    });
    expect(lost).toEqual([]);
    expect(server.of('POST', '/reviews')).toEqual([]);
  });

  it('find their file on the last page', async () => {
    const many = Array.from({ length: 230 }, (_, i) => file(`${i}`, PATCH));
    const { standIn: server } = await run(gitHub([...many, file('etc/memcached.conf', PATCH)]));
    expect(server.of('GET', '/files').map(({ query }) => query.get('page'))).toEqual(['1', '2', '3']);
    expect(server.of('POST', '/reviews')).toHaveLength(1);
  });

  it('are not repeated on the next push', async () => {
    const first = await run(gitHub([file('etc/memcached.conf', PATCH)]));
    const { body } = first.standIn.of('POST', '/reviews')[0]!.body.comments[0];
    await first.standIn.stop();
    const filler = Array.from({ length: 120 }, (_, i) => comment(i + 100, 'looks good', PERSON));
    const again = await run(gitHub([file('etc/memcached.conf', PATCH)], [...filler, comment(1, body, BOT)]));
    expect(again.standIn.of('POST', '/reviews')).toEqual([]);
    expect(again.standIn.of('DELETE', '')).toEqual([]);
  });

  it('go when their finding is gone, stay as done where somebody answered, and are never another’s', async () => {
    const stale = (id: number, print: string, user: object) =>
      comment(
        id,
        `**MG001**: open\n\n\`\`\`suggestion\n-U 0\n\`\`\`\n\n<!-- memcached-guard suggestion ${print} -->`,
        user,
      );
    const comments = [
      stale(1, 'aa', BOT),
      stale(2, 'bb', BOT),
      { ...comment(3, 'why?', PERSON), in_reply_to_id: 2 },
      stale(4, 'cc', PERSON),
      comment(5, 'nothing of ours', BOT),
    ];
    const { lost, standIn: server } = await run(gitHub([], comments), {
      files: { 'etc/memcached.conf': '-U 0\n-l ::1\n' },
    });
    expect(lost).toEqual([]);
    expect(server.of('DELETE', '').map(({ path }) => path)).toEqual(['/repos/octo/cache/pulls/comments/1']);
    expect(server.of('PATCH', '').map(({ path, body }) => [path, body])).toEqual([
      ['/repos/octo/cache/pulls/comments/2', { body: '**MG001**: open\n\nThis is mended.' }],
    ]);
  });

  it('ask nothing outside of a pull request', async () => {
    const { owner, repo, headSha } = EVENT;
    const { lost, standIn: server } = await run(gitHub([]), { event: { owner, repo, headSha } });
    expect(lost).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

describe('the check run', () => {
  const checks: Channels = { checks: true, suggestions: false };
  const many = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`${i}/memcached.conf`, '-l 0.0.0.0\n-U 0\n']),
    );

  it.each([
    [1, [1]],
    [50, [50]],
    [120, [50, 50, 20]],
    [510, [50, 50, 50, 50, 50, 50, 50, 50, 50, 50]],
  ])('%i findings: annotations in batches of %j', async (count, batches) => {
    const { lost, standIn: server } = await run(gitHub([]), { channels: checks, files: many(count) });
    expect(lost).toEqual([]);
    const bodies = server.requests.map(({ body }) => body);
    expect(bodies.map(({ output }) => output.annotations.length)).toEqual(batches);
    expect(bodies[0]).toMatchObject({ name: 'memcached-guard', head_sha: HEAD, conclusion: 'failure' });
    expect(bodies[0].output.annotations[0]).toMatchObject({
      start_line: 1,
      end_line: 1,
      start_column: 4,
      end_column: 11,
      annotation_level: 'failure',
      title: 'MG010 public-bind',
    });
    expect(bodies[0].output.summary).toBe(
      count > 500 ? '## failed\n\n_10 more findings without an annotation._' : '## failed',
    );
  });

  it('does not need a pull request', async () => {
    const { owner, repo, headSha } = EVENT;
    const { standIn: server } = await run(gitHub([]), { channels: checks, event: { owner, repo, headSha } });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a channel is lost with one line', () => {
  const both: Channels = { checks: true, suggestions: true };
  const all = (answer: Answer) => (): Answer => answer;
  const message = (text: string) => ({ message: text });

  it.each<[string, Answer, RegExp, number]>([
    [
      '403',
      { status: 403, data: message('Resource not accessible') },
      /lacks the permission (checks: write|pull-requests: read) \(403\)/,
      2,
    ],
    [
      '404',
      { status: 404, data: message('Not Found') },
      /the permission (checks: write|pull-requests: read) \(404\)/,
      2,
    ],
    [
      '422',
      { status: 422, data: message('line must be part of the diff\u001B[31m') },
      /refused it \(422: line must be part of the diff<U\+001B>/,
      2,
    ],
    [
      '429 for longer than anybody waits',
      { status: 429, headers: { 'retry-after': '3600' } },
      /limits how much may be asked \(429\)/,
      2,
    ],
    [
      'a rate limit that is used up',
      { status: 403, headers: { 'retry-after': '120' } },
      /limits how much may be asked \(403\)/,
      2,
    ],
    ['500', { status: 500, data: message('oops') }, /GitHub has a problem \(500\)/, 3],
    ['no answer', { status: 200, silent: true }, /did not answer \(it took too long\)/, 4],
    ['an answer that is no list', { status: 200, data: 'x' }, /something else than a list/, 2],
  ])(
    '%s',
    async (_, answer, line, requests) => {
      standIn = await StandIn.start(all(answer));
      const { before: report, fixes } = await fixFiles({ 'etc/memcached.conf': CONF });
      const client = new ApiClient(octokitTransport('t0ken', standIn.url), {
        request: 100,
        total: 8_000,
        wait: 1,
      });
      const told = { report, fixes, passes: false, summary: '' };
      const lost = await writeChannels(both, EVENT, async () => client, told);
      expect(lost.length).toBeGreaterThan(0);
      for (const each of lost) {
        expect(each).toMatch(line);
        expect(each).not.toContain('\n');
        expect(each).toMatch(/^No (check run|suggestions): .*\. The verdict does not depend on it\.$/);
      }
      expect(standIn.requests).toHaveLength(requests);
    },
    15_000,
  );

  it('says that forks usually may not', async () => {
    const event = { ...EVENT, pullRequest: { number: 7, isFork: true } };
    const { lost } = await run(all({ status: 403, data: message('no') }), { event });
    expect(lost).toEqual([
      'No suggestions: the token lacks the permission pull-requests: read (403), as usual for a pull request from a fork. The verdict does not depend on it.',
    ]);
  });

  it('a token that is not valid, none at all, no server, no workflow', async () => {
    expect((await run(gitHub([]), { token: 'wrong' })).lost).toEqual([
      'No suggestions: the token is not valid (401). The verdict does not depend on it.',
    ]);
    const { before: report, fixes } = await fixFiles({ 'etc/memcached.conf': CONF });
    const told = { report, fixes, passes: false, summary: '' };
    const checks = { checks: true, suggestions: false };
    expect(await writeChannels(checks, EVENT, undefined, told)).toEqual([
      'No check run: the input github-token is empty. The verdict does not depend on it.',
    ]);
    expect((await writeChannels(both, undefined, undefined, told))[1]).toMatch(
      /this is no run of a workflow/,
    );
    const nobody = new ApiClient(octokitTransport('t', 'http://127.0.0.1:1'), {
      request: 500,
      total: 900,
      wait: 0,
    });
    expect((await writeChannels(checks, EVENT, async () => nobody, told))[0]).toMatch(
      /GitHub (did not answer|took|has a problem)/,
    );
  });

  it('waits as long as it is asked to, and then it works', async () => {
    let refusals = 2;
    const answer = gitHub([]);
    const { lost, standIn: server } = await run(
      (request) => (refusals-- > 0 ? { status: 429, headers: { 'retry-after': '0' } } : answer(request)),
      { channels: { checks: true, suggestions: false } },
    );
    expect(lost).toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  it('asks again what is only a question, and never sends twice what may have been done', async () => {
    let failures = 1;
    const answer = gitHub([file('etc/memcached.conf', PATCH)]);
    const once = await run((request) => (failures-- > 0 ? { status: 502 } : answer(request)));
    expect(once.lost).toEqual([]);
    await once.standIn.stop();
    const post = await run(() => ({ status: 502 }), { channels: { checks: true, suggestions: false } });
    expect(post.standIn.requests).toHaveLength(1);
    expect(post.lost).toHaveLength(1);
  });
});

function comment(id: number, body: string, user: object): Record<string, unknown> {
  return sample('pull-request-review-comment', { id, body, user });
}
