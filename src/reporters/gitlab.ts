import type { Level } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { jsonText } from './escape/json.ts';
import { visible } from './escape/visible.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './reporter.ts';
import { helpOf, messageOf, shownFindings, shownLevel } from './wording.ts';

const SEVERITIES: Record<Level, string> = { error: 'critical', warning: 'major', notice: 'info' };

/**
 * GitLab's code quality report (docs.gitlab.com, ci/testing/code_quality, custom tool). A merge request shows
 * one entry a fingerprint, so equal ones are numbered.
 */
export const gitlab: Reporter = (report: Report): string => {
  const seen = new Map<string, number>();
  return jsonText(
    shownFindings(report).map((finding) => {
      const count = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, count);
      const { startLine, endLine } = regionOf(finding.at);
      return {
        description: visible(`${messageOf(finding)} Fix: ${helpOf(finding)}`),
        check_name: `${finding.rule} ${finding.name}`,
        fingerprint: count === 1 ? finding.fingerprint : `${finding.fingerprint}-${count}`,
        severity: SEVERITIES[shownLevel(finding)],
        location: { path: finding.at.file.path, lines: { begin: startLine, end: endLine } },
      };
    }),
  );
};
