import type { Report } from '../report/report.ts';
import { failing } from '../report/report.ts';
import { markdownText } from './escape/markdown.ts';
import { expiringWaivers } from './markdown/attention.ts';
import { exposurePicture } from './markdown/exposure-picture.ts';
import { findingBlock } from './markdown/finding-block.ts';
import { launchTable } from './markdown/launch-table.ts';
import { keepRows, leftOutNote } from './markdown/rows.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { staleNote, verdict } from './verdict.ts';
import { plural, shownFindings, worstFirst } from './wording.ts';

/** A job summary may have 1 MiB a step; the parts together stay below. */
const FINDINGS_BYTES = 500_000;
const LAUNCHES_BYTES = 350_000;
const WAIVERS_BYTES = 50_000;

/** For job summaries, comments and wikis: the verdict, a picture of what is open, findings, launches. */
export const markdown: Reporter = (report: Report, context: ReportContext): string => {
  const parts = [
    `## memcached-guard: ${passes(report, context) ? 'passed' : 'failed'}`,
    `${markdownText(capitalised(verdict(report)))}.${reason(report, context)}`,
    ...exposurePicture(report),
    ...findingBlocks(report, context),
    ...launchTable(report, context, LAUNCHES_BYTES),
    ...expiringWaivers(report, context, WAIVERS_BYTES),
    ...staleNote(report).map(markdownText),
  ];
  return `${parts.join('\n\n')}\n`;
};

function passes(report: Report, { failOn }: ReportContext): boolean {
  return report.configurationValid && failing(report, failOn).length === 0;
}

function reason(report: Report, { failOn }: ReportContext): string {
  if (!report.configurationValid) return ' The configuration has mistakes, so the check fails.';
  const count = failing(report, failOn).length;
  if (count === 0 || failOn === 'never') return '';
  const bar = failOn === 'error' ? 'errors fail the check' : `everything from ${failOn} up fails the check`;
  return ` ${plural(count, 'finding')} to mend: ${bar}.`;
}

/** Files that could not be read are findings too, so they are named here with the rest. */
function findingBlocks(report: Report, context: ReportContext): readonly string[] {
  const findings = worstFirst(shownFindings(report));
  if (findings.length === 0) return [];
  const blocks = (function* () {
    for (const finding of findings) yield findingBlock(finding, context);
  })();
  const { rows, missing } = keepRows(blocks, findings.length, FINDINGS_BYTES);
  return ['### Findings', ...rows.map((row) => row.trimEnd()), ...leftOutNote(missing, 'finding')];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
