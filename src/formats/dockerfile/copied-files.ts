import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { joinPath } from './evaluate.ts';
import { type IgnoreTest, ignoreTest } from './ignored-files.ts';
import { matchesPattern } from './pattern.ts';
import type { Copy, StageState } from './stage-state.ts';

/** Where a build takes its files from. */
export interface BuildContext {
  readonly repository: Repository;
  /** The Dockerfile. */
  readonly file: SourceFile;
  /** Path of the context; without it the Dockerfile's folder and those above it are tried. */
  readonly context: string | undefined;
}

/** Deepest chain of `COPY --from` that is followed. */
const DEEPEST = 10;
/** A stage's last so many copies are looked at. */
const MOST_COPIES = 500;

/**
 * The text of a file in an image, if it comes from the repository: by `COPY` or `ADD` from the build context
 * (a file, a folder, a pattern), from another stage that has it from there, or from a here-document. A name
 * without slash is looked up on the image's PATH.
 */
export function copiedFile(
  state: StageState,
  path: string,
  context: BuildContext,
  depth = 0,
): TracedText | undefined {
  return lastCopy(state, path, context, depth)?.text;
}

/** As `copiedFile`, with the number of the copy among those of the stage, from 0. */
export function lastCopy(
  state: StageState,
  path: string,
  context: BuildContext,
  depth = 0,
): { readonly text: TracedText; readonly index: number } | undefined {
  const paths = pathsNamed(state, path);
  const { copies } = state;
  for (let index = copies.length - 1; index >= Math.max(0, copies.length - MOST_COPIES); index--)
    for (const candidate of paths) {
      const copy = copies[index];
      const text = copy === undefined ? undefined : copiedBy(copy, candidate, context, depth);
      if (text !== undefined) return { text, index };
    }
  return undefined;
}

/** Where a program word may be found in an image: at its path, or in the folders of the PATH in their order. */
export function pathsNamed({ env, workdir }: StageState, name: string): readonly string[] {
  if (name.includes('/')) return [joinPath(workdir, name)];
  const directories = (env.get('PATH')?.text ?? '').split(':');
  return directories
    .filter((directory) => directory.startsWith('/'))
    .map((directory) => joinPath(directory, name));
}

function copiedBy(copy: Copy, path: string, context: BuildContext, depth: number): TracedText | undefined {
  if (copy.from === 'image' || copy.target.known === undefined) return undefined;
  const target = joinPath(copy.workdir, copy.target.text);
  const isDirectory = /\/$|\/?\.$/.test(copy.target.text) || copy.sources.length > 1;
  const prefix = target === '/' ? '/' : `${target}/`;
  if (path !== target && !path.startsWith(prefix)) return undefined;
  const inside = path === target ? '' : path.slice(prefix.length);
  for (const source of copy.sources) {
    const text = source.known;
    if (text === undefined) continue;
    const heredoc = copy.heredocs.find(({ name }) => text.replace(/^\d*<<-?\s*["']?|["']$/g, '') === name);
    const base = heredoc?.name ?? text.slice(text.lastIndexOf('/') + 1);
    const isFile =
      (inside === '' && !isDirectory) || inside === base || (inside !== '' && matchesPattern(inside, base));
    if (text.startsWith('<<') || heredoc !== undefined) {
      if (isFile && heredoc !== undefined) return TracedText.source(context.file, heredoc.start, heredoc.end);
      continue;
    }
    const name = /[*?]/.test(base) ? `${text.slice(0, text.length - base.length)}${inside}` : text;
    const found =
      (isFile ? sourceFile(copy, name, context, depth) : undefined) ??
      (inside === '' ? undefined : sourceFile(copy, `${text}/${inside}`, context, depth));
    if (found !== undefined) return found;
  }
  return undefined;
}

function sourceFile(copy: Copy, path: string, context: BuildContext, depth: number): TracedText | undefined {
  if (copy.from === 'image' || /^[a-z]+:\/\//.test(path)) return undefined;
  if (copy.from !== undefined)
    return depth < DEEPEST ? copiedFile(copy.from, joinPath('/', path), context, depth + 1) : undefined;
  for (const folder of contextFolders(context)) {
    const inside = joinPath('/', path);
    if (folder.ignores(inside)) continue;
    const result = context.repository.read(joinPath(`/${folder.path}`, inside.slice(1)).slice(1));
    if (isReadable(result)) return TracedText.source(result, 0, result.text.length);
  }
  return undefined;
}

/** A folder that may be the build context, and what the build leaves out there. */
export interface ContextFolder {
  readonly path: string;
  readonly ignores: IgnoreTest;
}

/** Where the build context may be, the nearest folder first. */
export function contextFolders({ context, file, repository }: BuildContext): readonly ContextFolder[] {
  const parts = file.path.split('/').slice(0, -1);
  const paths =
    context === undefined
      ? Array.from({ length: parts.length + 1 }, (_, index) => parts.slice(0, parts.length - index).join('/'))
      : [context];
  return paths.map((path) => ({ path, ignores: ignoreTest(repository, file.path, path) }));
}
