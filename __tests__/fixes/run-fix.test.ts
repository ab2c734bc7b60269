import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryMachine } from '../command/memory-host.ts';

const FILES = {
  'etc/memcached.conf': '# é\n-l 127.0.0.1\n-U 11211',
  'deploy/compose.yaml': 'services:\n  cache:\n    image: memcached:1.4\n    ports: ["11211:11211"]\n',
};
const FIXED = {
  'etc/memcached.conf': '# é\n-l 127.0.0.1\n-U 0',
  'deploy/compose.yaml':
    'services:\n  cache:\n    image: memcached:1.4\n    command: -p 11211 -U 0\n    ports: ["127.0.0.1:11211:11211"]\n',
};

function contents(machine: MemoryMachine): Record<string, string> {
  return Object.fromEntries(Object.keys(FILES).map((path) => [path, machine.read(path)]));
}

describe('memcached-guard fix', () => {
  it('shows what git applies, changes nothing and fails while findings remain', async () => {
    const machine = new MemoryMachine(FILES);
    const { exitCode, output, errors } = await machine.run('fix');
    expect(exitCode).toBe(1);
    expect(errors).toBe('memcached-guard: 3 findings can be mended in 2 files, nothing else to mend\n');
    expect(contents(machine)).toEqual(FILES);
    const folder = mkdtempSync(join(tmpdir(), 'fix-'));
    try {
      execFileSync('git', ['init', '-q', folder]);
      for (const [path, text] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      execFileSync('git', ['apply', '-'], { cwd: folder, input: output });
      for (const [path, text] of Object.entries(FIXED))
        expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('--write makes the changes, and then there is nothing to mend', async () => {
    const machine = new MemoryMachine(FILES);
    expect(await machine.run('fix', '--write')).toEqual({
      exitCode: 0,
      output: 'memcached-guard: 3 findings mended in 2 files, nothing else to mend\n',
      errors: '',
    });
    expect(contents(machine)).toEqual(FIXED);
    expect(await machine.run('fix', '--write')).toMatchObject({
      exitCode: 0,
      output: 'memcached-guard: nothing to mend\n',
    });
    expect(contents(machine)).toEqual(FIXED);
    expect((await machine.run('check')).exitCode).toBe(0);
  });

  it('leaves a guess to people and keeps failing for it', async () => {
    const machine = new MemoryMachine({ 'memcached.conf': '-l 0.0.0.0\n-U 11211\n' });
    expect(await machine.run('fix', '--write')).toMatchObject({
      exitCode: 1,
      output: 'memcached-guard: 1 finding mended in 1 file, 1 finding is left to you\n',
    });
    expect(machine.read('memcached.conf')).toBe('-l 0.0.0.0\n-U 0\n');
  });

  it('mends only the paths that are named, by the names that a folder has', async () => {
    const machine = new MemoryMachine(FILES);
    expect((await machine.run('fix', 'deploy', '--write')).exitCode).toBe(0);
    expect(contents(machine)).toEqual({ ...FILES, 'deploy/compose.yaml': FIXED['deploy/compose.yaml'] });
    expect((await machine.run('fix', 'etc')).output).toContain('--- a/etc/memcached.conf\n');
    expect((await machine.run('fix', 'etc/memcached.conf', '--write')).exitCode).toBe(0);
    expect(contents(machine)).toEqual(FIXED);
  });

  it('mends more than one batch', async () => {
    const many = Array.from({ length: 120 }, (_, i): [string, string] => [
      `${i}/memcached.conf`,
      '-l ::1\n-U 11211\n',
    ]);
    const machine = new MemoryMachine(Object.fromEntries(many));
    expect((await machine.run('fix', '--write')).output).toContain('120 findings mended in 120 files');
  });

  it.each([
    ['a mistake in the configuration', ['fix'], { '.memcached-guard.yml': 'excludes: []\n' }, 2],
    ['an unknown option', ['fix', '--wirte'], {}, 2],
    ['a path that is not there', ['fix', 'nowhere'], {}, 3],
  ])('%s', async (_, args, more, code) => {
    const machine = new MemoryMachine({ ...FILES, ...more });
    const { exitCode, errors } = await machine.run(...args);
    expect(exitCode).toBe(code);
    expect(errors).toMatch(/^memcached-guard: [^\n]+\n$/);
    expect(contents(machine)).toEqual(FILES);
  });

  it('check shows fixes in the formats that have a place for them', async () => {
    const machine = new MemoryMachine(FILES);
    const { findings } = JSON.parse((await machine.run('check', '--format', 'json')).output);
    expect(findings.every(({ fix }: { fix?: object }) => fix !== undefined)).toBe(true);
    const sarif = JSON.parse((await machine.run('check', '--format', 'sarif')).output);
    expect(sarif.runs[0].results.every(({ fixes }: { fixes: object[] }) => fixes.length === 1)).toBe(true);
    expect((await machine.run('check', '--format', 'markdown')).output).toContain('```diff\n');
  });
});
