import type { Reading } from '../../launch/launch.ts';
import type { Format } from '../format.ts';
import { joinServices } from './join.ts';
import { workloadLaunches } from './launches.ts';
import { loneServiceLaunch } from './lone-service.ts';
import { readManifests } from './manifests.ts';
import type { KubernetesObject } from './objects.ts';
import { hasManifestContent } from './recognition.ts';
import { serviceOf } from './services.ts';
import { newLaunches } from './variants.ts';
import { workloadOf } from './workloads.ts';

/** Kubernetes manifests. */
export const kubernetes: Format = {
  name: 'kubernetes',
  title: 'Kubernetes manifest',
  hasPath: () => false,
  hasContent: hasManifestContent,

  async read(files, repository) {
    const { objects, variants, problems } = await readManifests(files, repository);
    const base = objectLaunches(objects);
    const launches = [...base.launches];
    for (const variant of variants) {
      const reading = objectLaunches(variant.objects, { alone: false });
      launches.push(...newLaunches(reading.launches, launches, variant.path));
    }
    return { launches, problems: [...problems, ...base.problems] };
  },
};

/** What a set of objects starts that are applied to one cluster, also behind Services that stand alone. */
function objectLaunches(objects: readonly KubernetesObject[], { alone } = { alone: true }): Reading {
  const workloads = objects.flatMap((object) => workloadOf(object) ?? []);
  const services = objects.flatMap((object) => serviceOf(object) ?? []);
  const joined = joinServices(services, workloads);
  const around = {
    format: kubernetes.name,
    configMaps: objects.filter(({ kind }) => kind === 'ConfigMap'),
    policies: objects.filter(({ kind }) => kind === 'NetworkPolicy'),
  };
  const readings = workloads.map((workload) =>
    workloadLaunches(workload, { ...around, services: joined.servicesOf(workload) }),
  );
  const lone = alone
    ? joined.alone.flatMap((service) => loneServiceLaunch(service, kubernetes.name) ?? [])
    : [];
  return {
    launches: [...readings.flatMap(({ launches }) => launches), ...lone],
    problems: readings.flatMap(({ problems }) => problems),
  };
}
