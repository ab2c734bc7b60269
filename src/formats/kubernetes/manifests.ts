import type { Problem } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { renderedManifests } from './chart/manifests.ts';
import { type Kustomization, kustomizations } from './kustomize/kustomization.ts';
import { type KubernetesObject, objectsOf } from './objects.ts';
import { hasManifestContent } from './recognition.ts';
import type { Variant } from './variants.ts';

/** In a folder with more files than this the neighbours of a manifest are not looked at. */
const MOST_NEIGHBOURS = 400;

/** The objects of a repository that may concern memcached. */
export interface Manifests {
  readonly objects: readonly KubernetesObject[];
  /** The same with something laid over it. */
  readonly variants: readonly Variant[];
  readonly problems: readonly Problem[];
  /** Whether two files belong together by themselves, not only where a kustomization brings them together. */
  readonly isJoined: (path: string, other: string) => boolean;
}

/**
 * Files that different kustomizations list, and that a third one or one of the two brings together, are applied
 * together there and nowhere else.
 */
function joinedElsewhere(built: readonly Kustomization[]): Manifests['isJoined'] {
  const together = built.map(({ objects }) => new Set(objects.map(({ path }) => path)));
  const owners = (path: string) => built.filter(({ own }) => own.has(path));
  return (path, other) => {
    if (path === other) return true;
    const first = owners(path);
    const second = owners(other);
    if (first.length === 0 || second.length === 0 || first.some((owner) => second.includes(owner)))
      return true;
    return !together.some((paths) => paths.has(path) && paths.has(other));
  };
}

/**
 * Reads manifests and those beside them: a Service need not say memcached to select its pods. Files that only
 * stand beside are looked at quietly.
 */
export async function readManifests(
  files: readonly SourceFile[],
  repository: Repository,
): Promise<Manifests> {
  const objects: KubernetesObject[] = [];
  const problems: Problem[] = [];
  const templates: SourceFile[] = [];
  for (const file of [...files, ...neighbours(files, repository)]) {
    if (file.text.includes('{{')) {
      templates.push(file);
      continue;
    }
    const result = await parseYaml(file);
    objects.push(...objectsOf(result.documents, file.path));
    const issue = result.issues.find(({ kind }) => kind === 'syntax' || kind === 'limit');
    if (issue === undefined || !files.includes(file) || !mayStartMemcached(file.text)) continue;
    const message = `this manifest cannot be read to its end: ${issue.message}`;
    problems.push({ kind: 'unreadable', at: placeOfIssue(file, issue), message });
  }
  const rendered = await renderedManifests(templates, repository, new Set(files));
  const built = objects.length === 0 ? [] : await kustomizations(repository);
  return {
    objects: [...objects, ...rendered.objects, ...built.flatMap(({ generated }) => generated)],
    isJoined: joinedElsewhere(built),
    variants: [...rendered.variants, ...built],
    problems,
  };
}

/** At least one character, also at the end of the file. */
function placeOfIssue(file: SourceFile, { start, end }: Span): Location {
  const from = Math.max(0, Math.min(start, file.text.length - 1));
  return file.at(from, Math.max(from + 1, Math.min(end, file.text.length)));
}

function mayStartMemcached(text: string): boolean {
  return /\b(?:image|command|args)\b[^\n]*memcached/i.test(text);
}

function neighbours(files: readonly SourceFile[], repository: Repository): readonly SourceFile[] {
  const own = new Set(files.map(({ path }) => path));
  const folders = new Map<string, string[]>(files.map(({ path }) => [folderOf(path), []]));
  for (const path of repository.paths) folders.get(folderOf(path))?.push(path);
  const found: SourceFile[] = [];
  for (const paths of folders.values()) {
    if (paths.length > MOST_NEIGHBOURS) continue;
    for (const path of paths) {
      if (own.has(path) || !/\.ya?ml$/i.test(path)) continue;
      const file = repository.read(path);
      if (isReadable(file) && hasManifestContent(file.text, path)) found.push(file);
    }
  }
  return found;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
