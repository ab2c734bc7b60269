import { environmentOf } from '../../shell/environment.ts';
import { type FileWrite, readScript } from '../../shell/invocations.ts';
import { TracedText } from '../../text/traced-text.ts';
import { baseName } from '../host/paths.ts';
import { packagedFile } from '../written-files/packaged-files.ts';
import { type BuildContext, contextFolders, lastCopy, pathsNamed } from './copied-files.ts';
import { joinPath } from './evaluate.ts';
import { matchesPattern } from './pattern.ts';
import { placementsOf } from './placed-files.ts';
import type { Edit, StageState } from './stage-state.ts';

/** The files in an image that come from the repository, from a package that is installed, or from a `RUN`. */
export interface ImageFiles {
  readonly workdir: string;
  /** A file as the stage ends with it; `undefined` where it cannot be known. */
  textAt(path: string): TracedText | undefined;
  /** A script by path or by name on the PATH; what is done to it that is not understood is left aside. */
  scriptAt(name: string): TracedText | undefined;
  /** Paths of copied and written files that match a pattern with `*` in any of its parts. */
  matching(pattern: string): readonly string[];
}

/** A command that changes a file, perhaps in a way that was not understood. */
const CHANGES = /\b(?:sed|perl|python\d?|awk|tee|mv|cp|ln|rm|ed|patch|install)\b|>/;

/** A stage's last so many `RUN`s are read. */
const MOST_EDITS = 100;

export function imageFiles(state: StageState, context: BuildContext): ImageFiles {
  const texts = new Map<string, TracedText | undefined>();
  const scripts = new Map<string, TracedText | undefined>();
  let written: readonly string[] | undefined;
  return {
    workdir: state.workdir,
    textAt(path) {
      if (!texts.has(path)) texts.set(path, textIn(state, path, context, 'exactly'));
      return texts.get(path);
    },
    scriptAt(name) {
      if (!scripts.has(name)) scripts.set(name, scriptIn(state, name, context));
      return scripts.get(name);
    },
    matching(pattern) {
      const wanted = pattern.split('/');
      written ??= writtenPaths(state);
      const own = written.filter((path) => matches(path.split('/'), wanted));
      const near = { ...state, copies: state.copies.filter((copy) => mayReach(copy, wanted)) };
      if (near.copies.length === 0) return [...own].sort();
      const folders = contextFolders(context);
      // Under its own name, or under one that a copy gives it.
      const name = wanted.at(-1) ?? '';
      const end = name.slice(name.lastIndexOf('*') + 1).replace(/^.*\?/, '');
      const renamed = new Set(
        near.copies.flatMap(({ sources }) => sources.map(({ text }) => baseName(text))),
      );
      const found = context.repository.paths.flatMap((path) => {
        const base = baseName(path);
        if (!renamed.has(base) && !(base.endsWith(end) && isMatch(base, name))) return [];
        return placementsOf(near, path, folders).map(({ place }) => place);
      });
      const places = found.filter((place) => matches(place.split('/'), wanted));
      return [...new Set([...own, ...places])].sort();
    },
  };
}

/** Whether edits that are not understood make the whole file unknown, or are left aside. */
type Care = 'exactly' | 'roughly';

function scriptIn(state: StageState, name: string, context: BuildContext): TracedText | undefined {
  for (const path of pathsNamed(state, name)) {
    const text = textIn(state, path, context, 'roughly');
    if (text !== undefined) return text;
  }
  return undefined;
}

function textIn(state: StageState, path: string, context: BuildContext, care: Care): TracedText | undefined {
  const copied = lastCopy(state, path, context);
  const before = copied?.text ?? packagedText(state, path);
  return edited(state, path, { before, copy: copied?.index ?? -1, care });
}

/** Files that a `RUN` writes whole. */
function writtenPaths(state: StageState): readonly string[] {
  const paths = state.edits
    .slice(-MOST_EDITS)
    .flatMap((edit) => writesOf(state, edit).flatMap(({ path, append }) => (append ? [] : [path])));
  return [...new Set(paths)];
}

function writesOf(
  { variables, workdir }: StageState,
  { script }: Edit,
  files?: (path: string) => TracedText | undefined,
): readonly FileWrite[] {
  const options = { interest: () => false, ...(files === undefined ? {} : { files }) };
  const { writes } = readScript(script, environmentOf(variables, 'unknown'), options);
  return writes.map((write) => ({ ...write, path: joinPath(workdir, write.path) }));
}

/** The conf that Debian's package brings, with the place of its installation. */
function packagedText({ debianPackage }: StageState, path: string): TracedText | undefined {
  const file = debianPackage === undefined ? undefined : packagedFile(path);
  if (file === undefined || debianPackage === undefined || path !== '/etc/memcached.conf') return undefined;
  return TracedText.decoded(file.text, debianPackage);
}

/** A file after the `RUN`s below the copy that brought it, or the one that a `RUN` writes. */
function edited(
  state: StageState,
  path: string,
  {
    before,
    copy,
    care,
  }: { readonly before: TracedText | undefined; readonly copy: number; readonly care: Care },
): TracedText | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let text = before;
  for (const edit of state.edits.slice(-MOST_EDITS)) {
    if (edit.copiesBefore <= copy || !edit.script.text.includes(name)) continue;
    const now = text;
    const own = writesOf(state, edit, (wanted) =>
      joinPath(state.workdir, wanted) === path ? now : undefined,
    ).filter((write) => write.path === path);
    if (own.length === 0 && care === 'exactly' && CHANGES.test(edit.script.text)) text = undefined;
    for (const write of own) {
      if (!write.append) text = write.text;
      else if (text !== undefined) text = TracedText.concat([text, write.text]);
    }
  }
  return text;
}

/** Whether a copy can put anything where a pattern looks. */
function mayReach({ target, workdir }: StageState['copies'][number], pattern: readonly string[]): boolean {
  const parts = target.known === undefined ? [] : joinPath(workdir, target.known).split('/').filter(Boolean);
  return parts.every((part, index) => {
    const wanted = pattern[index + 1];
    return wanted === undefined || isMatch(part, wanted);
  });
}

function matches(parts: readonly string[], wanted: readonly string[]): boolean {
  return (
    parts.length === wanted.length && wanted.every((pattern, index) => isMatch(parts[index] ?? '', pattern))
  );
}

function isMatch(part: string, pattern: string): boolean {
  return part === pattern || (/[*?]/.test(pattern) && matchesPattern(part, pattern));
}
