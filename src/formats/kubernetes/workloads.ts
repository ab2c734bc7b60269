import { asItems, asMapping, asText, child, isNull, nodeAt } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { type KubernetesObject, type Labels, labelsAt } from './objects.ts';
import { spelled } from './spelled.ts';

/** An object that starts pods. */
export interface Workload {
  readonly object: KubernetesObject;
  /** Of its pods. */
  readonly labels: Labels;
  /** The pod's `spec`. */
  readonly pod: YamlNode;
  readonly containers: readonly PodContainer[];
}

/** One container that keeps running in a pod. */
export interface PodContainer {
  readonly name: string;
  readonly node: YamlNode;
}

/** Where each kind keeps its pod template; the last two are OpenShift's and Argo's. */
const TEMPLATE: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Rollout: ['spec', 'template'],
};

/** Where objects of other kinds keep one: Knative's Service, operators' own kinds. */
const OTHER_TEMPLATES: readonly (readonly string[])[] = [
  ['spec', 'template'],
  ['spec', 'podTemplate'],
  ['spec', 'jobTemplate', 'spec', 'template'],
];

/** Where an object keeps its pod template; `undefined` if it starts no pods. */
function templatePath(object: KubernetesObject): readonly string[] | undefined {
  const isOwnKind = object.kind !== 'Service' || object.apiVersion !== 'v1';
  return (
    TEMPLATE[object.kind] ??
    (isOwnKind
      ? OTHER_TEMPLATES.find(
          (path) => asItems(nodeAt(object.node, [...path, 'spec', 'containers'])) !== undefined,
        )
      : undefined)
  );
}

/** An object's pods; `undefined` for an object that starts none. */
export function workloadOf(object: KubernetesObject): Workload | undefined {
  const path = templatePath(object);
  if (path === undefined) return undefined;
  const template = path.length === 0 ? object.node : nodeAt(object.node, path);
  const pod = child(template, 'spec');
  if (template === undefined || pod === undefined || asMapping(pod) === undefined) return undefined;
  return {
    object,
    labels: labelsAt(nodeAt(template, ['metadata', 'labels'])),
    pod,
    containers: [...containersAt(child(pod, 'containers')), ...sidecars(child(pod, 'initContainers'))],
  };
}

/** The paths of an object's containers, from its top. */
export function containerPaths(object: KubernetesObject): readonly (readonly string[])[] {
  const path = templatePath(object);
  if (path === undefined) return [];
  return ['containers', 'initContainers'].flatMap((key) => {
    const list = [...path, 'spec', key];
    const count = asItems(nodeAt(object.node, list))?.length ?? 0;
    return Array.from({ length: count }, (_, index) => [...list, `${index}`]);
  });
}

function containersAt(node: YamlNode | undefined): readonly PodContainer[] {
  return (asItems(node) ?? [])
    .filter((item) => !isNull(item))
    .map((item) => {
      const name = asText(child(item, 'name'));
      return { name: name === undefined ? '(no name)' : spelled(name), node: item };
    });
}

/** An init container with `restartPolicy: Always` keeps running beside the others (Kubernetes 1.28). */
function sidecars(node: YamlNode | undefined): readonly PodContainer[] {
  return containersAt(node).filter(
    (container) => asText(child(container.node, 'restartPolicy'))?.known === 'Always',
  );
}
