import { describe, expect, it } from 'vitest';
import { planAnnotations } from '../../src/reporters/annotation-plan.ts';
import { github } from '../../src/reporters/github.ts';
import { CONTEXT, finding, locate, manyFindings, report } from './build.ts';

describe('github', () => {
  it('prints one command a finding, worst first, and the verdict', () => {
    const text = '-l 0.0.0.0\n-U 1\n';
    const findings = [
      finding(locate('a.conf', text, '0.0.0.0'), { level: 'warning' }),
      finding(locate('b, c: d%.conf', text, '-U 1'), { rule: 'MG001', name: 'udp-enabled' }),
    ];
    expect(github(report(findings), CONTEXT).split('\n')).toEqual([
      '::error file=b%2C c%3A d%25.conf,line=2,endLine=2,col=1,endColumn=5,title=MG001 udp-enabled::memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it.%0AFix: Write -l 127.0.0.1.',
      '::warning file=a.conf,line=1,endLine=1,col=4,endColumn=11,title=MG010 public-bind::memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it.%0AFix: Write -l 127.0.0.1.',
      'memcached-guard: 1 error and 1 warning in 12 files (0 launches of memcached)',
      '',
    ]);
  });
});

describe('planAnnotations', () => {
  it.each([
    [0, 0],
    [1, 1],
    [10, 10],
    [11, 10],
    [2_000, 10],
  ])('%i findings give %i annotations', (count, annotations) => {
    expect(planAnnotations(report(manyFindings(count)), 'see the job summary')).toHaveLength(annotations);
  });

  it('spends the last place of each type on what is missing', () => {
    const findings = [...manyFindings(12), ...manyFindings(30, 'warning'), ...manyFindings(2, 'notice')];
    const plan = planAnnotations(report(findings), 'see the job summary');
    expect(plan.map(({ level }) => level)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      ...Array(2).fill('notice'),
    ]);
    expect(plan[9]).toEqual({
      level: 'error',
      title: 'memcached-guard',
      message: 'and 3 more errors: see the job summary',
    });
    expect(plan[19]?.message).toBe('and 21 more warnings: see the job summary');
  });

  it('keeps a place that spans lines to its first, since the runner would drop the columns', () => {
    const text = 'ExecStart=memcached \\\n -l 0.0.0.0\n';
    const plan = planAnnotations(report([finding(locate('a', text, 'memcached \\\n -l 0.0.0.0'))]), '');
    expect(plan[0]?.place).toEqual({ file: 'a', startLine: 1, endLine: 1, startColumn: 11, endColumn: 22 });
  });

  it('keeps messages within what the runner takes, the fix included', () => {
    const plan = planAnnotations(
      report([finding(locate('a', 'x', 'x'), { message: '😀'.repeat(5_000) })]),
      '',
    );
    expect(plan[0]?.message.length).toBeLessThanOrEqual(4096);
    expect(plan[0]?.message).toMatch(/😀…\nFix: Write -l 127\.0\.0\.1\.$/);
  });

  it('leaves out what is waived or in the baseline', () => {
    const at = locate('a', 'x', 'x');
    expect(
      planAnnotations(report([finding(at, { status: 'waived' }), finding(at, { status: 'baseline' })]), ''),
    ).toEqual([]);
  });
});
