import { afterEach, describe, expect, it } from 'vitest';
import { ApiClient } from '../../src/github/api/client.ts';
import { octokitTransport } from '../../src/github/api/octokit.ts';
import { apiChanges } from '../../src/github/api-changes.ts';
import type { GitHubEvent } from '../../src/github/event.ts';
import { sample } from './samples.ts';
import { type Answer, page, type Request, StandIn } from './stand-in.ts';

const HEAD = 'b'.repeat(40);
const BASE = 'a'.repeat(40);
const PULL: GitHubEvent = {
  owner: 'octo',
  repo: 'cache',
  headSha: HEAD,
  pullRequest: { number: 7, isFork: true },
};
const PUSH: GitHubEvent = { owner: 'octo', repo: 'cache', headSha: HEAD, baseSha: BASE };

let standIn: StandIn | undefined;
afterEach(() => standIn?.stop());

async function changes(event: GitHubEvent, answer: (request: Request) => Answer) {
  standIn = await StandIn.start(answer);
  const client = new ApiClient(octokitTransport('t0ken', standIn.url), {
    request: 3_000,
    total: 20_000,
    wait: 1,
  });
  const found = await apiChanges(async () => client, event)();
  expect(standIn.problems).toEqual([]);
  return found;
}

const entry = (filename: string, values: object = {}) =>
  sample('diff-entry', { filename, status: 'modified', changes: 1, ...values });

describe('apiChanges', () => {
  it('reads every kind of file of a pull request, over pages', async () => {
    const files = [
      ...Array.from({ length: 100 }, (_, i) => entry(`${i}`, { patch: '@@ -1 +1 @@\n-a\n+b' })),
      entry('added', { status: 'added', patch: '@@ -0,0 +1 @@\n+b' }),
      entry('copied', { status: 'copied', changes: 0 }),
      entry('gone', { status: 'removed', patch: '@@ -1 +0,0 @@\n-a' }),
      entry('binary', { changes: 0 }),
      entry('moved', { status: 'renamed', previous_filename: 'before', changes: 0 }),
      entry('large', { status: 'renamed', previous_filename: 'small', changes: 9000 }),
      entry('same', { status: 'unchanged', changes: 0 }),
    ];
    const found = await changes(PULL, (request) => page(request, files));
    const edit = { line: 1, added: ['b\n'], removed: ['a\n'] };
    expect(found).toHaveLength(106);
    expect((found as readonly unknown[])[99]).toEqual({ path: '99', status: 'modified', edits: [edit] });
    expect((found as readonly unknown[]).slice(100)).toEqual([
      { path: 'added', status: 'added', edits: [{ line: 1, added: ['b\n'], removed: [] }] },
      { path: 'copied', status: 'added' },
      { path: 'gone', status: 'removed', edits: [{ line: 1, added: [], removed: ['a\n'] }] },
      { path: 'binary', status: 'modified' },
      { path: 'moved', status: 'renamed', previousPath: 'before', edits: [] },
      { path: 'large', status: 'renamed', previousPath: 'small' },
    ]);
  });

  it('compares a push or a merge queue with the commit before', async () => {
    const found = await changes(PUSH, () => ({
      status: 200,
      data: sample('commit-comparison', { files: [entry('a', { patch: '@@ -2 +2 @@\n-x\n+y' })] }),
    }));
    expect(found).toEqual([
      { path: 'a', status: 'modified', edits: [{ line: 2, added: ['y\n'], removed: ['x\n'] }] },
    ]);
    expect(standIn?.requests[0]?.path).toBe(`/repos/octo/cache/compare/${BASE}...${HEAD}`);
  });

  it('says where GitHub lists no more', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => entry(`${i}`));
    expect(await changes(PULL, (request) => page(request, many(3_001)))).toEqual({
      unavailable: expect.stringMatching(
        /^The pull request has 3,000 files or more, and GitHub lists no more/,
      ),
    });
    await standIn?.stop();
    expect(
      await changes(PUSH, () => ({ status: 200, data: sample('commit-comparison', { files: many(300) }) })),
    ).toEqual({ unavailable: expect.stringMatching(/^The comparison has 300 files or more/) });
  });

  it.each<[string, Answer, string]>([
    ['403', { status: 403, data: {} }, 'the token lacks the permission pull-requests: read (403)'],
    ['429', { status: 429, headers: { 'retry-after': '999' } }, 'GitHub limits how much may be asked (429)'],
  ])('says why it does not know: %s', async (_, answer, because) => {
    expect(await changes(PULL, () => answer)).toEqual({
      unavailable: `GitHub does not say what changed: ${because}.`,
    });
  });

  it('does not ask where the event names no base', async () => {
    const { owner, repo, headSha } = PUSH;
    const found = await changes({ owner, repo, headSha }, () => ({ status: 500 }));
    expect(found).toEqual({ unavailable: 'The event does not say what it changes.' });
    expect(standIn?.requests).toEqual([]);
  });
});
