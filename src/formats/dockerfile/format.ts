import type { ImageContents, Launch, Problem, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { type SourceFile, sameLocation } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { Format } from '../format.ts';
import { type BuiltImage, buildImage } from './build.ts';
import { BuildBudget } from './build-budget.ts';
import { builtLaunches } from './built-launches.ts';
import { parseDockerfile } from './stages.ts';

/** Endings of files that only look like Dockerfiles: `Dockerfile.md`, `Dockerfile.py`. */
const OTHER_FILES =
  /\.(?:dockerignore|md|txt|rst|ya?ml|json|toml|py|go|rb|php|jsx?|tsx?|mjs|cjs|sh|bash|java|rs|lock|sum|log|svg|png|html?|patch|diff|orig|rej|swp)$/i;

/** Dockerfiles and Containerfiles, as BuildKit builds them. */
export const dockerfile: Format = {
  name: 'dockerfile',
  title: 'Dockerfile',
  readsAll: true,

  hasPath(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return (
      /^(?:Dockerfile|Containerfile)(?:[.\-_].*)?$|\.(?:dockerfile|containerfile)$/i.test(name) &&
      !OTHER_FILES.test(name)
    );
  },

  hasContent(text, path) {
    if (OTHER_FILES.test(path)) return false;
    const first = /^(?:\uFEFF)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(FROM|ARG)[ \t]+[^\s]+/i.exec(text);
    return (
      first !== null && /^[ \t]*FROM[ \t]+\S/im.test(text) && /^[ \t]*(?:CMD|ENTRYPOINT)[ \t]+\S/im.test(text)
    );
  },

  async read(files, repository) {
    const launches: Launch[] = [];
    const images: ImageContents[] = [];
    const problems: Problem[] = [];
    for (const file of files) {
      const built = buildImage(file, { repository });
      if ('error' in built) problems.push(...problemOf(file, built.error));
      else {
        const reading = launchesOf(file, built);
        const image = { path: file.path, ...(built.stage === undefined ? {} : { stage: built.stage }) };
        launches.push(...reading.launches.map((launch) => ({ ...launch, image })));
        images.push({ image, version: built.image.version, holds: built.holds });
        images.push(...otherImages(file, built, repository));
        problems.push(...reading.problems);
      }
    }
    return { launches, problems, images };
  },
};

/** Stages beyond this many are not looked at one by one. */
const MOST_OTHERS = 20;

/**
 * Stages that start a memcached and are not the last one: somebody names them in `--target`. What is copied there
 * alone is used there, whoever that is.
 */
function otherImages(file: SourceFile, last: BuiltImage, repository: Repository): readonly ImageContents[] {
  const parsed = parseDockerfile(file);
  if ('because' in parsed) return [];
  const names = parsed.stages.slice(0, -1).flatMap(({ name }) => name ?? []);
  const budget = new BuildBudget();
  return names.slice(-MOST_OTHERS).flatMap((target) => {
    if (!budget.spend(file)) return [];
    const built = buildImage(file, { repository, target });
    if ('error' in built || launchesOf(file, built).launches.length === 0) return [];
    return [
      {
        image: { path: file.path, stage: target },
        version: built.image.version,
        holds: (path) => built.holds(path) && !last.holds(path),
      },
    ];
  });
}

function launchesOf(file: SourceFile, built: BuiltImage): Reading {
  return builtLaunches(file, built, {
    name: built.stage === undefined ? `image of ${file.path}` : `stage ${built.stage}`,
    format: dockerfile.name,
    related: relatedOf(built),
  });
}

function relatedOf({ base, at }: BuiltImage): readonly RelatedPlace[] {
  const place = base.locate();
  if (place === undefined || sameLocation(place, at)) return [];
  return [{ at: place, message: `the image is built on ${spellOut(base)}` }];
}

/** Marks of template languages; what they make is the Dockerfile. */
const TEMPLATE = /\{\{|\{%|<%|\.(?:j2|jinja2?|tmpl|tpl|erb|template|in|mustache)$/;

/** A file that cannot be built is worth a word if it would start a memcached. */
function problemOf(
  file: SourceFile,
  error: { readonly at: Problem['at']; readonly because: string },
): readonly Problem[] {
  if (TEMPLATE.test(file.path) || TEMPLATE.test(file.text)) return [];
  if (!/^[ \t]*(?:FROM|CMD|ENTRYPOINT)\b[^\n]*\bmemcached\b/im.test(file.text)) return [];
  return [{ kind: 'unreadable', at: error.at, message: `this Dockerfile cannot be built: ${error.because}` }];
}
