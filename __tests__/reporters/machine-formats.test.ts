import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../src/reporters/checkstyle.ts';
import { gitlab } from '../../src/reporters/gitlab.ts';
import { junit } from '../../src/reporters/junit.ts';
import { rdjson } from '../../src/reporters/rdjson.ts';
import { findReporter, REPORTER_NAMES } from '../../src/reporters/registry.ts';
import { CONTEXT, exposure, finding, locate, manyFindings, report, tcp } from './build.ts';

const AT = locate('a&b.conf', '# é漢😀 "q"\n# é漢😀 -l 0.0.0.0\n', '0.0.0.0');
const RELATED = [{ at: AT, message: 'from <here>' }];

describe('registry', () => {
  it('has the nine formats, and nothing that only looks like one', async () => {
    expect(REPORTER_NAMES).toEqual([
      'text',
      'json',
      'sarif',
      'github',
      'markdown',
      'gitlab',
      'junit',
      'checkstyle',
      'rdjson',
    ]);
    for (const name of REPORTER_NAMES) expect(await findReporter(name)).toBeTypeOf('function');
    for (const name of ['', 'xml', 'toString', '__proto__']) expect(await findReporter(name)).toBeUndefined();
  });

  it.each(REPORTER_NAMES)('%s ends with a line break and copes with 2,000 findings', async (name) => {
    const reporter = (await findReporter(name))!;
    expect(reporter(report([]), CONTEXT)).toMatch(/[^\n]\n$/);
    expect(reporter(report(manyFindings(2_000)), CONTEXT)).toMatch(/[^\n]\n$/);
  });
});

describe('gitlab', () => {
  it('has what GitLab asks for, each fingerprint once', () => {
    const same = finding(AT, { level: 'warning', fingerprint: 'same' });
    expect(JSON.parse(gitlab(report([same, same]), CONTEXT))).toEqual(
      ['same', 'same-2'].map((fingerprint) => ({
        description:
          'memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it. Fix: Write -l 127.0.0.1.',
        check_name: 'MG010 public-bind',
        fingerprint,
        severity: 'major',
        location: { path: 'a&b.conf', lines: { begin: 2, end: 2 } },
      })),
    );
    expect(JSON.parse(gitlab(report([]), CONTEXT))).toEqual([]);
  });
});

describe('rdjson', () => {
  it('counts columns in UTF-8 bytes', () => {
    const [diagnostic] = JSON.parse(rdjson(report([finding(AT, { related: RELATED })]), CONTEXT)).diagnostics;
    expect(diagnostic.location).toEqual({
      path: 'a&b.conf',
      range: { start: { line: 2, column: 16 }, end: { line: 2, column: 23 } },
    });
    expect(diagnostic).toMatchObject({ severity: 'ERROR', code: { value: 'MG010 public-bind' } });
    expect(diagnostic.related_locations[0].message).toBe('from <here>');
  });
});

describe('checkstyle', () => {
  it('has one element a file and one in it a finding, escaped', () => {
    const other = finding(locate('z.conf', 'x', 'x'), { level: 'notice', message: 'a "b" <c> & d\ne' });
    expect(checkstyle(report([finding(AT), other, finding(AT)]), CONTEXT).split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<checkstyle version="4.3">',
      '  <file name="a&amp;b.conf">',
      ...Array(2).fill(
        '    <error line="2" column="11" severity="error" message="memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it. Fix: Write -l 127.0.0.1." source="memcached-guard.public-bind"/>',
      ),
      '  </file>',
      '  <file name="z.conf">',
      '    <error line="1" column="1" severity="info" message="a &quot;b&quot; &lt;c&gt; &amp; d&#10;e Fix: Write -l 127.0.0.1." source="memcached-guard.public-bind"/>',
      '  </file>',
      '</checkstyle>',
      '',
    ]);
  });
});

describe('junit', () => {
  const safe = exposure(['-l', '127.0.0.1'], [tcp('127.0.0.1', 'loopback')]);

  it('fails what fails the check and passes every other launch', () => {
    const warning = finding(AT, { level: 'warning' });
    const shown = junit(report([finding(AT), warning], { exposures: [safe] }), CONTEXT);
    expect(shown).toContain('<testsuite name="memcached-guard" tests="3" failures="1">');
    expect(shown.match(/<failure /g)).toHaveLength(1);
    expect(shown).toContain(
      '<testcase classname="etc/memcached.conf" name="etc/memcached.conf at etc/memcached.conf:1:1"/>',
    );
    expect(junit(report([warning]), { ...CONTEXT, failOn: 'warning' })).toContain('failures="1"');
    expect(junit(report([finding(AT)]), { ...CONTEXT, failOn: 'never' })).toContain('failures="0"');
  });

  it('is well-formed where nothing was found', () => {
    expect(junit(report([]), CONTEXT)).toContain('tests="0" failures="0"');
  });
});
