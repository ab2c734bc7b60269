import { type KubernetesObject, mayShareNamespace, selects } from './objects.ts';
import type { Service } from './services.ts';
import type { Workload } from './workloads.ts';

/** Folders further apart than this belong to different things, whatever their labels say. */
const FARTHEST = 3;
/** More pods with one label, or Services of one pod, are not looked at; no repository has them. */
const MOST_CANDIDATES = 300;
const MOST_SERVICES = 10;

/** Which Services select which workloads. */
export interface Joined {
  readonly servicesOf: (workload: Workload) => readonly Service[];
  /** Services whose pods are nowhere in the repository. */
  readonly alone: readonly Service[];
}

/**
 * Joins Services with the workloads that their selectors match. A repository may hold several things with the
 * same labels, so that a Service is given the workloads that stand nearest to it.
 *
 * @param isJoined whether two files are ever applied together without more.
 */
export function joinServices(
  services: readonly Service[],
  workloads: readonly Workload[],
  isJoined: (path: string, other: string) => boolean = () => true,
): Joined {
  const found = new Map<Workload, Service[]>();
  const alone: Service[] = [];
  const byLabel = labelIndex(workloads);
  for (const service of services) {
    const selected = nearest(
      service.object,
      candidates(service, byLabel).filter(
        ({ object, labels }) =>
          mayShareNamespace(object, service.object) && selects(service.selector, labels),
      ),
    );
    if (selected.length === 0) alone.push(service);
    for (const workload of selected) {
      if (!isJoined(service.object.path, workload.object.path)) continue;
      const joined = found.get(workload);
      if (joined === undefined) found.set(workload, [service]);
      else if (joined.length < MOST_SERVICES) joined.push(service);
    }
  }
  return { servicesOf: (workload) => found.get(workload) ?? [], alone };
}

type LabelIndex = ReadonlyMap<string, readonly Workload[]>;

/** The workloads by each of their labels. */
function labelIndex(workloads: readonly Workload[]): LabelIndex {
  const index = new Map<string, Workload[]>();
  for (const workload of workloads)
    for (const label of workload.labels) {
      const key = label.join('=');
      const list = index.get(key);
      if (list === undefined) index.set(key, [workload]);
      else if (list.length < MOST_CANDIDATES) list.push(workload);
    }
  return index;
}

/** The workloads with the rarest label of a selector. */
function candidates({ selector }: Service, index: LabelIndex): readonly Workload[] {
  const lists = [...selector].map((label) => index.get(label.join('=')) ?? []);
  return lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? []);
}

function nearest(object: KubernetesObject, workloads: readonly Workload[]): readonly Workload[] {
  const byPath = new Map<string, number>();
  const distances = workloads.map(({ object: { path } }) => {
    const far = byPath.get(path) ?? distance(object.path, path);
    byPath.set(path, far);
    return far;
  });
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
