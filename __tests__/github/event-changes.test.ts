import { afterEach, describe, expect, it } from 'vitest';
import type { Change, Unavailable } from '../../src/changes/change.ts';
import { nodeGit } from '../../src/changes/node-git.ts';
import type { GitHubEvent } from '../../src/github/event.ts';
import { firstKnown, localChanges } from '../../src/github/event-changes.ts';
import { WorkingTree } from '../changes/working-tree.ts';

const git = nodeGit(process.env);
let tree: WorkingTree | undefined;

afterEach(() => {
  tree?.[Symbol.dispose]();
  tree = undefined;
});

function event(baseSha: string | undefined, headSha: string, isPullRequest: boolean): GitHubEvent {
  return {
    owner: 'octo',
    repo: 'cache',
    headSha,
    ...(baseSha === undefined ? {} : { baseSha }),
    ...(isPullRequest ? { pullRequest: { number: 1, isFork: false } } : {}),
  };
}

function paths(answer: Change | Unavailable): readonly string[] | string {
  return 'unavailable' in answer ? answer.unavailable : answer.map(({ path }) => path);
}

async function changed({ folder }: WorkingTree, about: GitHubEvent | undefined) {
  return paths(await localChanges({ git, folder, prefix: '' }, about)());
}

describe('what an event changed', () => {
  it('by a pull request is what its trial merge adds to the branch as it is now', async () => {
    tree = new WorkingTree({ a: '1\n', b: '1\n' });
    const base = tree.git('rev-parse', 'HEAD');
    tree.git('checkout', '-q', '-b', 'work');
    tree.write('a', '2\n');
    const head = tree.commit();
    tree.git('checkout', '-q', 'main');
    tree.write('b', '2\n');
    tree.commit();
    tree.git('merge', '-q', '--no-ff', '-m', 'trial', 'work');
    expect(await changed(tree, event(base, head, true))).toEqual(['a']);
    expect(await changed(tree, event(base, head, false))).toEqual(['a', 'b']);
    tree.git('checkout', '-q', head);
    expect(await changed(tree, event(base, head, true))).toEqual(['a']);
  });

  it('by a push or a merge queue is what came since the commit before', async () => {
    tree = new WorkingTree({ a: '1\n' });
    const before = tree.git('rev-parse', 'HEAD');
    tree.write('a', '2\n');
    tree.commit();
    tree.write('c', '1\n');
    const head = tree.commit();
    expect(await changed(tree, event(before, head, false))).toEqual(['a', 'c']);
  });

  it.each([undefined, event(undefined, 'a'.repeat(40), false)])('is not known from %j', async (about) => {
    tree = new WorkingTree({ a: '1\n' });
    expect(await changed(tree, about)).toBe(
      'What changed cannot be known, so every finding counts: the event names no commit to compare with, as the first push of a branch, a schedule or a manual run.',
    );
  });

  it('is not known in a clone that lacks the commit', async () => {
    tree = new WorkingTree({ a: '1\n' });
    expect(await changed(tree, event('b'.repeat(40), 'a'.repeat(40), true))).toBe(
      `What changed cannot be known, so every finding counts: the commit ${'b'.repeat(40)} is not in this clone, which may be shallow (fetch-depth: 0 fetches all).`,
    );
  });

  it('is asked of the next source where one does not know', async () => {
    const known = async () => [];
    const unknown = (unavailable: string) => async () => ({ unavailable });
    expect(await firstKnown([unknown('a'), known])).toEqual([]);
    expect(await firstKnown([unknown('a'), unknown('b')])).toEqual({ unavailable: 'b' });
    expect(await firstKnown([])).toHaveProperty('unavailable');
  });
});
