import type { Location, Log, ReportingDescriptor, Result, ThreadFlowLocation } from 'sarif';
import type { Finding } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import type { Location as Place } from '../text/source-file.ts';
import { jsonText } from './escape/json.ts';
import { sarifText } from './escape/sarif-message.ts';
import { pathUri } from './escape/uri.ts';
import { redact } from './redact.ts';
import { regionOf } from './region.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { sarifFix } from './sarif-fix.ts';
import { sarifRule } from './sarif-rule.ts';
import { helpOf, messageOf, plural, shownFindings, shownLevel, worstFirst } from './wording.ts';

/** GitHub shows this many results of a run and refuses files of more than 10 MB compressed. */
const MOST_RESULTS = 5_000;
const MOST_BYTES = 9_000_000;
/** GitHub keeps this many locations of a result. */
const MOST_RELATED = 99;
const INFORMATION = 'https://github.com/memcached/memcached/wiki/ConfiguringServer#networking';
const ROOT = '%SRCROOT%';

/** SARIF 2.1.0 (OASIS, errata 01) for code scanning. Waived findings and those of the baseline stay out. */
export const sarif: Reporter = (report: Report, context: ReportContext): string => {
  const { results, missing } = fitting(report, context);
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'memcached-guard',
            semanticVersion: report.toolVersion,
            informationUri: INFORMATION,
            rules: context.rules.map((rule): ReportingDescriptor => sarifRule(rule)),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            ...(missing === 0 ? {} : { toolExecutionNotifications: [leftOut(missing)] }),
          },
        ],
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: [...results],
      },
    ],
  };
  return jsonText(log, 0);
};

/** The worst findings that GitHub takes, and how many there are beyond. */
function fitting(report: Report, context: ReportContext): { results: readonly Result[]; missing: number } {
  const findings = worstFirst(shownFindings(report));
  const encoder = new TextEncoder();
  const results: Result[] = [];
  let bytes = 0;
  for (const finding of findings.slice(0, MOST_RESULTS)) {
    const result = resultOf(finding, context);
    bytes += encoder.encode(jsonText(result, 0)).length;
    if (bytes > MOST_BYTES) break;
    results.push(result);
  }
  return { results, missing: findings.length - results.length };
}

function leftOut(missing: number): { level: 'warning'; message: { text: string } } {
  const text = `${plural(missing, 'finding')} left out to keep to the limits of code scanning; the worst are here, --format json has all.`;
  return { level: 'warning', message: { text } };
}

function resultOf(finding: Finding, { rules, fixes }: ReportContext): Result {
  const ruleIndex = rules.findIndex(({ id }) => id === finding.rule);
  const related = finding.related.slice(0, MOST_RELATED);
  const level = shownLevel(finding);
  const fix = fixes?.get(finding);
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: level === 'notice' ? 'note' : level,
    message: { text: `${sarifText(messageOf(finding))} Fix: ${sarifText(helpOf(finding))}` },
    locations: [{ physicalLocation: physical(finding.at) }],
    partialFingerprints: { 'memcachedGuard/v1': finding.fingerprint },
    ...(fix === undefined ? {} : { fixes: [sarifFix(fix, physical)] }),
    ...(related.length === 0 ? {} : relatedTo(finding, related)),
  };
}

/** Related places, and the same as a path that ends at the finding: what contributed, then where it shows. */
function relatedTo(
  finding: Finding,
  related: Finding['related'],
): Pick<Result, 'relatedLocations' | 'codeFlows'> {
  const relatedLocations = related.map(({ at, message }, index) => ({
    id: index + 1,
    ...located(at, redact(message)),
  }));
  const steps = [
    ...related.map(({ at, message }) => located(at, redact(message))),
    located(finding.at, messageOf(finding)),
  ].map((location): ThreadFlowLocation => ({ location }));
  return { relatedLocations, codeFlows: [{ threadFlows: [{ locations: steps }] }] };
}

function located(at: Place, message: string): Location {
  return { physicalLocation: physical(at), message: { text: sarifText(message) } };
}

function physical(at: Place) {
  return { artifactLocation: { uri: pathUri(at.file.path), uriBaseId: ROOT }, region: { ...regionOf(at) } };
}
