import { TracedText } from '../../../text/traced-text.ts';
import { asText, child } from '../../../yaml/access.ts';
import type { KubernetesObject } from '../objects.ts';
import { numberAt, type Service, serviceOf, servicePorts } from '../services.ts';
import { workloadOf } from '../workloads.ts';
import type { KubectlCommand } from './command-line.ts';
import { findObject, namedResource } from './expose.ts';
import { object } from './run.ts';

/** `[LOCAL:]REMOTE`; an empty local port is a random one. */
const PORTS = /^(?:(\d{0,5}):)?(\d{1,5})$/;

/**
 * What `kubectl port-forward --address` opens on the machine that runs it, as a way into the pods of what it names.
 * Without the option it listens on loopback only.
 */
export function forwardedBy(
  command: KubectlCommand,
  objects: readonly KubernetesObject[],
): readonly Service[] {
  if (command.verb !== 'port-forward') return [];
  const named = namedResource(command, 'Pod');
  const target = named === undefined ? undefined : findObject(named, command, objects);
  const selector =
    target === undefined ? undefined : (serviceOf(target)?.selector ?? workloadOf(target)?.labels);
  if (named === undefined || target === undefined || selector === undefined || selector.size === 0) return [];
  const addresses = (command.options.get('address') ?? []).flatMap(partsOf);
  return command.operands.slice(1).flatMap((word) => {
    const [, local, remote] = PORTS.exec(word.known ?? '') ?? [];
    if (remote === undefined) return [];
    const ports = [{ port: remote, targetPort: targetOf(target, Number(remote)) }];
    const made = object(command, 'Service', named.name, { metadata: { name: named.name }, spec: { ports } });
    const outside = local === undefined ? remote : local;
    const ways = addresses.flatMap((address) => {
      const at = address.locate();
      if (at === undefined) return [];
      const number = Number(outside);
      const port = outside === '' ? {} : { outside: { first: number, last: number } };
      return [{ at, description: 'kubectl port-forward', address, port: 'nodePort' as const, ...port }];
    });
    return [{ object: made, selector, ways }];
  });
}

/** A Service's port leads to the port of its pods. */
function targetOf(target: KubernetesObject, remote: number): TracedText | undefined {
  const service = serviceOf(target);
  if (service === undefined) return undefined;
  for (const port of servicePorts(service)) {
    const number = numberAt(child(port, 'port'));
    if (number !== undefined && number !== 'unknown' && number.first === remote)
      return asText(child(port, 'targetPort'));
  }
  return undefined;
}

/** `--address a,b`; the name stands for both loopback addresses. */
function partsOf(word: TracedText): readonly TracedText[] {
  let from = 0;
  return word.text.split(',').map((part) => {
    const piece = word.slice(from, from + part.length);
    from += part.length + 1;
    const at = piece.locate();
    return part === 'localhost' && at !== undefined ? TracedText.decoded('127.0.0.1', at) : piece;
  });
}
