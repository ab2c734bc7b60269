import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/reporters/markdown.ts';
import { CONTEXT, exposure, finding, locate, manyFindings, report, tcp } from './build.ts';

const AT = locate('etc/memcached.conf', '-m 64\n-l 0.0.0.0\n', '0.0.0.0');
const PUBLISHED = tcp('0.0.0.0', 'public', {
  via: ['published on 0.0.0.0:11211', 'container port 11211/tcp', 'memcached on TCP 0.0.0.0:11211'],
});

describe('markdown', () => {
  it('says the verdict first', () => {
    expect(markdown(report([finding(AT)]), CONTEXT)).toMatch(
      /^## memcached-guard: failed\n\n1 error in 12 files \(0 launches of memcached\)\. 1 finding to mend: errors fail the check\.\n/,
    );
    expect(markdown(report([finding(AT)]), { ...CONTEXT, failOn: 'never' })).toMatch(
      /^## memcached-guard: passed\n/,
    );
    expect(markdown(report([]), CONTEXT)).toBe(
      '## memcached-guard: passed\n\nNothing to check: no memcached is started in 12 files.\n',
    );
    expect(markdown(report([], { configurationValid: false }), CONTEXT)).toContain(
      'The configuration has mistakes',
    );
  });

  it('shows a finding with its excerpt, related places and fix', () => {
    const related = [
      { at: locate('Dockerfile', 'FROM memcached:1.5.5', 'memcached:1.5.5'), message: 'the image' },
    ];
    const shown = markdown(report([finding(AT, { related })]), {
      ...CONTEXT,
      sourceUrl: 'https://github.com/o/r/blob/abc',
    });
    expect(shown).toContain(
      [
        '#### **error** MG010 public-bind in [<code>etc/memcached.conf:2:4</code>](https://github.com/o/r/blob/abc/etc/memcached.conf#L2)',
        'memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it.',
        '```text\n2 | -l 0.0.0.0\n  |    ^^^^^^^\n```',
        '- [<code>Dockerfile:1:6</code>](https://github.com/o/r/blob/abc/Dockerfile#L1) the image',
        '**Fix:** Write -l 127.0.0.1.',
      ].join('\n\n'),
    );
  });

  it('lists every launch, also the safe ones', () => {
    const exposures = [
      exposure(['-l', '127.0.0.1'], [tcp('127.0.0.1', 'loopback'), tcp('::1', 'loopback')]),
      exposure(
        ['-m', '64'],
        [PUBLISHED, tcp('0.0.0.0', 'unknown')],
        { name: 'service a|b', condition: 'in the profile debug' },
        'c.yaml',
      ),
    ];
    const rows = markdown(report([], { exposures }), CONTEXT)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows).toEqual([
      '| Launch | Opens | Reach | Why |',
      '| --- | --- | --- | --- |',
      '| etc/memcached.conf<br><code>etc/memcached.conf:1:1</code> | <code>TCP 127.0.0.1:11211</code> | loopback | no -l, so every interface |'.replace(
        '<code>TCP 127.0.0.1:11211</code>',
        '<code>TCP 127.0.0.1:11211</code><br><code>TCP &#91;::1&#93;:11211</code>',
      ),
      '| service a&#124;b<br><code>c.yaml:1:1</code> | <code>TCP 0.0.0.0:11211</code> | **public** | published on 0.0.0.0:11211, container port 11211/tcp, in the profile debug |',
      '|  | <code>TCP 0.0.0.0:11211</code> | unknown | no -l, so every interface, in the profile debug |',
    ]);
  });

  it('draws the way in where something is public, and nothing where nothing is', () => {
    const open = exposure(['-m', '64'], [PUBLISHED], { name: 'service cache' }, 'compose.yaml');
    const shown = markdown(report([finding(AT)], { exposures: [open] }), CONTEXT);
    expect(/```mermaid\n([\s\S]*?)\n```/.exec(shown)?.[1]?.split('\n')).toEqual([
      'flowchart LR',
      '  internet("the internet")',
      '  n0["published on 0.0.0.0:11211"]',
      '  n1["container port 11211/tcp"]',
      '  n2["service cache (compose.yaml): TCP 0.0.0.0:11211"]',
      '  internet --> n0 --> n1 --> n2',
    ]);
    const safe = exposure(['-l', '127.0.0.1'], [tcp('127.0.0.1', 'loopback')]);
    expect(markdown(report([], { exposures: [safe] }), CONTEXT)).not.toContain('mermaid');
  });

  it('names waivers that end within two weeks', () => {
    const waived = (expires: string) =>
      finding(AT, {
        status: 'waived',
        waiver: { reason: 'laptop only', owner: '@team-cache', expires, at: AT },
      });
    const findings = ['2027-01-31', '2027-01-17', '2027-01-16', '2027-02-01'].map(waived);
    const shown = markdown(report(findings), { ...CONTEXT, today: '2027-01-17' });
    expect(shown.match(/^- 2027.*/gm)).toEqual([
      '- 2027-01-31: MG010 public-bind in <code>etc/memcached.conf:2:4</code> (&#64;team-cache): laptop only',
      '- 2027-01-17: MG010 public-bind in <code>etc/memcached.conf:2:4</code> (&#64;team-cache): laptop only',
    ]);
    expect(markdown(report(findings), CONTEXT)).not.toContain('Waivers that end soon');
  });

  it('stays below 1 MiB by leaving out whole rows, and says how many', () => {
    const findings = manyFindings(6_000).map((each) => ({ ...each, message: '漢字 '.repeat(200) }));
    const open = exposure(['-m', '64'], [PUBLISHED]);
    const shown = markdown(
      report(findings, { exposures: Array.from({ length: 6_000 }, () => open) }),
      CONTEXT,
    );
    expect(new TextEncoder().encode(shown).length).toBeLessThan(1024 * 1024);
    expect(shown).toMatch(/_\d+ more findings left out here; the JSON report has all\._/);
    expect(shown).toMatch(/_\d+ more launches left out here; the JSON report has all\._\n$/);
    const findingsShown = shown.match(/^#### /gm)?.length ?? 0;
    const missing = Number(/_(\d+) more findings/.exec(shown)?.[1]);
    expect(findingsShown + missing).toBe(6_000);
    expect(shown.match(/^```/gm)?.length).toBe(2 * findingsShown + 2);
  });
});
