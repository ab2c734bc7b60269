import type { Launch } from '../../launch/launch.ts';
import type { PublishedPort } from '../../network/network.ts';
import type { KubernetesObject } from './objects.ts';

/** What an overlay makes: a kustomization, other values of a chart. */
export interface Variant {
  /** The file that says so. */
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
}

/** The launches of an overlay that what it is laid over does not start just so. */
export function newLaunches(
  launches: readonly Launch[],
  base: readonly Launch[],
  overlay: string,
): readonly Launch[] {
  const name = overlay.slice(overlay.lastIndexOf('/', overlay.lastIndexOf('/') - 1) + 1);
  return launches
    .filter((launch) => !base.some((other) => covers(other, launch)))
    .map((launch) => ({ ...launch, name: `${launch.name} with ${name}`, condition: `with ${overlay}` }));
}

/** Whether everything that can be said about a launch is said about another one. */
export function covers(base: Launch, launch: Launch): boolean {
  return (
    base.name === launch.name &&
    described(base) === described(launch) &&
    portsOf(launch).every((port) => portsOf(base).includes(port))
  );
}

function described({ program, argv, version, network }: Launch): string {
  const words = [program, ...argv].map((word) => word.text);
  return JSON.stringify([words, version.state === 'known' ? version.label : version.state, network.kind]);
}

function portsOf({ network }: Launch): readonly string[] {
  return 'published' in network ? network.published.map(portKey) : [];
}

function portKey({
  hostAddress,
  hostPort,
  containerPort,
  protocol,
  reach,
  description,
}: PublishedPort): string {
  return JSON.stringify([hostAddress?.text, hostPort, containerPort, protocol, reach, description]);
}
