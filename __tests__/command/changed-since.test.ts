import { describe, expect, it } from 'vitest';
import { MemoryMachine } from './memory-host.ts';

const BASE = 'b'.repeat(40);
const FILES = { 'old/memcached.conf': '-l 0.0.0.0\n-U 0\n', 'new/memcached.conf': '-l ::\n-U 0\n' };
const DIFF =
  'diff --git a/new/memcached.conf b/new/memcached.conf\nindex 1..2 100644\n--- a/new/memcached.conf\n+++ b/new/memcached.conf\n@@ -1 +1 @@\n--l 127.0.0.1\n+-l ::\n';

/** A machine whose git answers so; the commands that were run are kept. */
function machine(answers: Readonly<Record<string, string | undefined>>) {
  const made = new MemoryMachine(FILES);
  const asked: string[] = [];
  made.git = async (folder, [name = '', ...args]) => {
    asked.push([folder, name, ...args].join(' '));
    return name === 'rev-parse' && args[0] === '--is-inside-work-tree' ? answers['inside'] : answers[name];
  };
  return { made, asked };
}

describe('check --changed-since', () => {
  it('fails only for what the change caused and shows the rest', async () => {
    const { made, asked } = machine({
      inside: 'true\n',
      'rev-parse': `${BASE}\n`,
      'merge-base': `${BASE}\n`,
      diff: DIFF,
      'ls-files': '',
    });
    const { exitCode, output, errors } = await made.run('check', '--changed-since', 'main');
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: '' });
    expect(output).toContain('new/memcached.conf:1:4  error  MG010 public-bind');
    expect(output).toContain('old/memcached.conf:1:4  notice  MG010 public-bind');
    expect(output).toContain('1 error and 1 notice in 2 files');
    expect(asked.every((each) => each.startsWith('/project '))).toBe(true);
    expect(asked).toContain(`/project merge-base ${BASE} HEAD`);
  });

  it('passes where nothing that matters changed', async () => {
    const { made } = machine({
      inside: 'true\n',
      'rev-parse': `${BASE}\n`,
      'merge-base': `${BASE}\n`,
      diff: '',
      'ls-files': 'notes.txt\0',
    });
    const { exitCode, output } = await made.run('check', '--changed-since', 'main', '--format', 'json');
    expect(exitCode).toBe(0);
    const { findings, summary } = JSON.parse(output);
    expect(findings.map(({ status }: { status: string }) => status)).toEqual(['unchanged', 'unchanged']);
    expect(summary).toMatchObject({ errors: 0, warnings: 0, notices: 0 });
  });

  it.each([
    [{}, 'git is not installed, or this folder is in no working tree of it'],
    [
      { inside: 'true\n' },
      'the commit main is not in this clone, which may be shallow (fetch-depth: 0 fetches all)',
    ],
    [
      { inside: 'true\n', 'rev-parse': BASE },
      'this clone has no common ancestor of main and HEAD; it may be shallow',
    ],
    [{ inside: 'true\n', 'rev-parse': BASE, 'merge-base': BASE }, 'git cannot compare with main here'],
  ])('says so in one sentence and counts everything where it cannot tell: %j', async (answers, because) => {
    const { made } = machine(answers);
    const { exitCode, errors, output } = await made.run('check', '--changed-since', 'main');
    expect(errors).toBe(
      `memcached-guard: What changed cannot be known, so every finding counts: ${because}.\n`,
    );
    expect(exitCode).toBe(1);
    expect(output).toContain('2 errors in 2 files');
  });
});
