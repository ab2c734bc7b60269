import type { Finding, Level } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { painter, type Style, terminalText } from './escape/terminal.ts';
import { renderFrame } from './frame/render-frame.ts';
import { redact } from './redact.ts';
import { placeText } from './region.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { launchLines } from './text-launches.ts';
import { staleNote, verdict } from './verdict.ts';
import { helpOf, messageOf, shownFindings, shownLevel } from './wording.ts';

const STYLES: Record<Level, Style> = { error: 'red', warning: 'yellow', notice: 'blue' };
const WIDTH = 120;
/** Long lines are cut, but a frame narrower than this shows nothing. */
const NARROWEST = 40;

/** For people at a terminal and in logs: each finding with its place in the source, then one line that sums up. */
export const text: Reporter = (report: Report, context: ReportContext): string => {
  const paint = painter(context.colour);
  const findings = shownFindings(report);
  const blocks = findings.map((finding) => findingLines(finding, context).join('\n'));
  if (context.verbose && report.exposures.length > 0) blocks.push(launchLines(report).join('\n'));
  if (!context.quiet) {
    const style = findings.some((finding) => shownLevel(finding) === 'error') ? 'red' : 'bold';
    const lines = [
      paint(findings.length === 0 ? 'green' : style, `memcached-guard: ${verdict(report)}`),
      ...staleNote(report).map(terminalText),
    ];
    blocks.push(lines.join('\n'));
  }
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
};

function findingLines(finding: Finding, context: ReportContext): readonly string[] {
  const paint = painter(context.colour);
  const width = Math.max(context.width ?? WIDTH, NARROWEST) - 2;
  const level = shownLevel(finding);
  const place = terminalText(placeText(finding.at));
  const frame = renderFrame(finding.at, width, {
    gutter: (part) => paint('dim', part),
    marker: (part) => paint(STYLES[level], part),
  });
  return [
    `${paint('bold', place)}  ${paint(STYLES[level], level)}  ${finding.rule} ${finding.name}`,
    `  ${terminalText(messageOf(finding))}`,
    ...frame.map((line) => `  ${line}`),
    ...finding.related.map(({ at, message }) => {
      const where = terminalText(placeText(at));
      return `  ${paint('dim', `${where}:`)} ${terminalText(redact(message))}`;
    }),
    `  ${paint('cyan', 'fix:')} ${terminalText(helpOf(finding))}`,
  ];
}
