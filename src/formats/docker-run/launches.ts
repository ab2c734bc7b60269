import { containerLaunches, containerProcess, ownPorts } from '../../images/container.ts';
import { baseImage, type ImageConfig } from '../../images/image.ts';
import type { Problem, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Network, PublishedPort } from '../../network/network.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Environment, Invocation, VariableValue } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { askedImage } from '../dockerfile/asked-image.ts';
import { builtImages, type ScriptImage, scriptBuilds } from './built-images.ts';
import { parseDockerRun } from './docker-run.ts';
import { engineRefusal } from './engine-refusal.ts';
import { parseEnvFile, parseEnvOption } from './env-file.ts';
import { engineOf } from './option-table.ts';
import { createdPods, type Pod } from './pods.ts';
import type { DockerRun } from './run-request.ts';

/** Where a `docker run` stands. */
export interface DockerRunContext {
  /** `Launch.format`. */
  readonly format: string;
  /** What the caller has set, for `-e NAME`. */
  readonly environment: Environment;
  /** For `--env-file`; paths are taken from the script's folder and those above it. */
  readonly repository?: Repository;
  /** podman's pods by name, where the same script creates them. */
  readonly pods?: ReadonlyMap<string, Pod>;
  /** Images that the repository builds, by reference. */
  readonly images?: (reference: TracedText) => ScriptImage | undefined;
  readonly related?: readonly RelatedPlace[];
  readonly condition?: string;
}

/** Options whose value names a container or network, not an image. */
const NAMES =
  /^(?:--name|--link|--hostname|-h|--net|--network|--network-alias|--net-alias|--volumes-from|--pod|-l|--label)$/;

const NOTHING: Reading = { launches: [], problems: [] };

/** The memcached that a `docker`, `podman` or `nerdctl` command line starts in a container. */
export function dockerRunLaunches(invocation: Invocation, context: DockerRunContext): Reading {
  const engine = engineOf(invocation.name);
  if (engine === undefined) return NOTHING;
  const run = parseDockerRun(invocation.argv, engine);
  if (run === undefined) return NOTHING;
  if ('error' in run) return refused(invocation, `${engine} refuses this command line: ${run.error}`, run.at);
  const built = context.images?.(run.image);
  const image = built?.image ?? baseImage(run.image);
  const process = containerProcess(image, {
    ...(run.entrypoint === undefined ? {} : { entrypoint: run.entrypoint }),
    command: run.command,
  });
  const refusal = engineRefusal(run, process);
  if (refusal !== undefined && image === undefined) return NOTHING;
  if (refusal !== undefined)
    return refused(invocation, `${engine} refuses this container: ${refusal}`, run.image.locate());
  const condition = context.condition ?? (invocation.conditional ? 'in a branch of the script' : undefined);
  const reading = containerLaunches({
    image,
    process,
    environment: containerEnvironment(run, context, invocation),
    network: networkOf(run, image, context.pods),
    at: placeOf(run, invocation),
    name: `container ${run.name?.known ?? shown(run.image)}`,
    format: context.format,
    related: context.related ?? [],
    ...(condition === undefined ? {} : { condition }),
  });
  const launches = reading.launches.map((launch) => ({
    ...launch,
    // A pod's other containers answer on its other ports.
    ...(run.pod === undefined ? {} : { network: ownPorts(launch.network, launch.argv) }),
    ...(built === undefined ? {} : { builds: built.builds }),
  }));
  return { ...reading, launches };
}

/**
 * The memcached that several command lines of one script start in containers: as `dockerRunLaunches`, and an
 * image that one of them builds from the repository (`docker build -t cache .`) is known to the others.
 */
export function dockerLaunches(invocations: readonly Invocation[], context: DockerRunContext): Reading {
  const { repository, environment, format } = context;
  const builds = repository === undefined ? [] : scriptBuilds(invocations, repository, environment);
  const images = context.images ?? builtImages(builds);
  const pods = context.pods ?? createdPods(invocations);
  const runs = invocations.map((invocation) => dockerRunLaunches(invocation, { ...context, images, pods }));
  const used = runs.flatMap(({ launches }) => launches.flatMap((launch) => launch.builds ?? []));
  const isUsed = (stage: string | undefined, path: string) =>
    used.some((image) => image.path === path && image.stage?.toLowerCase() === stage?.toLowerCase());
  const unused = builds.filter(({ file, options }) => !isUsed(options.target, file.path));
  const readings = [
    ...runs,
    ...unused.map(({ file, options, at, tags }) =>
      askedImage({
        file,
        options,
        format,
        asker: `docker build ${tags[0] === undefined ? '' : shown(tags[0])}`.trimEnd(),
        related: [{ at, message: 'this command builds it' }],
      }),
    ),
  ];
  return {
    launches: readings.flatMap(({ launches }) => launches),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** A refused command line is worth a word if its image is memcached. */
function refused(invocation: Invocation, message: string, at: Location | undefined): Reading {
  const isRun = invocation.argv.slice(0, 4).some((word) => word.text === 'run' || word.text === 'create');
  const isMemcached = invocation.argv.some(
    (word, index) => baseImage(word) !== undefined && !NAMES.test(invocation.argv[index - 1]?.text ?? ''),
  );
  if (!isRun || !isMemcached) return NOTHING;
  const problem: Problem = { kind: 'refused', at: at ?? invocation.at, message };
  return { launches: [], problems: [problem] };
}

/** The container's own words, or else the image: what a fix would add options to. */
function placeOf({ command, image }: DockerRun, invocation: Invocation): Location {
  const first = command[0]?.locate();
  const last = command.at(-1)?.locate();
  if (first !== undefined && last?.file === first.file && last.end >= first.end)
    return first.file.at(first.start, last.end);
  return first ?? image.locate() ?? invocation.at;
}

function shown(image: TracedText): string {
  return image.runs.map((run) => (run.kind === 'literal' ? run.text : `\${${run.name}}`)).join('');
}

/** Who can reach the container: its network mode, and the ports that are published. */
function networkOf(
  run: DockerRun,
  image: ImageConfig | undefined,
  pods: ReadonlyMap<string, Pod> = new Map(),
): Network {
  const pod = pods.get(run.pod?.known ?? '');
  if (pod !== undefined) return networkOf({ ...run, ...pod, pod: undefined }, image);
  // `--pod new:web` creates the pod with the ports and the network of this container.
  if (run.pod?.known?.startsWith('new:')) return networkOf({ ...run, pod: undefined }, image);
  const joined = run.networks[0]?.target;
  const mode = joined?.text ?? 'default';
  if (joined !== undefined && !joined.isKnown)
    return { kind: 'unknown', because: `the network ${shown(joined)} cannot be known` };
  if (mode === 'host')
    return { kind: 'host', limits: [], because: '--network host gives it the network of the host' };
  if (mode === 'none') return { kind: 'none', because: '--network none leaves it only a loopback interface' };
  if (/^(?:container|ns):/.test(mode))
    return { kind: 'unknown', because: `it shares the network of ${mode.slice(mode.indexOf(':') + 1)}` };
  if (run.pod !== undefined)
    return { kind: 'unknown', because: `the pod ${shown(run.pod)} publishes its ports` };
  const published = [...run.published, ...publishedByAll(run, image)];
  if (published.length === 0 && run.open.length > 0) {
    const names = run.open.map(shown).join(' ');
    return { kind: 'unknown', because: `${names} may publish ports or choose a network` };
  }
  return { kind: 'container', published, limits: [] };
}

/** `-P` publishes what the image and `--expose` declare, each on a random port of every address. */
function publishedByAll(run: DockerRun, image: ImageConfig | undefined): readonly PublishedPort[] {
  const at = run.publishAll;
  if (at === undefined) return [];
  const isGiven = (port: number, protocol: string) =>
    run.published.some(
      ({ containerPort, protocol: other }) =>
        containerPort !== 'unknown' &&
        containerPort.first <= port &&
        port <= containerPort.last &&
        other === protocol,
    );
  return [...(image?.exposed ?? []), ...run.exposed].flatMap(({ port, protocol }) => {
    const name = protocol.toLowerCase();
    if (name !== 'tcp' && name !== 'udp' && name !== 'sctp') return [];
    return isGiven(port.first, name) ? [] : [{ containerPort: port, protocol: name, at }];
  });
}

/** The variables that the container gets: `--env-file` first, then `-e`; a name alone takes the caller's value. */
function containerEnvironment(
  run: DockerRun,
  context: DockerRunContext,
  invocation: Invocation,
): Environment {
  const variables = new Map<string, VariableValue>();
  let others: 'unset' | 'unknown' = 'unset';
  for (const name of run.envFiles) {
    const file = findFile(name, invocation, context);
    const entries = file === undefined ? undefined : parseEnvFile(file);
    if (entries === undefined || typeof entries === 'string') others = 'unknown';
    else
      for (const entry of entries)
        variables.set(entry.name, entry.value ?? context.environment.lookup(entry.name));
  }
  for (const option of run.env) {
    const { name, value } = parseEnvOption(option);
    const inherited = value ?? context.environment.lookup(name);
    if (inherited !== 'unset') variables.set(name, inherited);
  }
  return { lookup: (name) => variables.get(name) ?? others };
}

function findFile(
  name: TracedText,
  invocation: Invocation,
  { repository }: DockerRunContext,
): SourceFile | undefined {
  const path = name.known?.replace(/^(?:\.\/)+/, '');
  if (path === undefined || path.startsWith('/') || repository === undefined) return undefined;
  const parts = invocation.at.file.path.split('/').slice(0, -1);
  for (let depth = parts.length; depth >= 0; depth--) {
    const found = repository.read([...parts.slice(0, depth), path].join('/'));
    if (isReadable(found)) return found;
  }
  return undefined;
}
