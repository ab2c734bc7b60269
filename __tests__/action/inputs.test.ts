import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runStep, withWorkspace } from './step.ts';

const OPEN = { 'etc/memcached.conf': '-l 0.0.0.0\n-U 0\n' };
const UNKNOWN = { 'etc/memcached.conf': '-l cache.internal\n-U 0\n' };
const PER_VERSION = { 'etc/memcached.conf': '-l 10.0.0.5\n' };

function step(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>) {
  return withWorkspace(files, (workspace) => runStep(workspace, { inputs }));
}

describe('inputs', () => {
  it.each([
    ['fail-on', 'errors', 'The input fail-on takes error, warning, notice, never, not "errors".'],
    ['strict', 'yes', 'The input strict takes true or false, not "yes".'],
    ['summary', '1', 'The input summary takes true or false, not "1".'],
    ['annotations', 'no', 'The input annotations takes true or false, not "no".'],
    ['path', '../..', 'The input path takes a folder of the workspace, and "../.." lies outside.'],
    ['path', 'nowhere', 'The input path takes a folder of the workspace, and "nowhere" is none.'],
    [
      'config',
      'nowhere.yml',
      'The input config takes a file of the workspace, and "nowhere.yml" cannot be read.',
    ],
  ])('%s: %s gives one sentence', (name, value, sentence) => {
    const { annotations, exitCode, outputs, lines } = step(OPEN, { [name]: value });
    expect(annotations).toEqual([{ level: 'error', message: sentence }]);
    expect(lines).toEqual([]);
    expect(exitCode).toBe(1);
    expect(outputs).toEqual({ conclusion: 'failure' });
  });

  it.each([
    [
      'memcached-version',
      'new',
      /^The input memcached-version does not fit: "new" is no version of memcached/,
    ],
    ['exclude', `{a,b}`.repeat(40), /^The input exclude has the pattern /],
    ['json-file', 'etc', /^The file of the input json-file cannot be written to etc: it is a folder\./],
  ])('%s: %s gives one sentence', (name, value, sentence) => {
    const { annotations, exitCode } = step(OPEN, { [name]: value });
    expect(annotations.at(-1)?.message).toMatch(sentence);
    expect(exitCode).toBe(1);
  });

  it('a workspace that is missing', () => {
    const { annotations, exitCode } = runStep('/nowhere/at/all');
    expect(annotations[0]?.message).toBe(
      'There is no workspace at /nowhere/at/all: run actions/checkout before this action.',
    );
    expect(exitCode).toBe(1);
  });

  it.each([
    [{ 'fail-on': 'never' }, OPEN, 0],
    [{}, OPEN, 1],
    [{}, UNKNOWN, 0],
    [{ 'fail-on': 'warning' }, UNKNOWN, 1],
    [{ strict: 'TRUE' }, UNKNOWN, 1],
    [{ strict: 'false' }, UNKNOWN, 0],
    [{}, PER_VERSION, 1],
    [{ 'memcached-version': '1.6' }, PER_VERSION, 0],
    [{ 'memcached-version': '1.5.5' }, PER_VERSION, 1],
    [{ exclude: 'etc/**' }, OPEN, 0],
    [{ exclude: 'docs/**\n\n  etc/**  ' }, OPEN, 0],
    [{ include: 'docs/**' }, OPEN, 0],
    [{ path: 'etc' }, OPEN, 1],
  ])('%j on %j: exit code %i', (inputs, files, code) => {
    expect(step(files, inputs).exitCode).toBe(code);
  });

  it('an empty input leaves the decision to the configuration', () => {
    const files = { ...OPEN, '.memcached-guard.yml': 'fail-on: never\n' };
    expect(step(files, { 'fail-on': '', strict: '' }).exitCode).toBe(0);
    expect(step(files, { 'fail-on': 'error' }).exitCode).toBe(1);
  });

  it('a configuration with a mistake fails the step at its place, whatever fail-on says', () => {
    const files = { 'ops/guard.yml': 'excludes: []\n' };
    const { exitCode, annotations, outputs } = step(files, { config: 'ops/guard.yml', 'fail-on': 'never' });
    expect(exitCode).toBe(1);
    expect(annotations[0]).toMatchObject({ file: 'ops/guard.yml', line: 1, column: 1 });
    expect(outputs['conclusion']).toBe('failure');
  });

  it('annotations and summary can be switched off without changing the verdict', () => {
    const quiet = step(OPEN, { annotations: 'false', summary: 'false' });
    expect(quiet).toMatchObject({ exitCode: 1, annotations: [], summary: '' });
    expect(quiet.lines).toContain('  1 | -l 0.0.0.0');
  });

  it('paths are those of the repository, in a folder and in a checkout below the workspace', () => {
    expect(step(OPEN, { path: 'etc' }).annotations[0]?.file).toBe('etc/memcached.conf');
    withWorkspace({ 'checkout/etc/memcached.conf': '-l 0.0.0.0\n-U 0\n' }, (workspace) => {
      execFileSync('git', ['init', '-q', join(workspace, 'checkout')]);
      const { annotations, summary } = runStep(workspace, { inputs: { path: 'checkout/etc' } });
      expect(annotations[0]?.file).toBe('etc/memcached.conf');
      expect(summary).not.toContain('https://github.com/octo/cache');
    });
  });
});

describe('report files', () => {
  it('are written where the inputs say, and named in the outputs', () => {
    withWorkspace(OPEN, (workspace) => {
      const inputs = { 'sarif-file': 'reports/guard.sarif', 'json-file': 'guard.json' };
      const { outputs } = runStep(workspace, { inputs });
      expect(outputs).toMatchObject(inputs);
      expect(
        JSON.parse(readFileSync(join(workspace, 'reports/guard.sarif'), 'utf8')).runs[0].results,
      ).toHaveLength(1);
      expect(JSON.parse(readFileSync(join(workspace, 'guard.json'), 'utf8')).findings).toHaveLength(1);
    });
  });

  it('never go through a link that the pull request brought', () => {
    withWorkspace({ 'victim/keep': 'untouched', 'repository/x': '' }, (parent) => {
      const workspace = join(parent, 'repository');
      writeFileSync(join(workspace, 'memcached.conf'), '-l 127.0.0.1\n-U 0\n');
      symlinkSync(join(parent, 'victim/keep'), join(workspace, 'guard.json'));
      symlinkSync(join(parent, 'victim'), join(workspace, 'reports'));
      expect(runStep(workspace, { inputs: { 'json-file': 'guard.json' } }).exitCode).toBe(0);
      expect(lstatSync(join(workspace, 'guard.json')).isFile()).toBe(true);
      const refused = runStep(workspace, { inputs: { 'sarif-file': 'reports/guard.sarif' } });
      expect(refused.annotations[0]?.message).toContain('a link in it leads out of the workspace');
      expect(refused.exitCode).toBe(1);
      expect(readFileSync(join(parent, 'victim/keep'), 'utf8')).toBe('untouched');
      expect(existsSync(join(parent, 'victim/guard.sarif'))).toBe(false);
    });
  });
});
