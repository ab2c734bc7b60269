import type { ReportingDescriptor } from 'sarif';
import { markdownLink, markdownText } from './escape/markdown.ts';
import { referenceUrl } from './reference-url.ts';
import type { RuleInfo } from './reporter.ts';

/** A rule as code scanning shows it beside each of its alerts. */
export function sarifRule(rule: RuleInfo): ReportingDescriptor {
  const helpUri = rule.references.map(referenceUrl).find((url) => url !== undefined);
  const severity = severityOf(rule.id);
  return {
    id: rule.id,
    name: rule.name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${rule.summary}.` },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why} ${rule.fix}`, markdown: helpMarkdown(rule) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: rule.level === 'notice' ? 'note' : rule.level },
    properties: {
      precision: 'high',
      tags: severity === undefined ? ['memcached'] : ['security', 'memcached'],
      ...(severity === undefined ? {} : { 'security-severity': severity }),
    },
  };
}

/**
 * CVSS 3 scores that decide how an alert is ranked: 7.5 is that of CVE-2018-1000115 (UDP amplification);
 * a cache open to everybody is worse; what concerns files and configuration is no vulnerability.
 */
function severityOf(id: string): string | undefined {
  if (id.startsWith('MG00')) return '7.5';
  return id.startsWith('MG01') ? '8.6' : undefined;
}

function helpMarkdown(rule: RuleInfo): string {
  const references = rule.references.map((reference) => {
    const url = referenceUrl(reference);
    return `- ${url === undefined ? markdownText(reference) : markdownLink(markdownText(reference), url)}`;
  });
  return [
    `**${markdownText(rule.summary)}.**`,
    markdownText(rule.why),
    `**Fix:** ${markdownText(rule.fix)}`,
    references.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
