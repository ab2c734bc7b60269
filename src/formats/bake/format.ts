import { containerLaunches, containerProcess } from '../../images/container.ts';
import { imageEnvironment } from '../../images/image-environment.ts';
import type { Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { folderOf, isFixedPath, isRemoteContext, joinPath } from '../compose/paths.ts';
import { type BuiltImage, buildImage } from '../dockerfile/build.ts';
import type { Format } from '../format.ts';
import { type BakeTarget, bakeTargets } from './targets.ts';

/** Bake files of buildx: they build stages of Dockerfiles that are not the last one. */
export const bake: Format = {
  name: 'bake',
  title: 'bake file',
  readsAll: true,
  hasPath: (path) => /(?:^|\/)(?:docker-bake(?:[.-][^/]*)?|[^/]+\.bake)\.hcl$/.test(path),
  hasContent: () => false,

  async read(files, repository) {
    const readings: Reading[] = [];
    const met = new Set<string>();
    for (const file of files)
      for (const target of bakeTargets(file)) {
        const found = stageOf(target, file, repository);
        const key = JSON.stringify([
          found?.file.path,
          found?.built.stage,
          [...target.args].map(([name, value]) => [name, value?.known ?? null]),
        ]);
        if (found === undefined || met.has(key)) continue;
        met.add(key);
        readings.push(launchesOf(target, found.file, found.built));
      }
    return {
      launches: readings.flatMap(({ launches }) => launches),
      problems: readings.flatMap(({ problems }) => problems),
      images: readings.flatMap(({ images }) => images ?? []),
    };
  },
};

/** The stage that a target builds; `undefined` also for the last one, which the Dockerfile itself stands for. */
function stageOf(
  target: BakeTarget,
  from: SourceFile,
  repository: Repository,
): { readonly file: SourceFile; readonly built: BuiltImage } | undefined {
  const stage = target.target?.known;
  if (stage === undefined || stage === '' || target.isInline) return undefined;
  const place = dockerfileOf(target, from, repository);
  if (place === undefined) return undefined;
  const { file, context } = place;
  const last = buildImage(file, { repository, context });
  const built = buildImage(file, { repository, context, args: target.args, target: stage });
  if ('error' in built || built.stage === undefined) return undefined;
  if (!('error' in last) && last.stage === built.stage) return undefined;
  return target.contexts.has(built.base.text) ? undefined : { file, built };
}

/** Bake may be started in the file's folder or in one above it; the first with such a Dockerfile is taken. */
function dockerfileOf(
  target: BakeTarget,
  from: SourceFile,
  repository: Repository,
): { readonly file: SourceFile; readonly context: string } | undefined {
  const context = target.context === undefined ? '.' : target.context.known;
  const name = target.dockerfile === undefined ? 'Dockerfile' : target.dockerfile.known;
  if (context === undefined || name === undefined) return undefined;
  if (isRemoteContext(context) || isFixedPath(context) || isFixedPath(name)) return undefined;
  for (let folder = folderOf(from.path); ; folder = folderOf(folder)) {
    const root = joinPath(folder, context);
    const file = repository.read(joinPath(root, name));
    if (isReadable(file)) return { file, context: root };
    if (folder === '.' || folder === '/') return undefined;
  }
}

function launchesOf(target: BakeTarget, file: SourceFile, { image, at, stage, holds }: BuiltImage): Reading {
  const { launches, problems } = containerLaunches({
    image,
    process: containerProcess(image, {}),
    environment: imageEnvironment(image),
    network: { kind: 'image', usedHere: false },
    at,
    name: `stage ${stage ?? ''} of bake target ${target.name}`,
    format: bake.name,
    related: asked(target),
  });
  const name = { path: file.path, ...(stage === undefined ? {} : { stage }) };
  return {
    launches: launches.map((launch) => ({ ...launch, image: name })),
    problems,
    // Of a stage that only builds something the files are used elsewhere.
    images: launches.length === 0 ? [] : [{ image: name, version: image.version, holds }],
  };
}

function asked(target: BakeTarget) {
  const place = target.target?.locate();
  return place === undefined
    ? []
    : [{ at: place, message: `the bake target ${target.name} builds this stage` }];
}
