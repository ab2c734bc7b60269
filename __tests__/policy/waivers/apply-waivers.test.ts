import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/policy/finding.ts';
import { applyWaivers } from '../../../src/policy/waivers/apply-waivers.ts';
import type { Grant } from '../../../src/policy/waivers/grant.ts';
import { SourceFile } from '../../../src/text/source-file.ts';

const FILE = new SourceFile('f', 'one\ntwo\nthree\nfour\n');
const RULES = ['MG001', 'MG010', 'MG012'];

const place = fc.nat(3).map((line) => {
  const { start, end } = FILE.lineSpan(line + 1);
  return FILE.at(start, end);
});

const finding = fc.record({ rule: fc.constantFrom(...RULES), at: place }).map(
  ({ rule, at }): Finding => ({
    rule,
    name: rule,
    level: 'error',
    at,
    message: '',
    help: '',
    related: [],
    fingerprint: `${rule} ${at.start}`,
    status: 'active',
  }),
);

const grant = fc
  .record({
    rule: fc.constantFrom(...RULES),
    line: fc.integer({ min: 1, max: 5 }),
    path: fc.constantFrom('f', 'g'),
    expires: fc.constantFrom(undefined, '2027-01-30', '2027-01-31', '2027-02-01'),
  })
  .map(
    ({ rule, line, path, expires }): Grant => ({
      rule,
      waiver: { reason: 'a', at: FILE.at(0, 1), ...(expires === undefined ? {} : { expires }) },
      ruleAt: FILE.at(0, 1),
      scope: { kind: 'line', path, line },
    }),
  );

describe('applying waivers', () => {
  it('keeps every finding, and waives exactly what a valid waiver covers', () => {
    fc.assert(
      fc.property(fc.array(finding), fc.array(grant), (findings, grants) => {
        const waived = applyWaivers(findings, grants, [], '2027-01-31');
        expect(waived.findings.map(({ fingerprint }) => fingerprint)).toEqual(
          findings.map(({ fingerprint }) => fingerprint),
        );
        for (const { rule, at, status, waiver } of waived.findings) {
          const covering = grants.filter(
            ({ rule: accepted, scope, waiver: { expires } }) =>
              accepted === rule &&
              scope.kind === 'line' &&
              scope.path === 'f' &&
              scope.line === FILE.positionAt(at.start).line &&
              (expires === undefined || expires >= '2027-01-31'),
          );
          expect(status).toBe(covering.length > 0 ? 'waived' : 'active');
          expect(waiver !== undefined).toBe(status === 'waived');
        }
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it('accounts for every waiver: it accepts something, has expired or is unused', () => {
    fc.assert(
      fc.property(fc.array(finding), fc.array(grant, { maxLength: 1 }), (findings, grants) => {
        const { findings: judged, hits } = applyWaivers(findings, grants, [], '2027-01-31');
        const used = judged.some(({ status }) => status === 'waived');
        expect(hits).toHaveLength(grants.length === 1 && !used ? 1 : 0);
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it.each(['waived', 'baseline', 'unchanged'] as const)('leaves what is %s already', (status) => {
    const [sample] = fc.sample(finding, { seed: 1, numRuns: 1 });
    const settled: Finding = { ...sample!, status };
    const everywhere = [1, 2, 3, 4].map(
      (line): Grant => ({
        rule: settled.rule,
        waiver: { reason: 'a', at: FILE.at(0, 1) },
        ruleAt: FILE.at(0, 1),
        scope: { kind: 'line', path: 'f', line },
      }),
    );
    expect(applyWaivers([settled], everywhere, [], '2027-01-31').findings).toEqual([settled]);
  });
});
