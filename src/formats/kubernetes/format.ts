import type { Reading } from '../../launch/launch.ts';
import type { Format } from '../format.ts';
import { isScriptPath } from '../shell-script/recognition.ts';
import { serviceLinks } from './environment.ts';
import { joinServices } from './join.ts';
import { mayCall } from './kubectl/script-calls.ts';
import { scriptedObjects } from './kubectl/scripts.ts';
import { workloadLaunches } from './launches.ts';
import { loneServiceLaunch } from './lone-service.ts';
import { type Manifests, readManifests } from './manifests.ts';
import type { KubernetesObject } from './objects.ts';
import { hasManifestContent } from './recognition.ts';
import { routedServices } from './routes.ts';
import { type Service, serviceOf } from './services.ts';
import { isTerraformPath, terraformObjects } from './terraform/resources.ts';
import { newLaunches } from './variants.ts';
import { type Workload, workloadOf } from './workloads.ts';

/** Kubernetes manifests, and what scripts do to a cluster with `kubectl`. */
export const kubernetes: Format = {
  name: 'kubernetes',
  title: 'Kubernetes manifest',
  readsAlone: true,
  hasPath: (path) => isScriptPath(path) || isTerraformPath(path),
  hasContent: hasManifestContent,

  async read(files, repository) {
    const scripts = files.filter((file) => mayCall('kubectl', file));
    const manifests = await readManifests(
      files.filter(({ path }) => !isScriptPath(path) && !isTerraformPath(path)),
      repository,
    );
    const planned: KubernetesObject[] = [];
    for (const file of files) if (isTerraformPath(file.path)) planned.push(...(await terraformObjects(file)));
    const scripted = await scriptedObjects(scripts, [...manifests.objects, ...planned], repository);
    const base = objectLaunches([...manifests.objects, ...planned, ...scripted.objects], {
      alone: true,
      forwarded: scripted.forwarded,
      isJoined: manifests.isJoined,
    });
    const launches = [...base.launches];
    for (const variant of [...manifests.variants, ...scripted.variants]) {
      const reading = objectLaunches(variant.objects, { alone: false, forwarded: [] });
      launches.push(...newLaunches(reading.launches, launches, variant.path));
    }
    return { launches, problems: [...manifests.problems, ...base.problems] };
  },
};

interface Around {
  /** Whether Services count whose pods are not here. */
  readonly alone: boolean;
  readonly forwarded: readonly Service[];
  readonly isJoined?: Manifests['isJoined'];
}

/** What a set of objects starts that are applied to one cluster, also behind Services that stand alone. */
function objectLaunches(
  objects: readonly KubernetesObject[],
  { alone, forwarded, isJoined }: Around,
): Reading {
  const workloads = objects.flatMap((object) => workloadOf(object) ?? []);
  const services = [
    ...objects.flatMap((object) => serviceOf(object) ?? []),
    ...routedServices(objects),
    ...forwarded,
  ];
  const joined = joinServices(services, workloads, isJoined);
  const around = {
    format: kubernetes.name,
    configMaps: objects.filter(({ kind }) => kind === 'ConfigMap'),
    policies: objects.filter(({ kind }) => kind === 'NetworkPolicy'),
    linksOf: ({ object, pod }: Workload) => serviceLinks(object, pod, objects),
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
