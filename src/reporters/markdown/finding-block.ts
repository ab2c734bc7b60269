import type { Fix } from '../../fixes/fix.ts';
import type { Finding } from '../../policy/finding.ts';
import { markdownFence, markdownText } from '../escape/markdown.ts';
import { renderFrame } from '../frame/render-frame.ts';
import { redact } from '../redact.ts';
import type { ReportContext } from '../reporter.ts';
import { helpOf, messageOf, shownLevel } from '../wording.ts';
import { fixDiff } from './fix-diff.ts';
import { placeLink } from './place-link.ts';

const WIDTH = 100;

/** A finding with its excerpt, related places and fix. */
export function findingBlock(finding: Finding, { sourceUrl, fixes }: ReportContext): string {
  const title = `**${shownLevel(finding)}** ${markdownText(`${finding.rule} ${finding.name}`)}`;
  const related = finding.related.map(
    ({ at, message }) => `- ${placeLink(at, sourceUrl)} ${markdownText(redact(message))}`,
  );
  return [
    `#### ${title} in ${placeLink(finding.at, sourceUrl)}`,
    markdownText(messageOf(finding)),
    markdownFence('text', renderFrame(finding.at, WIDTH)),
    ...(related.length === 0 ? [] : [related.join('\n')]),
    ...fixLines(finding, fixes?.get(finding)),
    '',
  ].join('\n\n');
}

/** The edit that was confirmed, with its diff; else what to do in words. */
function fixLines(finding: Finding, fix: Fix | undefined): readonly string[] {
  if (fix === undefined) return [`**Fix:** ${markdownText(helpOf(finding))}`];
  return [`**Fix:** ${markdownText(redact(fix.title))}.`, ...fixDiff(fix)];
}
