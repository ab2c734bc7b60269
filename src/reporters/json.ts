import type { Fix } from '../fixes/fix.ts';
import type { BaselineEntry } from '../policy/baseline.ts';
import type { Finding, Waiver } from '../policy/finding.ts';
import { countsOf, type Report } from '../report/report.ts';
import { jsonText } from './escape/json.ts';
import { fixJson } from './fix-json.ts';
import { launchJson } from './json-launch.ts';
import { redact } from './redact.ts';
import { regionOf } from './region.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { helpOf, messageOf } from './wording.ts';

/** The contract for programs; schema/report.schema.json describes it. A change is a new `schemaVersion`. */
export const json: Reporter = (report: Report, { fixes }: ReportContext): string =>
  jsonText(reportJson(report, fixes));

function reportJson(report: Report, fixes: ReportContext['fixes']): unknown {
  return {
    schemaVersion: 1,
    tool: { name: 'memcached-guard', version: report.toolVersion },
    summary: countsOf(report),
    launches: report.exposures.map(launchJson),
    findings: report.findings.map((finding) => findingJson(finding, fixes?.get(finding))),
    ...(report.staleBaseline === undefined ? {} : { staleBaseline: report.staleBaseline.map(entryJson) }),
  };
}

function findingJson(finding: Finding, fix: Fix | undefined): unknown {
  return {
    rule: finding.rule,
    name: finding.name,
    level: finding.level,
    path: finding.at.file.path,
    ...regionOf(finding.at),
    message: messageOf(finding),
    help: helpOf(finding),
    related: finding.related.map(({ at, message }) => ({
      path: at.file.path,
      ...regionOf(at),
      message: redact(message),
    })),
    fingerprint: finding.fingerprint,
    ...(fix ? { fix: fixJson(fix) } : {}),
    status: finding.status,
    ...(finding.waiver ? { waiver: waiverJson(finding.waiver) } : {}),
  };
}

function entryJson({ rule, path, fingerprint }: BaselineEntry): unknown {
  return { rule, path, fingerprint };
}

function waiverJson({ reason, owner, expires, at }: Waiver): unknown {
  return {
    reason: redact(reason),
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
    path: at.file.path,
    ...regionOf(at),
  };
}
