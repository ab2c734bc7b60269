import { deadPorts } from '../../exposure/container-reach.ts';
import { containerLaunches, containerProcess } from '../../images/container.ts';
import { baseImage, type ImageConfig } from '../../images/image.ts';
import { unknownImage } from '../../images/unknown-image.ts';
import type { Launch, Reading, RelatedPlace } from '../../launch/launch.ts';
import { predict } from '../../memcached/predict.ts';
import type { Location } from '../../text/source-file.ts';
import { sameLocation } from '../../text/source-file.ts';
import { asText, child, isNull, placeOf } from '../../yaml/access.ts';
import { type ConfigMaps, containerEnvironment } from './environment.ts';
import { mountedFiles } from './mounted-files.ts';
import { networkPolicyPlaces } from './network-policy.ts';
import type { KubernetesObject } from './objects.ts';
import { podNetwork } from './pod-network.ts';
import { givenProcess, looksLikeCommand } from './process.ts';
import type { Service } from './services.ts';
import type { PodContainer, Workload } from './workloads.ts';

/** What stands around a workload. */
export interface Surroundings {
  /** `Launch.format`. */
  readonly format: string;
  readonly services: readonly Service[];
  readonly configMaps: ConfigMaps;
  readonly policies: readonly KubernetesObject[];
  /** Beginnings of the variables that Services give the pods of a workload. */
  readonly linksOf: (workload: Workload) => ReadonlySet<string>;
}

/** Each memcached that the pods of a workload start. */
export function workloadLaunches(workload: Workload, around: Surroundings): Reading {
  const launches: Launch[] = [];
  const problems: Reading['problems'][number][] = [];
  for (const container of workload.containers) {
    const reading = containerReading(workload, container, around);
    launches.push(...reading.launches);
    problems.push(...reading.problems);
  }
  return { launches, problems };
}

function containerReading(workload: Workload, container: PodContainer, around: Surroundings): Reading {
  const { object } = workload;
  const name = `container ${container.name} of ${object.kind} ${object.name}`;
  const reference = asText(child(container.node, 'image'));
  const known = reference === undefined ? undefined : baseImage(reference);
  const environment = containerEnvironment(container.node, object, around.configMaps, () =>
    around.linksOf(workload),
  );
  const given = givenProcess(container.node, name, environment);
  if (known === undefined && given.entrypoint === null && !looksLikeCommand(given.command ?? []))
    return { launches: [], problems: [] };
  const files = mountedFiles(workload, container, around.configMaps);
  const image = withFiles(known, files, reference?.locate());
  const at = placeOfProcess(container) ?? reference?.locate() ?? placeOf(container.node);
  const { network, related } = podNetwork(workload, container, around.services);
  const reading = containerLaunches({
    image,
    process: containerProcess(image, given),
    environment:
      known === undefined ? { lookup: (key) => unknownWhereUnset(environment.lookup(key)) } : environment,
    network,
    at,
    name,
    format: around.format,
    related: [
      ...imagePlace(reference?.locate(), at),
      ...related,
      // Pods on the network of their node are none of a NetworkPolicy's.
      ...(network.kind === 'host' ? [] : networkPolicyPlaces(workload, around.policies)),
    ],
  });
  const launches = reading.launches.map((launch) => withoutSidecarPorts(launch, workload));
  const runs = launches.length > 0 || reading.problems.length > 0;
  return { launches, problems: [...reading.problems, ...(runs ? given.problems : [])] };
}

/** The image with the files that are mounted into it. */
function withFiles(
  image: ImageConfig | undefined,
  files: ReturnType<typeof mountedFiles>,
  at: Location | undefined,
): ImageConfig | undefined {
  if (files === undefined) return image;
  if (image !== undefined) return { ...image, fileAt: files };
  return at === undefined ? undefined : unknownImage(at, files);
}

/** An image that nobody knows may set any variable. */
function unknownWhereUnset(value: ReturnType<ReturnType<typeof containerEnvironment>['lookup']>) {
  return value === 'unset' ? 'unknown' : value;
}

/** What a missing option would be added to. */
function placeOfProcess({ node }: PodContainer): Location | undefined {
  const given = child(node, 'args') ?? child(node, 'command');
  return given === undefined || isNull(given) ? undefined : placeOf(given);
}

function imagePlace(place: Location | undefined, at: Location): readonly RelatedPlace[] {
  if (place === undefined || sameLocation(place, at)) return [];
  return [{ at: place, message: 'the container runs the image named here' }];
}

/** In a pod with several containers a port that memcached does not answer on belongs to another one. */
function withoutSidecarPorts(launch: Launch, workload: Workload): Launch {
  const { network } = launch;
  if (network.kind !== 'pod' || workload.containers.length < 2) return launch;
  const { listeners } = predict(launch.argv, launch.version);
  const dead = new Set(deadPorts(network.published, listeners));
  return {
    ...launch,
    network: { ...network, published: network.published.filter((port) => !dead.has(port)) },
  };
}
