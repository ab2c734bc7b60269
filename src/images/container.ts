import type { Launch, Problem, Reading, RelatedPlace } from '../launch/launch.ts';
import type { Network, PublishedPort } from '../network/network.ts';
import type { Environment, Invocation } from '../shell/invocation.ts';
import type { Location } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { type EntrypointResult, runEntrypoint } from './entrypoint.ts';
import type { ImageConfig } from './image.ts';

/** What a container engine is told beside the image. `undefined` and `null`: nothing. */
export interface ProcessOverrides {
  readonly entrypoint?: readonly TracedText[] | null;
  readonly command?: readonly TracedText[] | null;
}

/**
 * The words that the engine runs: the image's ENTRYPOINT and CMD merged with a request, as in moby's
 * `merge()` and `mergeAndVerifyConfig()`. A given entrypoint drops the image's CMD; an empty list clears the
 * image's ENTRYPOINT and keeps its CMD; the list with one empty word clears both. Empty: nothing to run.
 */
export function containerProcess(
  image: ImageConfig | undefined,
  overrides: ProcessOverrides,
): readonly TracedText[] {
  let entrypoint = overrides.entrypoint ?? undefined;
  let command = overrides.command ?? [];
  if (entrypoint === undefined || entrypoint.length === 0) {
    if (command.length === 0) command = image?.cmd ?? [];
    entrypoint ??= image?.entrypoint ?? [];
  }
  const isReset = entrypoint.length === 1 && entrypoint[0]?.known === '';
  return isReset ? command : [...entrypoint, ...command];
}

/** One container that would be started. */
export interface ContainerStart {
  readonly image: ImageConfig | undefined;
  /** From `containerProcess`. */
  readonly process: readonly TracedText[];
  /** The variables that the carrier sets; those of the image come underneath. */
  readonly environment: Environment;
  readonly network: Network;
  /** `Launch.at`. */
  readonly at: Location;
  readonly name: string;
  readonly format: string;
  readonly related: readonly RelatedPlace[];
  readonly condition?: string;
}

/** The memcached that a container starts, through the image's entrypoint script and shells. */
export function containerLaunches(start: ContainerStart): Reading {
  const { image } = start;
  const environment = image === undefined ? start.environment : withImage(start.environment, image);
  const result = runEntrypoint(image, start.process, environment);
  const { invocations } = result;
  return {
    launches: inTurn(invocations).map(({ found, nth }) =>
      launchOf({ ...start, network: withoutPortsOfOthers(start.network, found, invocations) }, found, nth),
    ),
    problems: problemsOf(start, result),
  };
}

/** Ports that another memcached of the same container is told to listen on are no dead ones of this one. */
function withoutPortsOfOthers(network: Network, own: Invocation, all: readonly Invocation[]): Network {
  if (all.length < 2 || (network.kind !== 'container' && network.kind !== 'pod')) return network;
  const mine = new Set(portsOf(own));
  const others = new Set(all.flatMap(portsOf).filter((port) => !mine.has(port)));
  const isTheirs = ({ containerPort: ports }: PublishedPort) =>
    ports !== 'unknown' && ports.first === ports.last && others.has(ports.first);
  return { ...network, published: network.published.filter((port) => !isTheirs(port)) };
}

/** Numbers on a command line that may be ports, and memcached's own where it names none. */
function portsOf({ argv }: Invocation): readonly number[] {
  const named = numbersIn(argv);
  return argv.some(({ text }) => /^(?:-p|--port)/.test(text)) ? named : [11211, ...named];
}

function numbersIn(argv: readonly TracedText[]): readonly number[] {
  return argv.flatMap(({ text }) => (text.match(/\d{2,5}/g) ?? []).map(Number));
}

/** Numbers command lines that differ: a script may start several, or one of several. */
function inTurn(
  invocations: readonly Invocation[],
): readonly { readonly found: Invocation; readonly nth: number }[] {
  const numbers = new Map<string, number>();
  return invocations.map((found) => {
    const line = [found.program, ...found.argv].map(({ text }) => text).join('\0');
    const nth = numbers.get(line) ?? numbers.size + 1;
    numbers.set(line, nth);
    return { found, nth };
  });
}

function launchOf(start: ContainerStart, found: Invocation, nth: number): Launch {
  const condition =
    start.condition ?? (found.conditional ? 'in a branch of the script that starts it' : undefined);
  return {
    format: start.format,
    name: nth === 1 ? start.name : `memcached ${nth} of ${start.name}`,
    at: start.at,
    program: found.program,
    argv: [...found.argv, ...builtInArguments(start)],
    version: start.image?.version ?? {
      state: 'unknown',
      because: 'the image does not say which memcached it holds',
    },
    network: found.ownNetwork
      ? { kind: 'none', because: 'it runs in a network namespace of its own' }
      : runsOthers(start)
        ? ownPorts(start.network, found.argv)
        : start.network,
    related: start.related,
    ...(found.posixlyCorrect ? { posixlyCorrect: true } : {}),
    ...(condition === undefined ? {} : { condition }),
  };
}

/** A program word or the text of `sh -c` that starts memcached and nothing else. */
const ALONE = /^\s*(?:exec\s+)?(?:\S*\/)?memcached(?:\s[^;&|\n]*)?$/;

/** Whether the process is an init system or a script in an image of one's own, in which other programs may run, too. */
function runsOthers({ image, process }: ContainerStart): boolean {
  return image?.convention === 'none' && !process.some(({ text }) => ALONE.test(text));
}

/**
 * A network with only the ports that a command line names or that memcached has by default; whoever else is
 * in that network answers on the others.
 */
export function ownPorts(network: Network, argv: readonly TracedText[]): Network {
  if (network.kind !== 'container' && network.kind !== 'pod') return network;
  const named = new Set([11211, ...numbersIn(argv)]);
  const isIts = ({ containerPort }: PublishedPort) =>
    containerPort === 'unknown' ||
    [...named].some((port) => containerPort.first <= port && port <= containerPort.last);
  return { ...network, published: network.published.filter(isIts) };
}

/**
 * A private image may bring arguments of its own, such as `-l` from a variable. Where published ports decide who
 * can connect they do not matter; on the network of the host they are all that decides.
 */
function builtInArguments({ image, process, network }: ContainerStart): readonly TracedText[] {
  if (network.kind !== 'host' || image?.convention !== 'unknown') return [];
  const own = containerProcess(image, {});
  if (process.length !== own.length || !process.every((word, index) => word === own[index])) return [];
  const because = 'nothing in this repository says which it passes';
  return [TracedText.unknown('the arguments of the image', because, image.at, true)];
}

function problemsOf(start: ContainerStart, result: EntrypointResult): readonly Problem[] {
  if (result.unresolved === undefined) return [];
  const at = result.unresolved.at ?? start.at;
  return [{ kind: 'unresolved', at, message: `${start.name}: ${result.unresolved.because}` }];
}

function withImage(environment: Environment, image: ImageConfig): Environment {
  return {
    lookup(name) {
      const value = environment.lookup(name);
      if (value !== 'unset') return value;
      return image.env.get(name) ?? (image.convention === 'none' ? 'unknown' : 'unset');
    },
  };
}
