import type { SourceFile } from '../../text/source-file.ts';
import { asMapping, entries, isNull } from '../../yaml/access.ts';
import type { YamlResult } from '../../yaml/node.ts';
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
 * runs. Parts without a base in their folder take the one in a folder above.
 */
export async function projectCalls(
  files: readonly SourceFile[],
  source: ProjectSource,
): Promise<readonly ProjectCall[]> {
  const calls: ProjectCall[] = [];
  const taken = new Set<string>();
  for (const folder of new Set(files.map((file) => folderOf(file.path)))) {
    const paths = ownDefaults(folder, source);
    const isWanted = files.some((file) => paths.includes(file.path) || isDefaultName(file.path, folder));
    if (!isWanted || paths.length === 0) continue;
    calls.push({ paths });
    for (const path of paths) taken.add(path);
  }
  for (const file of files) {
    if (taken.has(file.path)) continue;
    const base = baseOf(file.path, source);
    const { complete, services } = await shapeOf(file, source);
    if (complete || base === undefined) calls.push({ paths: [file.path] });
    const mayOverlay = base !== undefined && base !== file.path && (!complete || hasOverlayName(file.path));
    if (mayOverlay && services > 0) calls.push({ paths: [base, file.path], overlay: file.path });
  }
  return calls;
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

/** Whether every service of a file says by itself what it runs. */
async function shapeOf(
  file: SourceFile,
  source: ProjectSource,
): Promise<{ readonly complete: boolean; readonly services: number }> {
  let complete = true;
  let count = 0;
  for (const { root } of (await source.parse(file)).documents) {
    const top = entries(root);
    const services = top.get('services')?.value ?? (top.has('image') ? undefined : root);
    for (const [, { value }] of entries(services)) {
      if (asMapping(value) === undefined && !isNull(value)) continue;
      const own = entries(value);
      count += 1;
      if (!['image', 'build', 'extends', 'provider'].some((key) => own.has(key))) complete = false;
    }
  }
  return { complete, services: count };
}
