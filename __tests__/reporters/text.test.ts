import { describe, expect, it } from 'vitest';
import { json } from '../../src/reporters/json.ts';
import { markdown } from '../../src/reporters/markdown.ts';
import { text } from '../../src/reporters/text.ts';
import { CONTEXT, exposure, finding, locate, report, tcp } from './build.ts';

const CONF = '# conf\n-m 64\n-l 0.0.0.0\n';

describe('text', () => {
  it('prints a frame, related places, the fix and a line that sums up', () => {
    const from = locate('Dockerfile', 'FROM memcached:1.5.5', 'memcached:1.5.5');
    const findings = [
      finding(locate('etc/memcached.conf', CONF, '0.0.0.0'), {
        related: [{ at: from, message: 'memcached 1.5.5 from this image opens UDP by default' }],
      }),
    ];
    expect(text(report(findings), CONTEXT)).toBe(
      [
        'etc/memcached.conf:3:4  error  MG010 public-bind',
        '  memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it.',
        '  3 | -l 0.0.0.0',
        '    |    ^^^^^^^',
        '  Dockerfile:1:6: memcached 1.5.5 from this image opens UDP by default',
        '  fix: Write -l 127.0.0.1.',
        '',
        'memcached-guard: 1 error in 12 files (0 launches of memcached)',
        '',
      ].join('\n'),
    );
  });

  it('prints exactly one line where nothing is found', () => {
    const exposures = [exposure(['-l', '127.0.0.1'], [tcp('127.0.0.1', 'loopback')])];
    expect(text(report([], { exposures }), CONTEXT)).toBe(
      'memcached-guard: 1 launch of memcached checked in 12 files: no UDP and no public bind\n',
    );
    expect(text(report([], { files: 1 }), CONTEXT)).toBe(
      'memcached-guard: nothing to check: no memcached is started in 1 file\n',
    );
    expect(text(report([]), { ...CONTEXT, quiet: true })).toBe('');
  });

  it('counts what is accepted without showing it', () => {
    const at = locate('etc/memcached.conf', CONF, '0.0.0.0');
    const waived = finding(at, { status: 'waived', waiver: { reason: 'laptop only', at } });
    const old = finding(at, { status: 'baseline' });
    const exposures = [exposure(['-l', '0.0.0.0'], [tcp('0.0.0.0', 'public')])];
    expect(text(report([waived, old], { exposures }), CONTEXT)).toBe(
      'memcached-guard: 1 launch of memcached checked in 12 files: no UDP and no public bind beyond what is accepted (1 waived and 1 in the baseline)\n',
    );
    expect(text(report([waived, finding(at)], { exposures }), CONTEXT)).toContain(
      '1 error in 12 files (1 launch of memcached); 1 waived\n',
    );
  });

  it('counts each level, and shows what the change did not cause as a notice', () => {
    const at = locate('etc/memcached.conf', CONF, '0.0.0.0');
    const shown = text(
      report([finding(at), finding(at, { level: 'warning' }), finding(at, { status: 'unchanged' })]),
      CONTEXT,
    );
    expect(shown).toContain('memcached-guard: 1 error, 1 warning and 1 notice in 12 files');
    expect(shown.match(/This change did not cause it, so it does not fail\./g)).toHaveLength(1);
  });

  it.each([
    [
      1,
      '1 entry of the baseline matches nothing any more (public-bind in a0); memcached-guard baseline --prune removes it.',
    ],
    [
      5,
      '5 entries of the baseline match nothing any more (public-bind in a0, public-bind in a1, public-bind in a2 and 2 more); memcached-guard baseline --prune removes them.',
    ],
  ])('says that %i entries of the baseline are stale', (count, sentence) => {
    const at = locate('etc/memcached.conf', CONF, '0.0.0.0');
    const staleBaseline = Array.from({ length: count }, (_, i) => ({
      rule: 'MG010',
      path: `a${i}`,
      fingerprint: 'f'.repeat(32),
      count: 1,
      at,
    }));
    expect(text(report([], { staleBaseline }), CONTEXT).split('\n').at(-2)).toBe(sentence);
    expect(text(report([], { staleBaseline }), { ...CONTEXT, quiet: true })).toBe('');
    expect(markdown(report([], { staleBaseline }), CONTEXT)).toContain('nothing any more');
    expect(JSON.parse(json(report([], { staleBaseline }), CONTEXT)).staleBaseline).toHaveLength(count);
  });

  it('lists launches on request only', () => {
    const exposures = [exposure(['-m', '64'], [tcp('0.0.0.0', 'public')])];
    expect(text(report([], { exposures }), CONTEXT)).not.toContain('launches:');
    expect(text(report([], { exposures }), { ...CONTEXT, verbose: true })).toContain(
      'launches:\n  etc/memcached.conf:1:1  etc/memcached.conf\n    TCP 0.0.0.0:11211: public (no -l, so every interface)',
    );
  });

  it('uses colour only where the context allows it', () => {
    const one = report([finding(locate('a.conf', CONF, '0.0.0.0'))]);
    expect(text(one, CONTEXT)).not.toContain('\u001B');
    const painted = text(one, { ...CONTEXT, colour: true });
    expect(painted).toContain('\u001B[');
    expect(painted.replace(/\u001B\[[\d;]*m/g, '')).toBe(text(one, CONTEXT));
  });
});
