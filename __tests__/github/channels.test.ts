import { describe, expect, it } from 'vitest';
import type { Channels } from '../../src/github/channels.ts';
import { CONF, EVENT, file, gitHub, HEAD, PATCH, run } from './channel-run.ts';
import { BOT, PERSON, sample } from './samples.ts';

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

function comment(id: number, body: string, user: object): Record<string, unknown> {
  return sample('pull-request-review-comment', { id, body, user });
}
