import type { Location } from '../../text/source-file.ts';
import { markdownCode, markdownLink } from '../escape/markdown.ts';
import { pathUri } from '../escape/uri.ts';
import { placeText, regionOf } from '../region.ts';

/** `path:line:column` in code type, linked where files can be looked at. */
export function placeLink(at: Location, sourceUrl: string | undefined): string {
  const label = markdownCode(placeText(at));
  if (sourceUrl === undefined) return label;
  const { startLine, endLine } = regionOf(at);
  const lines = endLine > startLine ? `#L${startLine}-L${endLine}` : `#L${startLine}`;
  return markdownLink(label, `${sourceUrl}/${pathUri(at.file.path)}${lines}`);
}
