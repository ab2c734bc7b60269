import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Environment, Invocation } from '../../shell/invocation.ts';
import { dockerRunLaunches } from '../docker-run/launches.ts';
import { type HostLaunchDetails, hostLaunches } from './host-launch.ts';

/** What a place where programs start knows beside the launches of memcached itself. */
export interface HostReadingDetails extends HostLaunchDetails {
  readonly environment: Environment;
  readonly repository: Repository;
}

/** The memcached that these programs start: directly, or in a container by `docker run` and the like. */
export function hostReading(invocations: readonly Invocation[], details: HostReadingDetails): Reading {
  const { format, environment, repository, related, condition } = details;
  const inContainers = invocations.map((invocation) =>
    dockerRunLaunches(invocation, {
      format,
      environment,
      repository,
      ...(related && { related }),
      ...(condition !== undefined && { condition }),
    }),
  );
  return joinReadings([{ launches: hostLaunches(invocations, details), problems: [] }, ...inContainers]);
}

/** Several readings as one. */
export function joinReadings(readings: readonly Reading[]): Reading {
  const launches: Launch[] = [];
  const problems: Problem[] = [];
  for (const reading of readings) {
    launches.push(...reading.launches);
    problems.push(...reading.problems);
  }
  return { launches, problems };
}
