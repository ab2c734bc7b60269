import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A working tree of git in a temporary folder. */
export class WorkingTree {
  readonly folder = mkdtempSync(join(tmpdir(), 'tree-'));

  constructor(files: Readonly<Record<string, string>>) {
    this.git('init', '-q', '-b', 'main');
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.commit();
  }

  git(...args: readonly string[]): string {
    const own = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...own, ...args], { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  /** Commits everything; returns the commit's id. */
  commit(): string {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', 'a state');
    return this.git('rev-parse', 'HEAD');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  delete(path: string): void {
    rmSync(join(this.folder, path));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
