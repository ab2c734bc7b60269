import {
  type ContainerStart,
  containerLaunches,
  containerProcess,
  ownPorts,
} from '../../images/container.ts';
import type { ImageConfig } from '../../images/image.ts';
import type { BuiltImageName, ImageContents, Launch, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Environment } from '../../shell/invocation.ts';
import type { Location } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import { isMounted, withMounts } from './mounts.ts';
import { joinPath } from './paths.ts';
import type { Project, Service } from './project.ts';
import { serviceImage } from './service-image.ts';
import { serviceNetwork } from './service-network.ts';
import { StackFiles } from './stack-files.ts';

/** Variables that every container has. */
const SET_BY_ENGINE = new Set(['HOSTNAME', 'HOME', 'PATH', 'PWD', 'TERM']);

/** What the services of a project start. */
export function projectLaunches(
  project: Project,
  repository: Repository,
  stackFiles = new StackFiles(repository),
): ReadonlyMap<string, Reading> {
  const found = new Map<string, Reading>();
  for (const service of project.services.values()) {
    const reading = serviceLaunches(service, project, repository, stackFiles);
    if (reading.launches.length > 0 || reading.problems.length > 0) found.set(service.name, reading);
  }
  return found;
}

function serviceLaunches(
  service: Service,
  project: Project,
  repository: Repository,
  stackFiles: StackFiles,
): Reading {
  const { image: ownImage, builds, related } = serviceImage(service, project, repository);
  const image = withMounts(ownImage, service, repository);
  const { entrypoint, command } = service;
  const process = containerProcess(image, {
    entrypoint: entrypoint ?? null,
    command: command ?? null,
  });
  const at = placeOf(service);
  const start: ContainerStart = {
    image,
    process,
    environment: environmentOf(service, ownImage === undefined),
    network: { kind: 'none', because: 'it is not looked at yet' },
    at,
    name: `service ${service.name}`,
    format: 'compose',
    related: [...imagePlace(service, at), ...related],
    ...conditionOf(service),
  };
  const draft = containerLaunches(start);
  if (draft.launches.length === 0) return draft;
  // Who deploys a file may stand in scripts, which are only worth reading for memcached.
  const { network, related: places } = serviceNetwork(service, project, stackFiles);
  const settings = builds === undefined ? unreadSettings(service, ownImage) : undefined;
  const reading = containerLaunches({ ...start, network, related: [...start.related, ...places] });
  return {
    launches: reading.launches.map((launch) => ({
      ...launch,
      network: isShared(service) ? ownPorts(launch.network, launch.argv) : launch.network,
      related: [...launch.related, ...usersOf(launch, service)],
      ...builtFrom(launch, service, builds, settings),
    })),
    problems: reading.problems,
    ...(settings === undefined ? {} : { images: [settings] }),
  };
}

/** A service with files of its own counts as an image of its own, in which scripts run and settings stand. */
function builtFrom(
  launch: Launch,
  service: Service,
  builds: BuiltImageName | undefined,
  settings: ImageContents | undefined,
): Pick<Launch, 'builds'> {
  if (builds !== undefined) return { builds };
  const script = launch.program.locate()?.file.path;
  const isOwn = script !== undefined && script !== service.at.file.path && isMounted(script, service);
  return isOwn || settings !== undefined ? { builds: nameOf(service) } : {};
}

function nameOf(service: Service): BuiltImageName {
  return { path: service.at.file.path, stage: service.name };
}

/** Settings of the package that people put into an image which never reads them; on no host are they in force either. */
function unreadSettings(service: Service, image: ImageConfig | undefined): ImageContents | undefined {
  if (image?.convention !== 'official' && image?.convention !== 'bitnami') return undefined;
  const files = new Set(
    service.mounts.flatMap((mount) => ('path' in mount ? joinPath('.', mount.path) : [])),
  );
  if (files.size === 0) return undefined;
  return { image: nameOf(service), version: image.version, holds: (path) => files.has(path) };
}

function isShared({ networkMode }: Service): boolean {
  return /^(?:service|container):/.test(networkMode?.text ?? '');
}

/** The place that a missing option would be added at. */
function placeOf(service: Service): Location {
  return (
    service.commandAt ?? service.imageAt ?? service.build?.context.locate() ?? service.build?.at ?? service.at
  );
}

function imagePlace(service: Service, at: Location): readonly RelatedPlace[] {
  const place = service.imageAt;
  if (place === undefined || service.build !== undefined || place === at) return [];
  if (place.file === at.file && place.start === at.start) return [];
  return [{ at: place, message: `service ${service.name} runs the image named here` }];
}

/** Words that come from elsewhere, such as `.env`: where the service uses them. */
function usersOf(launch: Launch, service: Service): readonly RelatedPlace[] {
  const user = service.commandAt ?? service.entrypointAt;
  if (user === undefined) return [];
  const foreign = launch.argv.some((word) => word.runs.some((run) => run.origin.file !== user.file));
  return foreign ? [{ at: user, message: `service ${service.name} takes its command line from here` }] : [];
}

function conditionOf(service: Service): { readonly condition?: string } {
  const names = service.profiles.map(spellOut);
  if (names.length > 0)
    return { condition: `in the ${names.length === 1 ? 'profile' : 'profiles'} ${names.join(', ')}` };
  // `scale` is the older word for `deploy.replicas`, and Compose refuses two that differ.
  return (service.scale ?? service.replicas) === 0 ? { condition: 'when it is scaled up from 0' } : {};
}

/** Compose sets what is written; the rest is the image's. An image that nobody knows may set anything. */
function environmentOf(service: Service, isUnknownImage: boolean): Environment {
  return {
    lookup(name) {
      const value = service.environment.get(name);
      if (value !== undefined) return value;
      if (service.environment.has(name)) return 'unknown';
      return isUnknownImage || SET_BY_ENGINE.has(name) ? 'unknown' : 'unset';
    },
  };
}
