import type { ImageConfig } from '../../images/image.ts';
import type { BuiltImageName } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Environment, Invocation } from '../../shell/invocation.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { buildImage } from '../dockerfile/build.ts';
import { joinPath } from '../dockerfile/evaluate.ts';
import { type DockerBuild, parseDockerBuild } from './docker-build.ts';
import { parseEnvOption } from './env-file.ts';
import { engineOf } from './option-table.ts';

/** An image that a script builds from a Dockerfile of the repository. */
export interface ScriptImage {
  readonly image: ImageConfig;
  readonly builds: BuiltImageName;
}

/** The images that command lines build and tag (`docker build -t cache docker/`), by reference. */
export function builtImages(
  invocations: readonly Invocation[],
  repository: Repository,
  environment: Environment,
): (reference: TracedText) => ScriptImage | undefined {
  const images = new Map<string, ScriptImage>();
  for (const invocation of invocations) {
    const engine = engineOf(invocation.name);
    const build = engine === undefined ? undefined : parseDockerBuild(invocation.argv, engine);
    if (build === undefined) continue;
    const built = imageOf(build, invocation, repository, environment);
    if (built !== undefined) for (const tag of build.tags) images.set(keyOf(tag), built);
  }
  return (reference) => images.get(keyOf(reference));
}

/** Unknown parts of one name are taken to be the same wherever they have the same name. */
function keyOf(reference: TracedText): string {
  const text = reference.runs.map((run) => (run.kind === 'literal' ? run.text : `\${${run.name}}`)).join('');
  return text.replace(/:latest$/, '');
}

function imageOf(
  build: DockerBuild,
  invocation: Invocation,
  repository: Repository,
  environment: Environment,
): ScriptImage | undefined {
  const context = build.context.known;
  const name = build.file === undefined ? undefined : build.file.known;
  if (context === undefined || /^[a-z+]+:|^-$|^\//i.test(context)) return undefined;
  if (build.file !== undefined && (name === undefined || name.startsWith('/'))) return undefined;
  const args = new Map<string, TracedText | undefined>();
  for (const word of build.args) {
    const { name: argument, value } = parseEnvOption(word);
    const inherited = environment.lookup(argument);
    if (value !== undefined) args.set(argument, value);
    else if (inherited !== 'unset') args.set(argument, inherited === 'unknown' ? undefined : inherited);
  }
  const parts = invocation.at.file.path.split('/').slice(0, -1);
  for (let depth = parts.length; depth >= 0; depth--) {
    const folder = `/${parts.slice(0, depth).join('/')}`;
    const place = joinPath(folder, context).slice(1);
    const path = joinPath(folder, name ?? `${context}/Dockerfile`).slice(1);
    const file = repository.read(path);
    if (!isReadable(file)) continue;
    const target = build.target?.known;
    const built = buildImage(file, {
      repository,
      args,
      context: place,
      ...(target === undefined ? {} : { target }),
    });
    if ('error' in built) return undefined;
    const { stage } = built;
    return { image: built.image, builds: { path: file.path, ...(stage === undefined ? {} : { stage }) } };
  }
  return undefined;
}
