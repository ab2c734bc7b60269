import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { RULES } from '../../src/rules/registry.ts';
import { CONTEXT, finding, locate, manyFindings, report } from './build.ts';

function runOf(of: Report, rules = CONTEXT.rules) {
  const log = JSON.parse(sarif(of, { ...CONTEXT, rules })) as Log;
  return log.runs[0]!;
}

const AT = locate('etc/a b.conf', '# 😀\n-l 0.0.0.0\n', '0.0.0.0');
const IMAGE = {
  at: locate('Dockerfile', 'FROM memcached:1.5.5', 'memcached:1.5.5'),
  message: 'the image is old',
};

describe('sarif', () => {
  it('places a result at the exact columns, in UTF-16 units', () => {
    const run = runOf(report([finding(AT)]));
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results).toEqual([
      {
        ruleId: 'MG010',
        ruleIndex: 1,
        level: 'error',
        message: {
          text: 'memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it. Fix: Write -l 127.0.0.1.',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'etc/a%20b.conf', uriBaseId: '%SRCROOT%' },
              region: { startLine: 2, startColumn: 4, endLine: 2, endColumn: 11 },
            },
          },
        ],
        partialFingerprints: { 'memcachedGuard/v1': finding(AT).fingerprint },
      },
    ]);
  });

  it('has related places and the path through them to the finding', () => {
    const [result] = runOf(report([finding(AT, { related: [IMAGE] })])).results!;
    expect(result?.relatedLocations?.map(({ id, message }) => [id, message?.text])).toEqual([
      [1, 'the image is old'],
    ]);
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(
      ({ location }) => location?.physicalLocation?.artifactLocation?.uri,
    );
    expect(steps).toEqual(['Dockerfile', 'etc/a%20b.conf']);
  });

  it('has every rule with help, level and, for exposures, a severity', () => {
    const { rules } = runOf(report([]), RULES).tool.driver;
    expect(rules?.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    for (const rule of rules ?? []) {
      expect(rule.help?.text).not.toBe('');
      expect(rule.help?.markdown).toContain('**Fix:**');
      expect(rule.shortDescription?.text).toMatch(/\.$/);
      expect(rule.helpUri).toMatch(/^https:\/\//);
      const severity = rule.properties?.['security-severity'];
      if (/^MG0[01]/.test(rule.id)) expect(Number(severity)).toBeGreaterThanOrEqual(7);
      else expect(severity).toBeUndefined();
    }
  });

  it('leaves out what is waived or in the baseline, and never has fixes or suppressions', () => {
    const text = sarif(
      report([finding(AT, { status: 'waived' }), finding(AT, { status: 'baseline' })]),
      CONTEXT,
    );
    expect((JSON.parse(text) as Log).runs[0]?.results).toEqual([]);
    expect(text).not.toMatch(/"fixes"|"suppressions"/);
  });

  it('tells the levels of SARIF', () => {
    const findings = [
      finding(AT, { level: 'warning' }),
      finding(AT, { level: 'notice' }),
      finding(AT, { status: 'unchanged' }),
      finding(AT),
    ];
    expect(runOf(report(findings)).results?.map(({ level }) => level)).toEqual([
      'error',
      'warning',
      'note',
      'note',
    ]);
  });

  it('cannot be made to show a link that a file contains', () => {
    const [result] = runOf(report([finding(AT, { message: 'see [here](http://evil.example) and [::]:1' })]))
      .results!;
    expect(result?.message.text).toContain('see [here\\](http://evil.example) and [::]:1');
  });

  it('survives paths that are no text', () => {
    const uris = ['a\uD800b', 'a\nb', '../x:y', 'ü'].map((path) => {
      const [result] = runOf(report([finding(locate(path, 'x', 'x'))])).results!;
      return result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    });
    expect(uris).toEqual(['a%EF%BF%BDb', 'a%0Ab', '../x%3Ay', '%C3%BC']);
  });

  it('keeps the worst of 6,000 findings and says how many are left out', () => {
    const run = runOf(report([...manyFindings(3_000, 'notice'), ...manyFindings(3_000)]));
    const levels = run.results!.map(({ level }) => level);
    expect(levels).toEqual([...Array(3_000).fill('error'), ...Array(2_000).fill('note')]);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(
      /^1000 findings left out/,
    );
  });

  it('keeps below 10 MB compressed whatever findings say', () => {
    const noise = (seed: number): string =>
      Array.from({ length: 8_000 }, (_, i) =>
        String.fromCharCode(0x4e00 + ((seed * 7919 + i * i * 31) % 20_000)),
      ).join('');
    const findings = manyFindings(2_000).map((each, index) => ({ ...each, message: noise(index) }));
    const text = sarif(report(findings), CONTEXT);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    const run = (JSON.parse(text) as Log).runs[0]!;
    expect(run.results!.length).toBeGreaterThan(300);
    expect(run.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  it('keeps related places within what GitHub takes', () => {
    const related = Array.from({ length: 2_000 }, () => IMAGE);
    const [result] = runOf(report([finding(AT, { related })])).results as readonly Result[];
    expect(result?.relatedLocations).toHaveLength(99);
    expect(result?.codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(100);
  });
});

const multitool = findMultitool();

describe.skipIf(multitool === undefined)('sarif-multitool', () => {
  it('finds no error in our logs, but one in a log that lacks a message', () => {
    const directory = mkdtempSync(join(tmpdir(), 'sarif-'));
    try {
      const findings = [finding(AT, { related: [IMAGE] }), finding(AT, { level: 'warning' })];
      const good = sarif(report(findings), { ...CONTEXT, rules: RULES });
      writeFileSync(join(directory, 'empty.sarif'), sarif(report([]), { ...CONTEXT, rules: RULES }));
      writeFileSync(join(directory, 'good.sarif'), good);
      writeFileSync(join(directory, 'bad.sarif'), good.replace(/"message":\{"text":"memcached[^}]*\},/, ''));
      expect(validate(directory, ['empty.sarif', 'good.sarif', 'bad.sarif'])).toEqual(['bad.sarif JSON1002']);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

/** The errors it finds, as file and rule. Its exit code is 0 also with errors, and its log begins with a BOM. */
function validate(directory: string, files: readonly string[]): readonly string[] {
  const output = join(directory, 'out.json');
  const inputs = files.map((file) => join(directory, file));
  const options = ['--log', 'ForceOverwrite', '--rule-kind', 'Sarif;Ghas'];
  execFileSync(multitool!, ['validate', ...inputs, '-o', output, ...options]);
  const log = JSON.parse(readFileSync(output, 'utf8').replace(/^\uFEFF/, '')) as Log;
  return (log.runs[0]?.results ?? [])
    .filter(({ level }) => level === 'error')
    .map(({ ruleId, locations }) => {
      const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
      return `${basename(uri)} ${ruleId}`;
    });
}

/** The validator's own binary; its wrapper goes through a shell that loses `;`. Linux only. */
function findMultitool(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-linux/package.json');
    const binary = join(dirname(manifest), 'Sarif.Multitool');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed on other systems.
  }
  console.log('sarif-multitool is not installed here, so its checks are skipped');
  return undefined;
}
