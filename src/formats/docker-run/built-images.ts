import type { ImageConfig } from '../../images/image.ts';
import type { BuiltImageName } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Environment, Invocation } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { buildImage } from '../dockerfile/build.ts';
import { BuildBudget } from '../dockerfile/build-budget.ts';
import type { BuildOptions } from '../dockerfile/build-options.ts';
import { joinPath } from '../dockerfile/evaluate.ts';
import { type DockerBuild, parseDockerBuild } from './docker-build.ts';
import { parseEnvOption } from './env-file.ts';
import { engineOf } from './option-table.ts';

/** An image that a script builds from a Dockerfile of the repository. */
export interface ScriptImage {
  readonly image: ImageConfig;
  readonly builds: BuiltImageName;
}

/** One `docker build` of a script, with the Dockerfile that it takes. */
export interface ScriptBuild {
  readonly tags: readonly TracedText[];
  readonly file: SourceFile;
  readonly options: BuildOptions;
  /** The command. */
  readonly at: Location;
}

/** The builds that command lines ask for (`docker build -t cache docker/`). */
export function scriptBuilds(
  invocations: readonly Invocation[],
  repository: Repository,
  environment: Environment,
): readonly ScriptBuild[] {
  const budget = new BuildBudget();
  const builds = new Map<string, ScriptBuild>();
  for (const invocation of invocations) {
    const engine = engineOf(invocation.name);
    const build = engine === undefined ? undefined : parseDockerBuild(invocation.argv, engine);
    const place = build && dockerfileOf(build, invocation, repository);
    if (build === undefined || place === undefined) continue;
    const target = build.target?.known;
    if (build.target !== undefined && target === undefined) continue;
    const args = argumentsOf(build, environment);
    const key = JSON.stringify([
      place.file.path,
      place.context,
      target ?? null,
      [...args].map(([name, value]) => [name, value?.text ?? null]),
    ]);
    const same = builds.get(key);
    const tags = [...(same?.tags ?? []), ...build.tags];
    if (same === undefined && !budget.spend(place.file)) break;
    const options = { repository, args, context: place.context, ...(target === undefined ? {} : { target }) };
    builds.set(key, { file: place.file, options, at: invocation.at, ...same, tags });
  }
  return [...builds.values()];
}

/** The images that builds tag, by reference. */
export function builtImages(
  builds: readonly ScriptBuild[],
): (reference: TracedText) => ScriptImage | undefined {
  const images = new Map<string, ScriptImage>();
  for (const { tags, file, options } of builds) {
    const built = buildImage(file, options);
    if ('error' in built) continue;
    const { image, stage } = built;
    const builds = { path: file.path, ...(stage === undefined ? {} : { stage }) };
    for (const tag of tags) images.set(keyOf(tag), { image, builds });
  }
  return (reference) => images.get(keyOf(reference));
}

/** Unknown parts of one name are taken to be the same wherever they have the same name. */
function keyOf(reference: TracedText): string {
  const text = reference.runs.map((run) => (run.kind === 'literal' ? run.text : `\${${run.name}}`)).join('');
  return text.replace(/:latest$/, '');
}

/** `--build-arg NAME=value`, and `NAME` alone for the caller's value. */
function argumentsOf(build: DockerBuild, environment: Environment): Map<string, TracedText | undefined> {
  const args = new Map<string, TracedText | undefined>();
  for (const word of build.args) {
    const { name, value } = parseEnvOption(word);
    const inherited = environment.lookup(name);
    if (value !== undefined) args.set(name, value);
    else if (inherited !== 'unset') args.set(name, inherited === 'unknown' ? undefined : inherited);
  }
  return args;
}

/** A script may run in its own folder or in one above it; the nearest with such a Dockerfile is taken. */
function dockerfileOf(
  build: DockerBuild,
  invocation: Invocation,
  repository: Repository,
): { readonly file: SourceFile; readonly context: string } | undefined {
  const context = build.context.known;
  const name = build.file === undefined ? undefined : build.file.known;
  if (context === undefined || /^[a-z+]+:|^-$|^\//i.test(context)) return undefined;
  if (build.file !== undefined && (name === undefined || name.startsWith('/'))) return undefined;
  const parts = invocation.at.file.path.split('/').slice(0, -1);
  for (let depth = parts.length; depth >= 0; depth--) {
    const folder = `/${parts.slice(0, depth).join('/')}`;
    const file = repository.read(joinPath(folder, name ?? `${context}/Dockerfile`).slice(1));
    if (isReadable(file)) return { file, context: joinPath(folder, context).slice(1) };
  }
  return undefined;
}
