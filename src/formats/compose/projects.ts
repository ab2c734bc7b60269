import type { SourceFile } from '../../text/source-file.ts';
import type { YamlResult } from '../../yaml/node.ts';
import { includedFiles } from './included-files.ts';
import { OverlayBases } from './overlay-bases.ts';
import { folderOf, joinPath } from './paths.ts';
import { DEFAULT_FILES, DEFAULT_OVERRIDES, defaultFiles } from './project-files.ts';
import { hasOverlayName } from './recognition.ts';

/** One way in which files of a repository are given to Compose. */
export interface ProjectCall {
  /** In order, from the repository's root. */
  readonly paths: readonly string[];
  /** The file that is laid over the base, where the two are not loaded by themselves. */
  readonly overlay?: string;
}

/** What deciding takes: the files at hand and those around them. */
export interface ProjectSource {
  exists(path: string): boolean;
  /** The value of `COMPOSE_FILE` in a folder's `.env`. */
  composeFile(folder: string): { readonly value: string; readonly separator: string } | undefined;
  parse(file: SourceFile): Promise<YamlResult>;
}

/**
 * How people would start these files. The default files of a folder go together; every other file there is
 * laid over the base file, as `-f base -f other` does, and stands alone if each of its services says what it
 * runs; included ones only run with those that include them. A part without a base in its folder takes the one in a
 * folder above. Where that does not have the services which the part leaves open, the nearest files that do are its
 * bases, whatever their names.
 *
 * @param parts files that are no Compose files by themselves, but may be laid over one
 */
export async function projectCalls(
  files: readonly SourceFile[],
  parts: readonly SourceFile[],
  source: ProjectSource,
): Promise<readonly ProjectCall[]> {
  const calls: ProjectCall[] = [];
  const laidOver: ProjectCall[] = [];
  const bases = new OverlayBases(files, (file) => source.parse(file));
  const included = await includedFiles(files, (file) => source.parse(file));
  const taken = new Set(included);
  for (const [folder, own] of byFolder(files)) {
    const paths = ownDefaults(folder, source);
    const isWanted = own.some(isDefaultName) || files.some(({ path }) => paths.includes(path));
    if (!isWanted || paths.length === 0 || paths.every((path) => included.has(path))) continue;
    calls.push({ paths });
    for (const path of paths) taken.add(path);
    const together = await Promise.all(
      files.filter(({ path }) => paths.includes(path)).map((file) => bases.shapeOf(file)),
    );
    const left = new Set(together.flatMap(({ open }) => [...open]));
    for (const { complete } of together) for (const name of complete) left.delete(name);
    const [first] = paths;
    if (first !== undefined) laidOver.push(...overlays(first, await bases.fillersOf(first, left)));
  }
  for (const file of files) {
    if (taken.has(file.path)) continue;
    const base = baseOf(file.path, source);
    const { open, complete } = await bases.shapeOf(file);
    const isComplete = open.size === 0;
    if (isComplete || base === undefined) calls.push({ paths: [file.path] });
    if (open.size + complete.size === 0 || (isComplete && !hasOverlayName(file.path))) continue;
    const fillers = await bases.fillersOf(file.path, open);
    const isBaseEnough = base !== undefined && (fillers.length === 0 || fillers.includes(base));
    calls.push(...overlays(file.path, isBaseEnough ? [base] : fillers));
  }
  for (const file of parts) {
    const { open } = await bases.shapeOf(file);
    calls.push(...overlays(file.path, await bases.fillersOf(file.path, open)));
  }
  return [...calls, ...laidOver];
}

function overlays(path: string, bases: readonly string[]): readonly ProjectCall[] {
  return bases.filter((base) => base !== path).map((base) => ({ paths: [base, path], overlay: path }));
}

function ownDefaults(folder: string, source: ProjectSource): readonly string[] {
  const here = (path: string) => folderOf(path) === folder && source.exists(path);
  return defaultFiles(folder, here, source.composeFile(folder)).filter((path) => source.exists(path));
}

function byFolder(files: readonly SourceFile[]): ReadonlyMap<string, readonly SourceFile[]> {
  const found = new Map<string, SourceFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const own = found.get(folder) ?? [];
    own.push(file);
    found.set(folder, own);
  }
  return found;
}

function isDefaultName({ path }: SourceFile): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return DEFAULT_FILES.includes(name) || DEFAULT_OVERRIDES.includes(name);
}

/** The base file that a part is laid over: in its folder, else in the nearest folder above. */
function baseOf(path: string, source: ProjectSource): string | undefined {
  for (let folder = folderOf(path); ; folder = joinPath(folder, '..')) {
    const base = DEFAULT_FILES.map((name) => joinPath(folder, name)).find((name) => source.exists(name));
    if (base !== undefined) return base;
    if (folder === '.' || folder.startsWith('..') || folder === '/') return undefined;
  }
}
