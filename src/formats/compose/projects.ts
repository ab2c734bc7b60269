import type { SourceFile } from '../../text/source-file.ts';
import { asMapping, entries, isNull } from '../../yaml/access.ts';
import type { YamlResult } from '../../yaml/node.ts';
import { includedFiles } from './included-files.ts';
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

/** Bases tried for one part, so that folders full of files make few calls. */
const MOST_BASES = 4;

/**
 * How people would start these files. The default files of a folder go together; every other file there is
 * laid over the base file, as `-f base -f other` does, and stands alone if each of its services says what it
 * runs; included ones only run with those that include them. Parts without a base in their folder take the one in a folder above. Where that does not have the
 * services which a part leaves open, the files beside it that do are its bases, whatever their names.
 *
 * @param parts files that are no Compose files by themselves, but may be laid over one
 */
export async function projectCalls(
  files: readonly SourceFile[],
  parts: readonly SourceFile[],
  source: ProjectSource,
): Promise<readonly ProjectCall[]> {
  const calls: ProjectCall[] = [];
  const included = await includedFiles(files, (file) => source.parse(file));
  const taken = new Set(included);
  for (const folder of new Set(files.map((file) => folderOf(file.path)))) {
    const paths = ownDefaults(folder, source);
    const isWanted = files.some((file) => paths.includes(file.path) || isDefaultName(file.path, folder));
    if (!isWanted || paths.length === 0 || paths.every((path) => included.has(path))) continue;
    calls.push({ paths });
    for (const path of paths) taken.add(path);
  }
  for (const file of files) {
    if (taken.has(file.path)) continue;
    const base = baseOf(file.path, source);
    const shape = await shapeOf(file, source);
    const isComplete = shape.open.size === 0;
    if (isComplete || base === undefined) calls.push({ paths: [file.path] });
    if (shape.count > 0 && (!isComplete || hasOverlayName(file.path)))
      calls.push(...overlays(file.path, await basesOf(file, shape, base, files, source)));
  }
  for (const file of parts) {
    const shape = await shapeOf(file, source);
    if (shape.open.size === 0) continue;
    const bases = await basesOf(file, shape, baseOf(file.path, source), files, source);
    for (const base of files)
      if (bases.includes(base.path) && fills(await shapeOf(base, source), shape.open))
        calls.push(...overlays(file.path, [base.path]));
  }
  return calls;
}

function overlays(path: string, bases: readonly string[]): readonly ProjectCall[] {
  return bases.filter((base) => base !== path).map((base) => ({ paths: [base, path], overlay: path }));
}

/** The default base, unless only other files beside the part have the services that it leaves open. */
async function basesOf(
  { path }: SourceFile,
  { open }: Shape,
  base: string | undefined,
  files: readonly SourceFile[],
  source: ProjectSource,
): Promise<readonly string[]> {
  const own = base === undefined ? [] : [base];
  const inBase = files.find((file) => file.path === base);
  if (open.size === 0 || (inBase && fills(await shapeOf(inBase, source), open))) return own;
  const others: string[] = [];
  for (const file of files) {
    if (file.path === path || folderOf(file.path) !== folderOf(path) || others.length >= MOST_BASES) continue;
    if (fills(await shapeOf(file, source), open)) others.push(file.path);
  }
  return others.length > 0 ? others : own;
}

function fills({ complete }: Shape, open: ReadonlySet<string>): boolean {
  return [...open].some((name) => complete.has(name));
}

function ownDefaults(folder: string, source: ProjectSource): readonly string[] {
  const here = (path: string) => folderOf(path) === folder && source.exists(path);
  return defaultFiles(folder, here, source.composeFile(folder)).filter((path) => source.exists(path));
}

function isDefaultName(path: string, folder: string): boolean {
  return [...DEFAULT_FILES, ...DEFAULT_OVERRIDES].some((name) => joinPath(folder, name) === path);
}

/** The base file that a part is laid over: in its folder, else in the nearest folder above. */
function baseOf(path: string, source: ProjectSource): string | undefined {
  for (let folder = folderOf(path); ; folder = joinPath(folder, '..')) {
    const base = DEFAULT_FILES.map((name) => joinPath(folder, name)).find((name) => source.exists(name));
    if (base !== undefined) return base;
    if (folder === '.' || folder.startsWith('..') || folder === '/') return undefined;
  }
}

/** The services of a file: those that say by themselves what they run, and those that leave it open. */
interface Shape {
  readonly complete: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
  readonly count: number;
}

async function shapeOf(file: SourceFile, source: ProjectSource): Promise<Shape> {
  const [complete, open] = [new Set<string>(), new Set<string>()];
  for (const { root } of (await source.parse(file)).documents) {
    const top = entries(root);
    const services = top.get('services')?.value ?? (top.has('image') ? undefined : root);
    for (const [name, { value }] of entries(services)) {
      if (asMapping(value) === undefined && !isNull(value)) continue;
      const own = entries(value);
      const saysWhat = ['image', 'build', 'extends', 'provider'].some((key) => own.has(key));
      (saysWhat ? complete : open).add(name);
    }
  }
  return { complete, open, count: complete.size + open.size };
}
