import type { Change, Edit, FileChange } from './change.ts';
import { pathOfHeader, unquotePath } from './diff-path.ts';

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

/**
 * Reads what `git diff` prints, with any number of context lines, paths with the prefixes `a/` and `b/`. What it
 * does not understand is passed over; a file that is only said to differ is changed as a whole. Never throws.
 */
export function parseDiff(text: string): Change {
  const lines = text.split('\n');
  const files: FileChange[] = [];
  let at = 0;
  while (at < lines.length) {
    if (!(lines[at] ?? '').startsWith('diff --git ')) at++;
    else {
      const { file, next } = parseFile(lines, at);
      if (file !== undefined) files.push(file);
      at = next;
    }
  }
  return files;
}

/** Reads the hunks of one file, such as the `patch` of GitHub's API. */
export function parsePatch(patch: string): readonly Edit[] {
  return parseHunks(patch.split('\n'), 0).edits;
}

interface Header {
  from?: string;
  to?: string;
  status: FileChange['status'];
  binary: boolean;
}

function parseFile(
  lines: readonly string[],
  start: number,
): { readonly file: FileChange | undefined; readonly next: number } {
  const same = pathOfHeader(lines[start] ?? '');
  const header: Header = { status: 'modified', binary: false };
  let at = start + 1;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('diff --git ') || line.startsWith('@@ ')) break;
    readHeaderLine(line, header);
  }
  const { edits, next } = parseHunks(lines, at);
  const path = header.status === 'removed' ? (header.from ?? same) : (header.to ?? same);
  if (path === undefined) return { file: undefined, next };
  return {
    file: {
      path,
      status: header.status,
      ...(header.status === 'renamed' && header.from !== undefined ? { previousPath: header.from } : {}),
      ...(header.binary ? {} : { edits }),
    },
    next,
  };
}

function readHeaderLine(line: string, header: Header): void {
  const value = (prefix: string): string => unquotePath(line.slice(prefix.length));
  if (line.startsWith('new file mode ')) header.status = 'added';
  else if (line.startsWith('deleted file mode ')) header.status = 'removed';
  else if (line.startsWith('rename from ')) {
    header.status = 'renamed';
    header.from = value('rename from ');
  } else if (line.startsWith('rename to ')) header.to = value('rename to ');
  else if (line.startsWith('copy to ')) {
    header.status = 'added';
    header.to = value('copy to ');
  } else if (line.startsWith('--- ')) header.from ??= withoutPrefix(value('--- '), 'a/');
  else if (line.startsWith('+++ ')) header.to ??= withoutPrefix(value('+++ '), 'b/');
  else if (line.startsWith('Binary files ') || line.startsWith('GIT binary patch')) header.binary = true;
}

function withoutPrefix(path: string, prefix: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

function parseHunks(
  lines: readonly string[],
  start: number,
): { readonly edits: readonly Edit[]; readonly next: number } {
  const edits: Edit[] = [];
  let at = start;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.startsWith('diff --git ')) break;
    const match = HUNK.exec(line);
    at = match === null ? at + 1 : parseHunk(lines, at + 1, match, edits);
  }
  return { edits, next: at };
}

/** The counts of its header say where a hunk ends, so that nothing in a file looks like a header. */
function parseHunk(lines: readonly string[], start: number, match: RegExpExecArray, edits: Edit[]): number {
  let oldLeft = Number(match[2] ?? 1);
  let newLeft = Number(match[4] ?? 1);
  // A side without lines is numbered by the line before it.
  let line = Number(match[3]) + (newLeft === 0 ? 1 : 0);
  let added: string[] = [];
  let removed: string[] = [];
  const flush = (): void => {
    if (added.length > 0 || removed.length > 0) edits.push({ line: line - added.length, added, removed });
    added = [];
    removed = [];
  };
  let at = start;
  for (; at < lines.length; at++) {
    const text = lines[at] ?? '';
    if (text.startsWith('\\')) {
      const before = lines[at - 1]?.[0];
      if (before === '-') endWithoutBreak(removed);
      else if (before === '+') endWithoutBreak(added);
    } else if (oldLeft <= 0 && newLeft <= 0) break;
    else if (text.startsWith('+')) {
      added.push(`${text.slice(1)}\n`);
      line++;
      newLeft--;
    } else if (text.startsWith('-')) {
      removed.push(`${text.slice(1)}\n`);
      oldLeft--;
    } else if (text.startsWith(' ') || text === '' || text === '\r') {
      flush();
      line++;
      oldLeft--;
      newLeft--;
    } else break;
  }
  flush();
  return at;
}

function endWithoutBreak(lines: string[]): void {
  const last = lines.pop();
  if (last !== undefined) lines.push(last.replace(/\n$/, ''));
}
