import type { Launch, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { environmentOf, unknownEnvironment } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import { hostLaunches } from '../host/host-launch.ts';

/** Commands that a CI system runs on the machine of a job. */
export interface JobScript {
  /** For people: "job test". */
  readonly name: string;
  readonly text: TracedText;
  readonly variables: ReadonlyMap<string, TracedText>;
}

/** Programs that matter here. */
const INTEREST = /^(?:memcached.*|docker|podman|nerdctl)$/;

/**
 * The memcached that the scripts of one pipeline start, on the job's machine or in containers there. The machine
 * lives as long as the job, so nothing on it is a public bind; the networks say so.
 */
export function scriptLaunches(
  scripts: readonly JobScript[],
  repository: Repository,
  format: string,
): Reading {
  const found = scripts.map(({ name, text, variables }) => ({
    name,
    invocations: invocationsIn(text, environmentOf(variables, 'unknown'), {
      dialect: 'bash',
      interest: (program) => INTEREST.test(program),
    }),
  }));
  const all = found.flatMap(({ invocations }) => invocations);
  const containers = dockerLaunches(all, { format, environment: unknownEnvironment, repository });
  const versionUnknown = 'nothing in the pipeline says which version the machine of a job has';
  const direct = found.flatMap(({ name, invocations }) =>
    hostLaunches(invocations, { format, name, versionUnknown }),
  );
  return {
    launches: [...direct, ...containers.launches].map(onRunner),
    problems: containers.problems,
  };
}

/**
 * A launch as what it is: on a machine that is there for one job, as a service of that job would be. Whatever its
 * address, nobody but the job is meant to reach it.
 */
function onRunner(launch: Launch): Launch {
  const { network } = launch;
  if (network.kind === 'container') return { ...launch, network: { ...network, ciService: true } };
  if (network.kind !== 'host' && network.kind !== 'unknown') return launch;
  return { ...launch, network: { kind: 'container', ciService: true, published: [], limits: [] } };
}
