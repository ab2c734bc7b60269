import type { SearchableRepository } from '../repository/repository.ts';
import { isReadable } from '../repository/repository.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Change, Edit, FileChange } from './change.ts';

/**
 * The repository as it was before a change: each edit is undone in the text that is there now. Files of which it is
 * not known what changed stay as they are.
 */
export function repositoryBefore(repository: SearchableRepository, all: Change): SearchableRepository {
  const change = all.filter(({ path }) => path.startsWith(repository.prefix));
  const before = new Map<string, () => SourceFile | undefined>();
  for (const file of change) {
    if (file.status !== 'modified') before.set(file.path, () => undefined);
  }
  for (const file of change) {
    const path = file.previousPath ?? file.path;
    if (file.status === 'added' || file.edits === undefined || !path.startsWith(repository.prefix)) continue;
    before.set(
      path,
      once(() => textBefore(repository, file, path)),
    );
  }
  const gone = new Set(change.filter(({ status }) => status !== 'modified').map(({ path }) => path));
  const old = [...before.keys()].filter((path) => before.get(path)?.() !== undefined);
  const paths = [...new Set([...repository.paths.filter((path) => !gone.has(path)), ...old])].sort();
  const known = new Set(paths);
  return {
    prefix: repository.prefix,
    paths,
    has: (path) => known.has(path),
    read: (path) => before.get(path)?.() ?? (known.has(path) ? repository.read(path) : undefined),
    names(path, word) {
      const file = before.get(path)?.();
      return file === undefined ? repository.names(path, word) : word.test(file.text);
    },
  };
}

/** The text of a removed file stands in the change itself. */
function textBefore(
  repository: SearchableRepository,
  { path, status, edits = [] }: FileChange,
  previousPath: string,
): SourceFile | undefined {
  if (status === 'removed') {
    return new SourceFile(previousPath, edits.flatMap(({ removed }) => removed).join(''));
  }
  const now = repository.read(path);
  const text = isReadable(now) ? undoEdits(now.text, edits) : undefined;
  return text === undefined ? undefined : new SourceFile(previousPath, text);
}

/** The text before these edits; `undefined` if it is not the text that they led to. */
export function undoEdits(text: string, edits: readonly Edit[]): string | undefined {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const parts: string[] = [];
  let at = 0;
  for (const { line, added, removed } of edits) {
    if (line - 1 < at || line - 1 > lines.length) return undefined;
    if (!added.every((each, index) => isSameLine(each, lines[line - 1 + index]))) return undefined;
    for (; at < line - 1; at++) parts.push(lines[at] ?? '');
    for (const each of removed) parts.push(each);
    at = line - 1 + added.length;
  }
  for (; at < lines.length; at++) parts.push(lines[at] ?? '');
  return parts.join('');
}

/** Git may show a line of a working tree with the line break that it has in the repository. */
function isSameLine(shown: string, present: string | undefined): boolean {
  return shown === present || shown.replace(/\r?\n$/, '') === present?.replace(/\r?\n$/, '');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
