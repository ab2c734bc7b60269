import type { Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { folderOf, isFixedPath, isRemoteContext, joinPath } from '../compose/paths.ts';
import { askedImage } from '../dockerfile/asked-image.ts';
import { buildImage } from '../dockerfile/build.ts';
import { BuildBudget } from '../dockerfile/build-budget.ts';
import type { Format } from '../format.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { type BakeTarget, bakeTargets } from './targets.ts';

/** Bake files of buildx: they build stages of Dockerfiles that are not the last one, or with other arguments. */
export const bake: Format = {
  name: 'bake',
  title: 'bake file',
  readsAll: true,
  hasPath: (path) => /(?:^|\/)(?:docker-bake(?:[.-][^/]*)?|[^/]+\.bake)\.(?:hcl|json)$/.test(path),
  hasContent: () => false,

  async read(files, repository) {
    const readings: Reading[] = [];
    const met = new Set<string>();
    const budget = new BuildBudget();
    for (const group of readTogether(files))
      for (const target of await bakeTargets(group)) {
        const place = group[0] === undefined ? undefined : dockerfileOf(target, group[0], repository);
        if (place === undefined) continue;
        const key = JSON.stringify([
          place.file.path,
          place.file.text === target.inline?.text && target.name,
          target.target?.known ?? null,
          [...target.args].map(([name, value]) => [name, value?.known ?? null]),
        ]);
        if (met.has(key) || !budget.spend(place.file)) continue;
        met.add(key);
        readings.push(launchesOf(target, place, repository));
      }
    return {
      launches: readings.flatMap(({ launches }) => launches),
      problems: readings.flatMap(({ problems }) => problems),
      images: readings.flatMap(({ images }) => images ?? []),
    };
  },
};

/** The files that bake takes by itself where it is started, in its order; any other is named alone. */
const DEFAULTS = [
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

function readTogether(files: readonly SourceFile[]): readonly (readonly SourceFile[])[] {
  const folders = new Map<string, SourceFile[]>();
  const rank = ({ path }: SourceFile) => DEFAULTS.indexOf(path.slice(path.lastIndexOf('/') + 1));
  for (const file of files) {
    const key = rank(file) < 0 ? file.path : `${folderOf(file.path)}/`;
    folders.set(key, [...(folders.get(key) ?? []), file]);
  }
  return [...folders.values()].map((group) => group.sort((a, b) => rank(a) - rank(b)));
}

interface Place {
  readonly file: SourceFile;
  readonly context: string;
}

/** Bake may be started in the file's folder or in one above it; the first with such a Dockerfile is taken. */
function dockerfileOf(target: BakeTarget, from: SourceFile, repository: Repository): Place | undefined {
  const context = target.context === undefined ? '.' : target.context.known;
  const name = target.dockerfile === undefined ? 'Dockerfile' : target.dockerfile.known;
  if (context === undefined || name === undefined) return undefined;
  if (isRemoteContext(context) || isFixedPath(context) || isFixedPath(name)) return undefined;
  const inlineAt = target.inline?.locate();
  if (target.inline !== undefined && inlineAt !== undefined)
    return {
      file: new WrittenFile(from.path, target.inline, inlineAt),
      context: joinPath(folderOf(from.path), context),
    };
  for (let folder = folderOf(from.path); ; folder = folderOf(folder)) {
    const root = joinPath(folder, context);
    const file = repository.read(joinPath(root, name));
    if (isReadable(file)) return { file, context: root };
    if (folder === '.' || folder === '/') return undefined;
  }
}

function launchesOf(target: BakeTarget, { file, context }: Place, repository: Repository): Reading {
  const stage = target.target?.known;
  if (target.target !== undefined && stage === undefined) return { launches: [], problems: [] };
  const wanted = stage === undefined || stage === '' ? {} : { target: stage };
  const options = { repository, context, args: target.args, ...wanted };
  const built = buildImage(file, options);
  if ('error' in built || target.contexts.has(built.base.text)) return { launches: [], problems: [] };
  const place = target.target?.locate();
  return askedImage({
    file,
    options,
    format: bake.name,
    asker: `bake target ${target.name}`,
    isWritten: target.inline !== undefined,
    related:
      place === undefined ? [] : [{ at: place, message: `the bake target ${target.name} builds this stage` }],
  });
}
