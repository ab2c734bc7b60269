import type { Change, FileChange } from '../../src/changes/change.ts';

type Files = Readonly<Record<string, string>>;

/** The change from one state of some files to another; `moved` maps new paths to old ones. */
export function changeBetween(before: Files, after: Files, moved: Files = {}): Change {
  const old = new Set(Object.values(moved));
  const removed = Object.entries(before)
    .filter(([path]) => after[path] === undefined && !old.has(path))
    .map(([path, text]): FileChange => ({ path, status: 'removed', edits: editsOf(text, '') }));
  const others = Object.entries(after).flatMap(([path, text]): readonly FileChange[] => {
    const previousPath = moved[path];
    const then = before[previousPath ?? path];
    if (then === undefined) return [{ path, status: 'added', edits: editsOf('', text) }];
    if (then === text && previousPath === undefined) return [];
    return [
      {
        path,
        ...(previousPath === undefined ? { status: 'modified' } : { status: 'renamed', previousPath }),
        edits: editsOf(then, text),
      },
    ];
  });
  return [...removed, ...others];
}

/** One edit: everything between the lines that both begin and those that both end with. */
function editsOf(before: string, after: string): FileChange['edits'] & {} {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const now = after.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  return removed.length + added.length === 0 ? [] : [{ line: start + 1, added, removed }];
}
