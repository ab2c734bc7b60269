import { environmentOf } from '../../shell/environment.ts';
import { readScript } from '../../shell/invocations.ts';
import { TracedText } from '../../text/traced-text.ts';
import { baseName } from '../host/paths.ts';
import { packagedFile } from '../written-files/packaged-files.ts';
import { type BuildContext, contextFolders, lastCopy } from './copied-files.ts';
import { joinPath } from './evaluate.ts';
import { matchesPattern } from './pattern.ts';
import { placementsOf } from './placed-files.ts';
import type { StageState } from './stage-state.ts';

/** The files in an image that come from the repository, or from a package that is installed. */
export interface ImageFiles {
  readonly workdir: string;
  /** A file as the stage ends with it; `undefined` where it cannot be known. */
  textAt(path: string): TracedText | undefined;
  /** Paths of copied files that match a pattern with `*` in any of its parts. */
  matching(pattern: string): readonly string[];
}

/** A command that changes a file, perhaps in a way that was not understood. */
const CHANGES = /\b(?:sed|perl|python\d?|awk|tee|mv|cp|ln|rm|ed|patch|install)\b|>/;

export function imageFiles(state: StageState, context: BuildContext): ImageFiles {
  const texts = new Map<string, TracedText | undefined>();
  return {
    workdir: state.workdir,
    textAt(path) {
      if (!texts.has(path)) texts.set(path, textIn(state, path, context));
      return texts.get(path);
    },
    matching(pattern) {
      const wanted = pattern.split('/');
      const near = { ...state, copies: state.copies.filter((copy) => mayReach(copy, wanted)) };
      if (near.copies.length === 0) return [];
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
      return [...new Set(found)].filter((place) => matches(place.split('/'), wanted)).sort();
    },
  };
}

function textIn(state: StageState, path: string, context: BuildContext): TracedText | undefined {
  const copied = lastCopy(state, path, context);
  const before = copied?.text ?? packagedText(state, path);
  return before === undefined ? undefined : edited(state, path, before, copied?.index ?? -1);
}

/** The conf that Debian's package brings, with the place of its installation. */
function packagedText({ debianPackage }: StageState, path: string): TracedText | undefined {
  const file = debianPackage === undefined ? undefined : packagedFile(path);
  if (file === undefined || debianPackage === undefined || path !== '/etc/memcached.conf') return undefined;
  return TracedText.decoded(file.text, debianPackage);
}

/** A file after the `RUN`s below the copy that brought it. */
function edited(state: StageState, path: string, before: TracedText, copy: number): TracedText | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let text = before;
  for (const { script, copiesBefore } of state.edits) {
    if (copiesBefore <= copy || !script.text.includes(name)) continue;
    const now = text;
    const { writes } = readScript(script, environmentOf(state.variables, 'unknown'), {
      interest: () => false,
      files: (wanted) => (wanted === path ? now : undefined),
    });
    const own = writes.filter((write) => write.path === path);
    if (own.length === 0 && CHANGES.test(script.text)) return undefined;
    for (const write of own) text = write.append ? TracedText.concat([text, write.text]) : write.text;
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
