import { type KubernetesObject, mayShareNamespace, selects } from './objects.ts';
import type { Service } from './services.ts';
import type { Workload } from './workloads.ts';

/** Folders further apart than this belong to different things, whatever their labels say. */
const FARTHEST = 3;

/** Which Services select which workloads. */
export interface Joined {
  readonly servicesOf: (workload: Workload) => readonly Service[];
  /** Services whose pods are nowhere in the repository. */
  readonly alone: readonly Service[];
}

/**
 * Joins Services with the workloads that their selectors match. A repository may hold several things with the
 * same labels, so that a Service is given the workloads that stand nearest to it.
 */
export function joinServices(services: readonly Service[], workloads: readonly Workload[]): Joined {
  const found = new Map<Workload, Service[]>();
  const alone: Service[] = [];
  for (const service of services) {
    const selected = nearest(
      service.object,
      workloads.filter(
        ({ object, labels }) =>
          mayShareNamespace(object, service.object) && selects(service.selector, labels),
      ),
    );
    if (selected.length === 0) alone.push(service);
    for (const workload of selected) found.set(workload, [...(found.get(workload) ?? []), service]);
  }
  return { servicesOf: (workload) => found.get(workload) ?? [], alone };
}

function nearest(object: KubernetesObject, workloads: readonly Workload[]): readonly Workload[] {
  const distances = workloads.map((workload) => distance(object.path, workload.object.path));
  const least = Math.min(...distances);
  return least > FARTHEST ? [] : workloads.filter((_, index) => distances[index] === least);
}

/** How many folders up from the farther of two files their common folder is. */
export function distance(a: string, b: string): number {
  const left = a.split('/').slice(0, -1);
  const right = b.split('/').slice(0, -1);
  let common = 0;
  while (common < left.length && common < right.length && left[common] === right[common]) common++;
  return Math.max(left.length, right.length) - common;
}
