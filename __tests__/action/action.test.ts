import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODES, ROOT, runStep, withWorkspace } from './step.ts';

const SAFE = { 'etc/memcached.conf': '-m 64\n-l 127.0.0.1\n-U 0\n' };
const OPEN = { 'etc/memcached.conf': '# cache\n-m 64\n-l 0.0.0.0\n-U 0\n' };

/** A repository with this many public binds. */
function exposed(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `hosts/${String(i).padStart(4, '0')}/memcached.conf`,
      '-l 0.0.0.0\n-U 0\n',
    ]),
  );
}

describe.each(NODES)('the action on %s', (_, node) => {
  it('fails an exposed repository at the exact words', () => {
    const step = runStep(join(ROOT, 'examples/exposed'), { node });
    expect(step.exitCode).toBe(1);
    expect(step.errorOutput).toBe('');
    expect(step.others).toEqual([]);
    expect(step.dropped).toBe(0);
    expect(step.outputs).toMatchObject({ conclusion: 'failure', 'sarif-file': '', 'json-file': '' });
    for (const annotation of step.annotations.filter(({ file }) => file !== undefined)) {
      const line = readFileSync(join(ROOT, 'examples/exposed', annotation.file!), 'utf8').split('\n')[
        annotation.line! - 1
      ]!;
      const words = line.slice(annotation.column! - 1, annotation.endColumn! - 1);
      expect(words).not.toBe('');
      expect(words).toBe(words.trim());
    }
    expect(step.summary).toMatch(/^## memcached-guard: failed\n/);
    expect(step.summary).toContain('```mermaid\nflowchart LR');
  });

  it('passes a safe repository', () => {
    const step = runStep(join(ROOT, 'examples/safe'), { node });
    expect(step.exitCode).toBe(0);
    expect(step.annotations).toEqual([]);
    expect(step.lines).toEqual([
      expect.stringMatching(/^memcached-guard: \d+ launches of memcached checked in \d+ files/),
    ]);
    expect(step.outputs).toMatchObject({
      conclusion: 'success',
      errors: '0',
      warnings: '0',
      notices: '0',
      waived: '0',
    });
    expect(Number(step.outputs['launches'])).toBeGreaterThan(0);
    expect(step.summary).toMatch(/^## memcached-guard: passed\n/);
  });
});

describe('what a person sees', () => {
  it('one annotation for one finding, with its title, words and fix', () => {
    const step = withWorkspace(OPEN, (workspace) => runStep(workspace));
    expect(step.annotations).toEqual([
      {
        level: 'error',
        title: 'MG010 public-bind',
        file: 'etc/memcached.conf',
        line: 3,
        endLine: 3,
        column: 4,
        endColumn: 11,
        message: expect.stringMatching(
          /^memcached\.conf listens on TCP 0\.0\.0\.0:11211: .*\nFix: Write -l 127\.0\.0\.1/,
        ),
      },
    ]);
    expect(step.output).toMatch(
      /^::error title=MG010 public-bind,file=etc\/memcached\.conf,line=3,endLine=3,col=4,endColumn=11::/m,
    );
    expect(step.lines).toContain('  3 | -l 0.0.0.0');
    expect(step.outputs).toMatchObject({ conclusion: 'failure', errors: '1', launches: '1' });
    expect(step.exitCode).toBe(1);
  });

  it('that there is nothing to check', () => {
    const step = withWorkspace({ 'README.md': 'memcached -l 0.0.0.0\n' }, (workspace) => runStep(workspace));
    expect(step.exitCode).toBe(0);
    expect(step.lines).toEqual([expect.stringMatching(/^memcached-guard: nothing to check/)]);
    expect(step.outputs).toMatchObject({ conclusion: 'success', launches: '0' });
  });

  it.each([
    [11, 9, 'and 2 more errors: see the job summary'],
    [2_000, 9, 'and 1991 more errors: see the job summary'],
  ])('%i findings: %i at their place, and how many more there are', (count, placed, last) => {
    const step = withWorkspace(exposed(count), (workspace) => runStep(workspace));
    expect(step.annotations.filter(({ file }) => file !== undefined)).toHaveLength(placed);
    expect(step.annotations.at(-1)?.message).toBe(last);
    expect(step.dropped).toBe(0);
    expect(step.outputs['errors']).toBe(String(count));
    expect(new TextEncoder().encode(step.summary).length).toBeLessThan(1024 * 1024);
    expect(step.exitCode).toBe(1);
  });

  it.each([
    ['a pull request from a fork', 'pull_request', { pull_request: { head: { repo: { fork: true } } } }],
    ['a push', 'push', {}],
    ['a merge queue', 'merge_group', { merge_group: {} }],
    ['a schedule', 'schedule', { schedule: '0 0 * * *' }],
    ['an event that is no JSON object', 'workflow_dispatch', null],
  ])('the same verdict for %s', (_, name, payload) => {
    const step = withWorkspace(OPEN, (workspace) => runStep(workspace, { event: { name, payload } }));
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
  });

  it('needs neither outputs nor a summary nor a token from the runner', () => {
    const environment = {
      GITHUB_STEP_SUMMARY: '',
      GITHUB_OUTPUT: '',
      GITHUB_REPOSITORY: '',
      GITHUB_EVENT_PATH: '',
    };
    const step = withWorkspace(OPEN, (workspace) => runStep(workspace, { environment }));
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(step.lines.join('\n')).toContain('No job summary: ');
  });
});

describe('hostile content', () => {
  const name = 'a,b: ##[add-path]x%0A::error::\u202E\u001B[31m|`<script>.conf';
  const files = {
    [`memcached${name}`]: `::error::no\n##[add-path]/tmp/evil\n-l 0.0.0.0 -v ##[add-path]/tmp\n::stop-commands::x\n-U 0\n`,
    'compose.yaml':
      'services:\n  "x|`<script>alert(1)</script>::error::":\n    image: memcached:1.6\n    ports: ["11211:11211"] # ##[add-path]/tmp\n',
  };

  it('never becomes a command, and never leaves its cell', () => {
    const step = withWorkspace(files, (workspace) => runStep(workspace));
    expect(step.others).toEqual([]);
    expect(step.exitCode).toBe(1);
    expect(step.annotations.length).toBe(Number(step.outputs['errors']) + Number(step.outputs['warnings']));
    expect(step.output.replace(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\u202E]/u);
    expect(step.summary.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202E]/u);
    expect(step.summary.replace(/^```[\s\S]*?^```/gm, '')).not.toMatch(
      /<script|::error::.*\|.*\|.*\|.*\|.*\|.*\|/,
    );
    for (const row of step.summary.split('\n').filter((line) => line.startsWith('| '))) {
      expect(row.match(/\|/g)).toHaveLength(5);
    }
  });
});

describe('dist/action.js', () => {
  it('stays green on the safe configuration whatever the working directory', () => {
    expect(withWorkspace(SAFE, (workspace) => runStep(workspace)).exitCode).toBe(0);
  });
});
