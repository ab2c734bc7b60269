import { applyEdits, combineEdits } from '../../fixes/apply-edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import type { Finding } from '../../policy/finding.ts';
import { markdownText, markdownVerbatim } from '../../reporters/escape/markdown.ts';
import { secretSpans } from '../../reporters/redact.ts';
import { messageOf } from '../../reporters/wording.ts';
import { marker } from './marker.ts';
import type { PatchLines } from './patch-lines.ts';

/** A review comment that proposes other lines. */
export interface Suggestion {
  readonly path: string;
  /** 1-based, both included. */
  readonly first: number;
  readonly last: number;
  readonly body: string;
}

/** Nobody reads a suggestion that replaces more lines. */
const MOST_LINES = 10;

/**
 * The suggestion for a finding, where its fix stays within lines that the diff shows and that read the same there:
 * the checkout is a trial merge, whose lines may stand elsewhere than in the head of the pull request.
 */
export function suggestionFor(finding: Finding, fix: Fix, shown: PatchLines): Suggestion | undefined {
  const { file } = fix.edits[0]?.at ?? finding.at;
  const edits = combineEdits([fix])?.get(file.path);
  if (edits === undefined || fix.edits.some(({ at }) => at.file !== file)) return undefined;
  const first = Math.min(...edits.map(({ start }) => file.positionAt(start).line));
  const last = Math.max(...edits.map(({ end }) => file.positionAt(end).line));
  if (last - first >= MOST_LINES) return undefined;
  for (let line = first; line <= last; line++) {
    // Whether GitHub keeps CRLF and lone CR when it commits a suggestion is not documented.
    const isPlain = !file.text.slice(file.lineStarts[line - 1], file.lineStarts[line]).includes('\r');
    if (!isPlain || shown.get(line) !== file.line(line)) return undefined;
  }
  const { start } = file.lineSpan(first);
  const { end } = file.lineSpan(last);
  const within = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const text = applyEdits(file.text.slice(start, end), within);
  const block = markdownVerbatim('suggestion', text.split('\n'));
  if (block === undefined || secretSpans(text).length > 0) return undefined;
  const title = `**${markdownText(`${finding.rule} ${finding.name}`)}**: ${markdownText(messageOf(finding))}`;
  const body = `${title}\n\n${block}\n\n${marker(finding.fingerprint)}`;
  return { path: file.path, first, last, body };
}
