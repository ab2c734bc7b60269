import { baseImage, type ImageConfig } from '../../images/image.ts';
import type { BuiltImageName, RelatedPlace } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { BuiltImage } from '../dockerfile/build.ts';
import { buildImage } from '../dockerfile/build.ts';
import { buildInline } from './inline-image.ts';
import { isFixedPath, isRemoteContext, joinPath } from './paths.ts';
import type { Project, Service, ServiceBuild } from './project.ts';

/** The image that a service runs. */
export interface ServiceImage {
  /** `undefined`: it is not known to hold memcached. */
  readonly image: ImageConfig | undefined;
  /** The Dockerfile of this repository it is built from. */
  readonly builds?: BuiltImageName;
  readonly related: readonly RelatedPlace[];
}

/**
 * With `build:` the Dockerfile decides, and `image:` is only the name it gets; another service of the project
 * may run it under that name. Without it `image:` is looked up among the known images.
 */
export function serviceImage(service: Service, project: Project, repository: Repository): ServiceImage {
  const build = service.build ?? buildOfImage(service, project);
  if (build === undefined)
    return { image: service.image === undefined ? undefined : baseImage(service.image), related: [] };
  const found = builtImage(build, repository);
  if (found !== undefined) return found;
  // The build is elsewhere: all that is left is what its name says.
  return { image: service.image === undefined ? undefined : baseImage(service.image), related: [] };
}

function buildOfImage(service: Service, project: Project): ServiceBuild | undefined {
  const name = service.image?.known;
  if (name === undefined) return undefined;
  for (const other of project.services.values())
    if (other.build !== undefined && other.image?.known === name) return other.build;
  return undefined;
}

function builtImage(build: ServiceBuild, repository: Repository): ServiceImage | undefined {
  const context = build.context.known;
  const isLocal = context !== undefined && !isRemoteContext(context) && !isFixedPath(context);
  const target = build.target?.known;
  const options = {
    args: build.args,
    repository,
    ...(target === undefined ? {} : { target }),
    ...(isLocal ? { context } : {}),
  };
  if (build.dockerfileInline !== undefined) {
    const built = buildInline(build.dockerfileInline, options);
    return 'error' in built ? undefined : { image: built.image, related: baseOf(built) };
  }
  const name = build.dockerfile?.known;
  if (!isLocal || name === undefined) return undefined;
  const path = isFixedPath(name) ? name : joinPath(context, name);
  const file = repository.read(path);
  if (!isReadable(file)) return undefined;
  const built = buildImage(file, options);
  if ('error' in built) return undefined;
  const { stage } = built;
  return {
    image: built.image,
    builds: { path: file.path, ...(stage === undefined ? {} : { stage }) },
    related: baseOf(built),
  };
}

function baseOf({ base }: BuiltImage): readonly RelatedPlace[] {
  const at = base.locate();
  return at === undefined ? [] : [{ at, message: `the service's image is built on ${spellOut(base)}` }];
}
