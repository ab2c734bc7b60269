import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/changes/change.ts';
import { changesSince } from '../../src/changes/git-changes.ts';
import { nodeGit } from '../../src/changes/node-git.ts';
import { repositoryBefore } from '../../src/changes/repository-before.ts';
import { nodeFileSystem } from '../../src/repository/node-file-system.ts';
import { openRepository } from '../../src/repository/open-repository.ts';
import { isReadable } from '../../src/repository/repository.ts';
import { WorkingTree } from './working-tree.ts';

const git = nodeGit(process.env);
const trees: WorkingTree[] = [];

function workingTree(files: Readonly<Record<string, string>>): WorkingTree {
  const tree = new WorkingTree(files);
  trees.push(tree);
  return tree;
}

afterAll(() => {
  for (const tree of trees) tree[Symbol.dispose]();
});

async function changed(tree: WorkingTree, revision: string, below = ''): Promise<Change> {
  const folder = below === '' ? tree.folder : `${tree.folder}/${below}`;
  const change = await changesSince({ git, folder, prefix: below === '' ? '' : `${below}/` }, revision);
  if ('unavailable' in change) throw new Error(change.unavailable);
  return change;
}

describe('what changed since a revision', () => {
  it('is what is committed, what is not, and what git does not know yet', async () => {
    const tree = workingTree({ a: '1\n2\n3\n', b: 'b\n', c: 'c\n', '.gitignore': 'ignored\n' });
    tree.git('checkout', '-q', '-b', 'work');
    tree.write('a', '1\n2\nthree\n');
    tree.commit();
    tree.write('b', 'B\n');
    tree.write('new', 'new\n');
    tree.write('ignored', 'x\n');
    tree.git('checkout', '-q', 'main', '--', 'c');
    expect(await changed(tree, 'main')).toEqual([
      { path: 'a', status: 'modified', edits: [{ line: 3, added: ['three\n'], removed: ['3\n'] }] },
      { path: 'b', status: 'modified', edits: [{ line: 1, added: ['B\n'], removed: ['b\n'] }] },
      { path: 'new', status: 'added' },
    ]);
  });

  it('is not what others changed meanwhile', async () => {
    const tree = workingTree({ a: '1\n', b: '1\n' });
    tree.git('checkout', '-q', '-b', 'work');
    tree.write('a', '2\n');
    tree.commit();
    tree.git('checkout', '-q', 'main');
    tree.write('b', '2\n');
    tree.commit();
    tree.git('checkout', '-q', 'work');
    expect((await changed(tree, 'main')).map(({ path }) => path)).toEqual(['a']);
  });

  it('in a folder has the paths of the report', async () => {
    const tree = workingTree({ 'deploy/a': '1\n', 'other/b': '1\n', 'deploy/sub/c': 'same\nsame\nsame\n' });
    tree.write('deploy/a', '2\n');
    tree.write('other/b', '2\n');
    tree.write('deploy/new', '');
    tree.git('mv', 'deploy/sub/c', 'deploy/d');
    expect(await changed(tree, 'HEAD', 'deploy')).toMatchObject([
      { path: 'deploy/a', status: 'modified' },
      { path: 'deploy/d', previousPath: 'deploy/sub/c', status: 'renamed' },
      { path: 'deploy/new', status: 'added' },
    ]);
  });

  it("does not depend on anybody's settings", async () => {
    const tree = workingTree({ 'ä b': '1\n', a: '1\n' });
    for (const [key, value] of [
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.external', 'false'],
      ['color.ui', 'always'],
      ['diff.context', '10'],
      ['core.fsmonitor', 'touch fsmonitor-ran; false'],
    ] as const) {
      tree.git('config', key, value);
    }
    tree.write('ä b', '2\n');
    tree.write('a', '2\n');
    expect((await changed(tree, 'HEAD')).map(({ path, edits }) => [path, edits?.length])).toEqual([
      ['a', 1],
      ['ä b', 1],
    ]);
  });

  it.each([
    [
      'nowhere',
      'What changed cannot be known, so every finding counts: the commit nowhere is not in this clone, which may be shallow (fetch-depth: 0 fetches all).',
    ],
    [
      '--output=x',
      'What changed cannot be known, so every finding counts: the commit --output=x is not in this clone, which may be shallow (fetch-depth: 0 fetches all).',
    ],
  ])('is not known since %s', async (revision, unavailable) => {
    const tree = workingTree({ a: '1\n' });
    expect(await changesSince({ git, folder: tree.folder, prefix: '' }, revision)).toEqual({ unavailable });
  });

  it('is not known without a common ancestor, without git and outside a working tree', async () => {
    const tree = workingTree({ a: '1\n' });
    tree.git('checkout', '-q', '--orphan', 'other');
    tree.write('a', 'another beginning\n');
    tree.commit();
    expect(await changesSince({ git, folder: tree.folder, prefix: '' }, 'main')).toEqual({
      unavailable:
        'What changed cannot be known, so every finding counts: this clone has no common ancestor of main and HEAD; it may be shallow.',
    });
    const outside = {
      unavailable:
        'What changed cannot be known, so every finding counts: git is not installed, or this folder is in no working tree of it.',
    };
    expect(await changesSince({ git, folder: '/', prefix: '' }, 'main')).toEqual(outside);
    const missing = nodeGit({ ...process.env, PATH: '/nowhere' });
    expect(await changesSince({ git: missing, folder: tree.folder, prefix: '' }, 'main')).toEqual(outside);
  });
});

describe('the repository before a change', () => {
  it('is what git says it was, for any change', async () => {
    const line = fc.constantFrom(
      'a',
      'b',
      '',
      '-- x',
      '+++ b/y',
      '@@ -1 +1 @@',
      'ä',
      'r\r',
      'diff --git a/a b/a',
    );
    const content = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
      .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''));
    const names = ['a', 'b c', 'd/e', 'd/f', 'ü', 'q"t'];
    const state = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.option(content, { nil: undefined })])),
    );
    await fc.assert(
      fc.asyncProperty(state, state, async (then, now) => {
        const present = Object.entries(then).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        );
        const tree = new WorkingTree(Object.fromEntries(present));
        try {
          for (const name of names) {
            const text = now[name];
            if (text !== undefined) tree.write(name, text);
            else if (then[name] !== undefined) tree.delete(name);
          }
          const repository = openRepository(nodeFileSystem(), tree.folder);
          const before = repositoryBefore(repository, await changed(tree, 'HEAD'));
          expect(before.paths).toEqual(present.map(([name]) => name).sort());
          for (const [name, text] of present) {
            const file = before.read(name);
            expect([name, isReadable(file) ? file.text : undefined]).toEqual([name, text]);
          }
          for (const name of names) expect(before.has(name)).toBe(then[name] !== undefined);
        } finally {
          tree[Symbol.dispose]();
        }
      }),
      { seed: 3, numRuns: 12 },
    );
  }, 60_000);
});
