import type { RelatedPlace } from '../../launch/launch.ts';
import { asItems, asMapping, child, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { distance } from './join.ts';
import { type KubernetesObject, labelsAt, mayShareNamespace, selects, textsOf } from './objects.ts';
import type { Workload } from './workloads.ts';

/** Policies further away than this are about other pods with the same labels. */
const FARTHEST = 3;

/**
 * Says which NetworkPolicies select a workload's pods. They are named and never trusted: they hold only where
 * the cluster's network plugin enforces them, and a Service may hide who really calls.
 */
export function networkPolicyPlaces(
  workload: Workload,
  policies: readonly KubernetesObject[],
): readonly RelatedPlace[] {
  return policies.flatMap((policy) => {
    if (policy.kind !== 'NetworkPolicy' || !isAbout(policy, workload)) return [];
    const { name, node } = policy;
    const at = placeOf(nodeAt(node, ['metadata', 'name']) ?? node);
    return [{ at, message: `NetworkPolicy ${name} ${admits(node)} where the cluster enforces it` }];
  });
}

function isAbout(policy: KubernetesObject, workload: Workload): boolean {
  const spec = child(policy.node, 'spec');
  const selector = child(spec, 'podSelector');
  const types = textsOf(child(spec, 'policyTypes')).map((text) => text.text);
  return (
    mayShareNamespace(policy, workload.object) &&
    distance(policy.path, workload.object.path) <= FARTHEST &&
    (types.length === 0 || types.includes('Ingress')) &&
    asMapping(selector) !== undefined &&
    child(selector, 'matchExpressions') === undefined &&
    selects(labelsAt(child(selector, 'matchLabels')), workload.labels)
  );
}

function admits(policy: YamlNode): string {
  const rules = asItems(nodeAt(policy, ['spec', 'ingress'])) ?? [];
  if (rules.length === 0) return 'admits nobody to the pod';
  const isOpen = rules.some((rule) => (asItems(child(rule, 'from')) ?? []).length === 0);
  return isOpen ? 'admits every source to some ports of the pod' : 'admits only some sources to the pod';
}
