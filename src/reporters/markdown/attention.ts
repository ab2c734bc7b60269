import type { Finding } from '../../policy/finding.ts';
import type { Report } from '../../report/report.ts';
import { markdownText } from '../escape/markdown.ts';
import { redact } from '../redact.ts';
import type { ReportContext } from '../reporter.ts';
import { placeLink } from './place-link.ts';
import { keepRows, leftOutNote } from './rows.ts';

const SOON_DAYS = 14;
const DAY = 86_400_000;

/** Waivers whose last day is near, so that nobody is surprised by a red pull request. */
export function expiringWaivers(report: Report, context: ReportContext, bytes: number): readonly string[] {
  const { today, sourceUrl } = context;
  if (today === undefined) return [];
  const soon = report.findings.filter((finding) => finding.status === 'waived' && endsSoon(finding, today));
  if (soon.length === 0) return [];
  const lines = soon.map(({ waiver, rule, name, at }) => {
    const owner = waiver?.owner === undefined ? '' : ` (${markdownText(waiver.owner)})`;
    const what = `${markdownText(`${rule} ${name}`)} in ${placeLink(at, sourceUrl)}`;
    return `- ${waiver?.expires}: ${what}${owner}: ${markdownText(redact(waiver?.reason ?? ''))}`;
  });
  const { rows, missing } = keepRows(lines, lines.length, bytes);
  return ['### Waivers that end soon', rows.join('\n'), ...leftOutNote(missing, 'waiver')];
}

function endsSoon({ waiver }: Finding, today: string): boolean {
  if (waiver?.expires === undefined) return false;
  const days = (Date.parse(waiver.expires) - Date.parse(today)) / DAY;
  return days >= 0 && days <= SOON_DAYS;
}
