import { type Finding, LEVELS, type Level } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { redact } from './redact.ts';

/** The findings a reader is shown: waived ones and those of the baseline are counted, not shown. */
export function shownFindings(report: Report): readonly Finding[] {
  return report.findings.filter(({ status }) => status === 'active' || status === 'unchanged');
}

/** What the pull request did not cause is only a notice. */
export function shownLevel(finding: Finding): Level {
  return finding.status === 'unchanged' ? 'notice' : finding.level;
}

/** Worst first; within a level as the report has them. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => LEVELS.indexOf(shownLevel(a)) - LEVELS.indexOf(shownLevel(b)));
}

export function messageOf(finding: Finding): string {
  const aside = finding.status === 'unchanged' ? ' This change did not cause it, so it does not fail.' : '';
  return `${redact(finding.message)}${aside}`;
}

export function helpOf(finding: Finding): string {
  return redact(finding.help);
}

/** "1 error", "2 errors". */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/** "a", "a and b", "a, b and c". */
export function listOf(items: readonly string[]): string {
  return items.length <= 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
