import type { Finding, Level } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { XML_DECLARATION, xmlElement } from './escape/xml.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './reporter.ts';
import { helpOf, messageOf, shownFindings, shownLevel } from './wording.ts';

const SEVERITIES: Record<Level, string> = { error: 'error', warning: 'warning', notice: 'info' };

/** Checkstyle's XML, which many review bots read: one element a file, one in it a finding. */
export const checkstyle: Reporter = (report: Report): string => {
  const files = new Map<string, Finding[]>();
  for (const finding of shownFindings(report)) {
    const { path } = finding.at.file;
    const others = files.get(path);
    if (others === undefined) files.set(path, [finding]);
    else others.push(finding);
  }
  const elements = [...files].map(([name, findings]) =>
    xmlElement('file', { name }, `\n${findings.map((finding) => `    ${errorOf(finding)}\n`).join('')}  `),
  );
  const content = elements.map((element) => `\n  ${element}`).join('');
  return `${XML_DECLARATION}\n${xmlElement('checkstyle', { version: '4.3' }, `${content}\n`)}\n`;
};

function errorOf(finding: Finding): string {
  const { startLine, startColumn } = regionOf(finding.at);
  return xmlElement('error', {
    line: startLine,
    column: startColumn,
    severity: SEVERITIES[shownLevel(finding)],
    message: `${messageOf(finding)} Fix: ${helpOf(finding)}`,
    source: `memcached-guard.${finding.name}`,
  });
}
