import { applyEdits, combineEdits } from '../../fixes/apply-edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { unifiedDiff } from '../../fixes/unified-diff.ts';
import { markdownFence } from '../escape/markdown.ts';
import { redact } from '../redact.ts';

/** Beyond this a line is data, and a diff of it helps nobody. */
const LONGEST_LINE = 300;

/** What a fix changes, as a diff; nothing where its lines are too long to look at. */
export function fixDiff(fix: Fix): readonly string[] {
  const blocks: string[] = [];
  for (const [path, edits] of combineEdits([fix]) ?? []) {
    const text = fix.edits.find(({ at }) => at.file.path === path)?.at.file.text ?? '';
    const lines = unifiedDiff(path, text, applyEdits(text, edits)).trimEnd().split('\n');
    if (lines.some((line) => line.length > LONGEST_LINE)) return [];
    blocks.push(markdownFence('diff', lines.map(shown)));
  }
  return blocks;
}

/** A line break of Windows is the file's own, not something to point at. */
function shown(line: string): string {
  return redact(line.replace(/\r$/, '').replaceAll('\t', '    '));
}
