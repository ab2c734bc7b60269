import { describe, expect, it } from 'vitest';
import { WorkingTree } from '../changes/working-tree.ts';
import { runStep } from './step.ts';

const OLD = { 'old/memcached.conf': '-l 0.0.0.0\n-U 0\n' };
const NEW = 'new/memcached.conf';

/** A repository with an old finding, and a branch that brings a new one. */
function withChange<T>(use: (tree: WorkingTree, base: string, head: string) => T): T {
  const tree = new WorkingTree(OLD);
  try {
    const base = tree.git('rev-parse', 'HEAD');
    tree.write(NEW, '-l ::\n-U 0\n');
    return use(tree, base, tree.commit());
  } finally {
    tree[Symbol.dispose]();
  }
}

function payloads(base: string, head: string): readonly (readonly [string, unknown])[] {
  const repo = { full_name: 'octo/cache' };
  return [
    ['pull_request', { pull_request: { number: 7, base: { sha: base, repo }, head: { sha: head, repo } } }],
    ['merge_group', { merge_group: { base_sha: base, head_sha: head } }],
    ['push', { before: base, after: head }],
  ];
}

describe('scope: changed', () => {
  it('fails for what the event changed and shows the rest', () => {
    withChange((tree, base, head) => {
      for (const [name, payload] of payloads(base, head)) {
        const step = runStep(tree.folder, { inputs: { scope: 'changed' }, event: { name, payload } });
        expect([name, step.errorOutput]).toEqual([name, '']);
        expect(step.annotations.map(({ level, file }) => [level, file])).toEqual([
          ['error', NEW],
          ['notice', 'old/memcached.conf'],
        ]);
        expect(step.outputs).toMatchObject({ conclusion: 'failure', errors: '1', notices: '0' });
        expect(step.exitCode).toBe(1);
      }
    });
  });

  it('passes where the change is not to blame', () => {
    withChange((tree, _, head) => {
      tree.write('README.md', 'text\n');
      const event = { name: 'push', payload: { before: head, after: tree.commit() } };
      const step = runStep(tree.folder, { inputs: { scope: 'changed' }, event });
      expect(step.annotations.map(({ level }) => level)).toEqual(['notice', 'notice']);
      expect(step.outputs).toMatchObject({ conclusion: 'success', errors: '0' });
      expect(step.exitCode).toBe(0);
    });
  });

  it('counts everything, and says so, where the base is not known', () => {
    withChange((tree) => {
      for (const [name, payload] of [
        ...payloads('b'.repeat(40), 'a'.repeat(40)),
        ['schedule', {}],
        ['push', { before: '0'.repeat(40) }],
      ] as const) {
        const step = runStep(tree.folder, { inputs: { scope: 'changed' }, event: { name, payload } });
        expect(step.annotations.map(({ level }) => level)).toEqual(['notice', 'error', 'error']);
        expect(step.annotations[0]).toMatchObject({
          title: 'scope: changed',
          message: expect.stringMatching(/^What changed cannot be known, so every finding counts: /),
        });
        expect(step.exitCode).toBe(1);
      }
    });
  });

  it('is not the default', () => {
    withChange((tree, base, head) => {
      const event = { name: 'push', payload: { before: base, after: head } };
      expect(runStep(tree.folder, { event }).outputs).toMatchObject({ errors: '2' });
      const [wrong] = runStep(tree.folder, { event, inputs: { scope: 'diff' } }).annotations;
      expect(wrong?.message).toBe('The input scope takes all, changed, not "diff".');
    });
  });
});

describe('baseline', () => {
  it('lets known findings pass', () => {
    const tree = new WorkingTree(OLD);
    try {
      const report = JSON.parse(runReport(tree));
      const { fingerprint } = report.findings[0];
      const entry = { rule: 'public-bind', path: 'old/memcached.conf', fingerprint, count: 1 };
      const text = JSON.stringify({ version: 1, findings: [entry] });
      tree.write('ops/known.json', text);
      expect(runStep(tree.folder, { inputs: { baseline: 'ops/known.json' } }).exitCode).toBe(0);
      expect(runStep(tree.folder).exitCode).toBe(1);
      tree.write('.memcached-guard-baseline.json', text);
      const step = runStep(tree.folder);
      expect(step).toMatchObject({ exitCode: 0, annotations: [] });
      expect(step.lines.join('\n')).toContain('1 in the baseline');
    } finally {
      tree[Symbol.dispose]();
    }
  });

  it.each([
    ['nowhere.json', 'The input baseline takes a file of the workspace, and "nowhere.json" cannot be read.'],
    [
      'old/memcached.conf',
      expect.stringMatching(/^The baseline old\/memcached\.conf cannot be used: it is no JSON/),
    ],
  ])('%s gives one sentence', (baseline, message) => {
    const tree = new WorkingTree(OLD);
    try {
      const step = runStep(tree.folder, { inputs: { baseline } });
      expect(step.annotations).toEqual([{ level: 'error', message }]);
      expect(step.exitCode).toBe(1);
    } finally {
      tree[Symbol.dispose]();
    }
  });
});

function runReport(tree: WorkingTree): string {
  runStep(tree.folder, { inputs: { 'json-file': 'report.json' } });
  const text = tree.read('report.json');
  tree.delete('report.json');
  return text;
}
