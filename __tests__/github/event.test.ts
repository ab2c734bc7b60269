import { describe, expect, it } from 'vitest';
import { readEvent } from '../../src/github/event.ts';
import type { FileSystem } from '../../src/repository/file-system.ts';

const SHA = 'c'.repeat(40);
const HEAD = 'b'.repeat(40);
const BASE = 'a'.repeat(40);

function read(payload: unknown, environment: Record<string, string> = {}) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const fileSystem = {
    read: (path: string) => (path === '/event.json' ? new TextEncoder().encode(text) : undefined),
  } as unknown as FileSystem;
  return readEvent(
    { GITHUB_REPOSITORY: 'octo/cache', GITHUB_SHA: SHA, GITHUB_EVENT_PATH: '/event.json', ...environment },
    fileSystem,
  );
}

const pull = (from: string | null) => ({
  number: 7,
  head: { sha: HEAD, repo: from === null ? null : { full_name: from } },
  base: { sha: BASE, repo: { full_name: 'octo/cache' } },
});

describe('readEvent', () => {
  it.each([
    [
      'a pull request',
      { pull_request: pull('octo/cache') },
      { headSha: HEAD, baseSha: BASE, pullRequest: { number: 7, isFork: false } },
    ],
    [
      'one from a fork',
      { pull_request: pull('mona/cache') },
      { headSha: HEAD, baseSha: BASE, pullRequest: { number: 7, isFork: true } },
    ],
    [
      'one from a fork that is gone',
      { pull_request: pull(null) },
      { headSha: HEAD, baseSha: BASE, pullRequest: { number: 7, isFork: true } },
    ],
    ['a push', { before: BASE, after: SHA }, { headSha: SHA, baseSha: BASE }],
    ['the first push of a branch', { before: '0'.repeat(40) }, { headSha: SHA }],
    ['a merge queue', { merge_group: { base_sha: BASE, head_sha: SHA } }, { headSha: SHA, baseSha: BASE }],
    ['a schedule', { schedule: '0 0 * * *' }, { headSha: SHA }],
    ['no JSON', '{', { headSha: SHA }],
    ['no object', 'null', { headSha: SHA }],
    [
      'values of other kinds',
      { pull_request: { number: '7', head: 1, base: [] }, before: 5 },
      { headSha: SHA },
    ],
  ])('%s', (_, payload, expected) => {
    expect(read(payload)).toEqual({ owner: 'octo', repo: 'cache', ...expected });
  });

  it.each([{ GITHUB_REPOSITORY: '' }, { GITHUB_REPOSITORY: 'octo' }, { GITHUB_SHA: 'main' }])(
    'nothing with %j',
    (environment) => {
      expect(read({}, environment)).toBeUndefined();
    },
  );
});
