import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/repository/node-file-system.ts';
import { openRepository } from '../../src/repository/open-repository.ts';
import { isReadable } from '../../src/repository/repository.ts';

const made: string[] = [];

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'guard-repository-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

function git(root: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.net', ...args], {
    cwd: root,
    stdio: 'ignore',
  });
}

afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

const open = (root: string, prefix = '') => openRepository(nodeFileSystem(), root, prefix);

describe('files of a repository', () => {
  it('are every file where git is not used, node_modules and links left out', () => {
    const root = folder({ 'a.conf': 'a', 'sub/b.conf': 'b', 'node_modules/c.conf': 'c' });
    symlinkSync('/etc', join(root, 'out'));
    symlinkSync(join(root, 'a.conf'), join(root, 'link.conf'));
    expect(open(root).paths).toEqual(['a.conf', 'sub/b.conf']);
  });

  it.each([['2'], ['3'], ['4']])(
    'are read from a git index of version %s, ignored files left out',
    (version) => {
      const root = folder({
        '.gitignore': 'build/\n*.log\n!keep.log\n',
        'a.conf': 'a',
        'build/b.conf': 'b',
        'build/tracked.conf': 't',
        'x.log': 'x',
        'keep.log': 'k',
        'sub/.gitignore': 'secret.*\n',
        'sub/secret.conf': 's',
        'sub/new.conf': 'n',
        'secret.conf': 'not ignored here',
      });
      git(root, 'init', '-q');
      git(root, 'add', '-f', 'a.conf', 'build/tracked.conf', '.gitignore', 'sub/.gitignore');
      git(root, 'update-index', `--index-version=${version}`);
      expect(open(root).paths).toEqual([
        '.gitignore',
        'a.conf',
        'build/tracked.conf',
        'keep.log',
        'secret.conf',
        'sub/.gitignore',
        'sub/new.conf',
      ]);
    },
  );

  it('are found in a worktree, whose .git is a file', () => {
    const root = folder({ 'a.conf': 'a', '.gitignore': 'ignored.conf\n' });
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'a');
    const tree = join(root, 'tree');
    git(root, 'worktree', 'add', '-q', tree);
    writeFileSync(join(tree, 'ignored.conf'), 'x');
    expect(open(tree).paths).toEqual(['.gitignore', 'a.conf']);
  });

  it('say why they cannot be read', () => {
    const root = folder({
      'binary.conf': Uint8Array.from([45, 108, 0, 1]),
      'large.conf': 'x'.repeat(1024 * 1024 + 1),
      'full.conf': 'x'.repeat(1024 * 1024),
      'bom.conf': '\uFEFF-l 127.0.0.1\n',
    });
    const repository = open(root);
    expect(repository.read('binary.conf')).toEqual({ path: 'binary.conf', because: 'it is a binary file' });
    expect(repository.read('large.conf')).toEqual({ path: 'large.conf', because: 'it is larger than 1 MiB' });
    expect(isReadable(repository.read('full.conf'))).toBe(true);
    expect(repository.read('bom.conf')).toMatchObject({ text: '\uFEFF-l 127.0.0.1\n' });
    expect(repository.read('../etc/passwd')).toBeUndefined();
    expect(repository.read('missing')).toBeUndefined();
  });

  it('carry the prefix of the folder that was asked for', () => {
    const repository = open(folder({ 'etc/memcached.conf': '-l 127.0.0.1\n' }), 'deploy/');
    expect(repository.paths).toEqual(['deploy/etc/memcached.conf']);
    expect(repository.read('deploy/etc/memcached.conf')).toMatchObject({ path: 'deploy/etc/memcached.conf' });
    expect(repository.names('deploy/etc/memcached.conf', /127/)).toBe(true);
  });

  it('are decoded from UTF-16, as registry exports are', () => {
    const text = '\uFEFF"ImagePath"="memcached.exe"\r\n';
    const repository = open(folder({ 'a.reg': Buffer.from(text, 'utf16le') }));
    expect(repository.read('a.reg')).toMatchObject({ text });
  });
});
