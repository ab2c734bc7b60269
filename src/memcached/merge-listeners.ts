import type { Listener, ListenerAddress, WordRange } from './prediction.ts';
import type { Stretch } from './stretch.ts';
import type { ReleaseRange } from './version.ts';

/**
 * The listeners of all stretches. One that exists in neighbouring releases is listed once, with its range
 * of releases; where a release in between lacks it, once for each contiguous range.
 */
export function mergeListeners(stretches: readonly Stretch[]): readonly Listener[] {
  const merged: Listener[] = [];
  const newest = new Map<string, number>();
  for (const stretch of stretches) {
    const seen = new Map<string, number>();
    for (const listener of listenersOf(stretch)) {
      // Sockets on ephemeral ports are alike and yet several.
      const name = nameOf(listener);
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      const key = `${name} ${count}`;
      const index = newest.get(key);
      const before = index === undefined ? undefined : merged[index];
      if (index !== undefined && before && before.releases.last === stretch.releases.first - 1) {
        merged[index] = {
          ...before,
          causes: union(before.causes, listener.causes),
          releases: { first: before.releases.first, last: stretch.releases.last },
        };
      } else {
        newest.set(key, merged.length);
        merged.push(listener);
      }
    }
  }
  return merged;
}

function* listenersOf({ releases, outcome }: Stretch): Generator<Listener> {
  const certain = outcome.anything.length === 0;
  const { unix, sockets, anything } = outcome;
  if (unix) yield { protocol: 'unix', path: unix.path, causes: unix.causes, releases, certain };
  for (const { protocol, address, addressCause, port, dualStack, causes, certain: isSure } of sockets) {
    yield {
      protocol,
      address,
      port,
      causes,
      releases,
      certain: isSure && certain,
      ...(addressCause && { addressCause }),
      ...(dualStack && { dualStack }),
    };
  }
  if (!certain && !unix) yield furtherAddress(anything, releases);
}

/** Stands for the addresses that an unknown part of the command line may add. */
function furtherAddress(anything: readonly WordRange[], releases: ReleaseRange): Listener {
  return {
    protocol: 'tcp',
    address: { kind: 'unknown', because: 'an unknown part of the command line may name addresses' },
    port: 'unknown',
    causes: anything,
    releases,
    certain: false,
  };
}

function nameOf(listener: Listener): string {
  if (listener.protocol === 'unix') return `unix ${listener.certain} ${listener.path}`;
  const { protocol, address, port, certain, dualStack = false, addressCause: cause } = listener;
  const place = cause ? `${cause.word}:${cause.from}:${cause.to}` : '';
  return `${protocol} ${addressName(address)} ${port} ${certain} ${dualStack} ${place}`;
}

function addressName(address: ListenerAddress): string {
  if (address.kind === 'ip') return address.ip;
  return address.kind === 'name' ? `host ${address.host}` : 'unknown';
}

function union(left: readonly WordRange[], right: readonly WordRange[]): readonly WordRange[] {
  const isNew = ({ word, from, to }: WordRange): boolean =>
    !left.some((cause) => cause.word === word && cause.from === from && cause.to === to);
  const added = right.filter(isNew);
  return added.length === 0 ? left : [...left, ...added];
}
