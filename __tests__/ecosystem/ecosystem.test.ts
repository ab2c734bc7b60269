import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseCommandLine } from '../../src/command/parse-command-line.ts';
import { REPORTER_NAMES } from '../../src/reporters/registry.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: YAML of people is looked at as its reader would
const yaml = (text: string): any => parse(text);

const page = read('docs/integrations.md');
// biome-ignore lint/suspicious/noExplicitAny: as above
const snippets: readonly any[] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) =>
  yaml(match[1]!),
);
const action = yaml(read('action.yml'));
const workflow = yaml(read('docs/workflows/memcached-guard.yml'));

/** Every `uses:` of workflows and steps, with its step. */
function steps(
  value: unknown,
): readonly { readonly uses?: string; readonly with?: Record<string, unknown> }[] {
  if (Array.isArray(value)) return value.flatMap(steps);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'uses' in value ? [value as { uses: string }] : [];
  return [...own, ...Object.values(value).flatMap(steps)];
}

describe('the example workflow', () => {
  it('runs for pull requests, the merge queue and pushes', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group', 'push', 'workflow_call']);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  it('may read the contents and nothing else', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values<{ permissions: unknown }>(workflow.jobs)) {
      expect(job.permissions).toEqual({ contents: 'read' });
    }
  });

  it('leaves no credentials in the checkout of a stranger', () => {
    const checkout = steps(workflow).find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with?.['persist-credentials']).toBe(false);
  });

  it('runs nothing that the repository could change', () => {
    expect(read('docs/workflows/memcached-guard.yml')).not.toMatch(/^\s*(?:- )?run:/m);
  });
});

describe('what is shown', () => {
  const used = [...steps(workflow), ...steps(snippets)];

  it('pins every action by a commit and names its version', () => {
    expect(used.length).toBeGreaterThan(4);
    for (const { uses } of used) expect(uses).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
    for (const text of [page, read('docs/workflows/memcached-guard.yml')]) {
      for (const [line] of text.matchAll(/^.*\buses: .*$/gm)) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
    }
  });

  it('gives the action inputs and outputs that it has', () => {
    const own = used.filter(({ uses }) => uses?.includes('/memcached-guard@'));
    expect(own.length).toBeGreaterThan(2);
    for (const step of own) {
      for (const input of Object.keys(step.with ?? {})) expect(action.inputs).toHaveProperty([input]);
    }
    for (const [, output] of page.matchAll(/steps\.guard\.outputs\.([a-z-]+)/g)) {
      expect(action.outputs).toHaveProperty([output!]);
    }
  });

  it('names formats that there are', () => {
    const named = [...page.matchAll(/--format ([a-z]+)|--output ([a-z]+)=/g)].map(
      (match) => match[1] ?? match[2]!,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !REPORTER_NAMES.includes(name))).toEqual([]);
  });

  it('gives GitLab its report also where the check fails', () => {
    const job = snippets.find((snippet) => snippet['memcached-guard'] !== undefined)['memcached-guard'];
    expect(job.artifacts.when).toBe('always');
    const command = job.script[0].split('cli.js ')[1].split(' ');
    const { outputs } = parseCommandLine(command, REPORTER_NAMES) as { outputs: readonly { path: string }[] };
    expect(outputs).toEqual([{ format: 'gitlab', path: job.artifacts.reports.codequality }]);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks = yaml(read('.pre-commit-hooks.yaml'));
  const { bin } = JSON.parse(read('package.json'));

  it('has the hooks that the page names', () => {
    const ids = hooks.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['memcached-guard', 'memcached-guard-fix']);
    for (const id of ids) expect(page).toContain(id);
  });

  it('starts commands that there are, on the whole repository', () => {
    for (const { entry, language, pass_filenames, always_run } of hooks) {
      const [program, ...args] = entry.split(' ');
      expect(bin).toHaveProperty([program]);
      expect(parseCommandLine(args, REPORTER_NAMES)).toMatchObject({ paths: [] });
      expect({ language, pass_filenames, always_run }).toEqual({
        language: 'node',
        pass_filenames: false,
        always_run: true,
      });
    }
  });
});
