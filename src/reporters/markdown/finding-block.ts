import type { Finding } from '../../policy/finding.ts';
import { markdownFence, markdownText } from '../escape/markdown.ts';
import { renderFrame } from '../frame/render-frame.ts';
import { redact } from '../redact.ts';
import type { ReportContext } from '../reporter.ts';
import { helpOf, messageOf, shownLevel } from '../wording.ts';
import { placeLink } from './place-link.ts';

const WIDTH = 100;

/** A finding with its excerpt, related places and fix. */
export function findingBlock(finding: Finding, { sourceUrl }: ReportContext): string {
  const title = `**${shownLevel(finding)}** ${markdownText(`${finding.rule} ${finding.name}`)}`;
  const related = finding.related.map(
    ({ at, message }) => `- ${placeLink(at, sourceUrl)} ${markdownText(redact(message))}`,
  );
  return [
    `#### ${title} in ${placeLink(finding.at, sourceUrl)}`,
    markdownText(messageOf(finding)),
    markdownFence('text', renderFrame(finding.at, WIDTH)),
    ...(related.length === 0 ? [] : [related.join('\n')]),
    `**Fix:** ${markdownText(helpOf(finding))}`,
    '',
  ].join('\n\n');
}
