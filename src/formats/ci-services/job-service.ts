import { containerLaunches, containerProcess } from '../../images/container.ts';
import { baseImage } from '../../images/image.ts';
import type { Reading } from '../../launch/launch.ts';
import type { PublishedPort } from '../../network/network.ts';
import { type Location, sameLocation } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { parseDockerRun } from '../docker-run/docker-run.ts';
import type { DockerRun } from '../docker-run/run-request.ts';

/** A container that a CI system starts beside a job. */
export interface JobService {
  /** For people: "service memcached of job test". */
  readonly name: string;
  readonly image: TracedText;
  readonly entrypoint?: readonly TracedText[];
  readonly command?: readonly TracedText[];
  readonly environment: ReadonlyMap<string, TracedText>;
  /** As in `docker create -p`. */
  readonly ports?: readonly TracedText[];
  /** Further options of `docker create`. */
  readonly options?: readonly TracedText[];
  /** Where `command:` stands; the image where there is none. */
  readonly at?: Location;
}

/**
 * The memcached that a job's service starts. Its machine lives as long as the job, so what it publishes is no
 * public bind; the network says so.
 */
export function serviceLaunches(service: JobService, format: string): Reading {
  const image = baseImage(service.image);
  const place = service.image.locate();
  // A job's service is an image; nobody puts memcached's command line on some other one.
  if (image === undefined || place === undefined) return { launches: [], problems: [] };
  const run = dockerCreate(service);
  const process = containerProcess(image, {
    entrypoint: service.entrypoint ?? run?.entrypoint ?? null,
    command: service.command ?? null,
  });
  const at = service.at ?? place;
  const published: readonly PublishedPort[] = run?.published ?? [];
  return containerLaunches({
    image,
    process,
    environment: { lookup: (name) => service.environment.get(name) ?? 'unset' },
    network: { kind: 'container', ciService: true, published, limits: [] },
    at,
    name: service.name,
    format,
    related: sameLocation(at, place) ? [] : [{ at: place, message: 'the service runs the image named here' }],
  });
}

/** What the options and ports say when they are given to `docker create`, as GitHub's and Azure's runners do. */
function dockerCreate({ ports = [], options = [], image }: JobService): DockerRun | undefined {
  const at = image.locate();
  if (at === undefined || ports.length + options.length === 0) return undefined;
  const implied = (text: string) => TracedText.decoded(text, at);
  const published = ports.flatMap((port) => [implied('-p'), port]);
  const run = parseDockerRun([implied('create'), ...published, ...options, image]);
  return run === undefined || 'error' in run ? undefined : run;
}
