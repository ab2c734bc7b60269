import type { Finding, Waiver } from '../policy/finding.ts';
import { countsOf, type Report } from '../report/report.ts';
import { jsonText } from './escape/json.ts';
import { launchJson } from './json-launch.ts';
import { redact } from './redact.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './reporter.ts';
import { helpOf, messageOf } from './wording.ts';

/** The contract for programs; schema/report.schema.json describes it. A change is a new `schemaVersion`. */
export const json: Reporter = (report: Report): string => jsonText(reportJson(report));

export function reportJson(report: Report): unknown {
  return {
    schemaVersion: 1,
    tool: { name: 'memcached-guard', version: report.toolVersion },
    summary: countsOf(report),
    launches: report.exposures.map(launchJson),
    findings: report.findings.map(findingJson),
  };
}

function findingJson(finding: Finding): unknown {
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
    status: finding.status,
    ...(finding.waiver ? { waiver: waiverJson(finding.waiver) } : {}),
  };
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
