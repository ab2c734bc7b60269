import type { ContextFolder } from './copied-files.ts';
import { joinPath } from './evaluate.ts';
import { matchesPattern } from './pattern.ts';
import type { Copy, StageState } from './stage-state.ts';

/** Where a file of the repository stands in an image. */
export interface Placement {
  /** The path in the image. */
  readonly place: string;
  /** `COPY` names the file itself, not a pattern or a folder that it is in. */
  readonly byName: boolean;
}

/** Deepest chain of `COPY --from` that is followed. */
const DEEPEST = 5;
/** A stage's last so many copies are looked at. */
const MOST_COPIES = 200;

/**
 * Where `COPY` and `ADD` put a file of the repository.
 *
 * @param folders in which the build context may be, the nearest first.
 */
export function placementsOf(
  state: StageState,
  path: string,
  folders: readonly ContextFolder[],
  depth = 0,
): readonly Placement[] {
  return state.copies.slice(-MOST_COPIES).flatMap((copy) => placedBy(copy, path, folders, depth));
}

function placedBy(
  copy: Copy,
  path: string,
  folders: readonly ContextFolder[],
  depth: number,
): readonly Placement[] {
  const target = copy.target.known;
  if (copy.from === 'image' || target === undefined || depth > DEEPEST) return [];
  const isDirectory = /\/$|^\.$|\/\.$/.test(target) || copy.sources.length > 1;
  const found: Placement[] = [];
  for (const word of copy.sources) {
    const source = word.known;
    if (source === undefined || source.startsWith('<<') || /^[a-z]+:\/\//.test(source)) continue;
    if (copy.from === undefined && !path.includes(literalEnd(source))) continue;
    for (const { place: from, byName } of originsOf(copy.from, path, source, folders, depth)) {
      const rest = restOf(from, source);
      if (rest === undefined) continue;
      const isFile = rest === '';
      const inside = isFile && isDirectory ? from.slice(from.lastIndexOf('/')) : `/${rest}`;
      const place = joinPath(copy.workdir, `${target}${isFile && !isDirectory ? '' : inside}`);
      found.push({ place, byName: byName && isFile && !/[*?]/.test(source) });
    }
  }
  return found;
}

/** What every path that a source names holds; cheap to look for, since there may be many paths and copies. */
function literalEnd(source: string): string {
  const end = source.slice(
    Math.max(source.lastIndexOf('/'), source.lastIndexOf('*'), source.lastIndexOf('?')) + 1,
  );
  return end === '.' || end === '..' ? '' : end;
}

/** The paths, from the root of the context or stage, that a source word may mean the file by. */
function originsOf(
  from: StageState | undefined,
  path: string,
  source: string,
  folders: readonly ContextFolder[],
  depth: number,
): readonly Placement[] {
  if (from !== undefined) return placementsOf(from, path, folders, depth + 1);
  // Every folder holds a `.`, so the nearest one is meant.
  const candidates = joinPath('/', source) === '/' ? folders.slice(0, 1) : folders;
  const folder = candidates.find((each) => {
    const inside = insideOf(path, each.path);
    return inside !== undefined && restOf(inside, source) !== undefined && !each.ignores(inside);
  });
  const place = folder === undefined ? undefined : insideOf(path, folder.path);
  return place === undefined ? [] : [{ place, byName: true }];
}

function insideOf(path: string, folder: string): string | undefined {
  if (folder === '' || folder === '.') return `/${path}`;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length) : undefined;
}

/** What is left of a path below the file or folder that a source names; empty for that file itself. */
function restOf(path: string, source: string): string | undefined {
  const wanted = joinPath('/', source).split('/').filter(Boolean);
  const parts = path.split('/').filter(Boolean);
  if (parts.length < wanted.length) return undefined;
  const matches = wanted.every((pattern, index) => {
    const part = parts[index] ?? '';
    return /[*?]/.test(pattern) ? matchesPattern(part, pattern) : part === pattern;
  });
  return matches ? parts.slice(wanted.length).join('/') : undefined;
}
