import type { SourceFile } from '../../../text/source-file.ts';
import { asMapping, asText, nodeAt } from '../../../yaml/access.ts';
import { attribute, blocks, type HclBlock, type HclBody, textOf } from '../../nomad/hcl/node.ts';
import { parseHcl } from '../../nomad/hcl/parse.ts';
import { fileVariables } from '../../nomad/variables.ts';
import { buildObject } from '../build-node.ts';
import { parseRendered } from '../chart/rendered-yaml.ts';
import { type KubernetesObject, objectsOf } from '../objects.ts';
import { spelled } from '../spelled.ts';
import { bodyShape, valueShape } from './hcl-shape.ts';

/** Kinds of the provider's resources (hashicorp/kubernetes); each has a twin with `_v1` behind it. */
const KINDS: Readonly<Record<string, string>> = {
  kubernetes_pod: 'Pod',
  kubernetes_deployment: 'Deployment',
  kubernetes_stateful_set: 'StatefulSet',
  kubernetes_daemonset: 'DaemonSet',
  kubernetes_daemon_set: 'DaemonSet',
  kubernetes_replication_controller: 'ReplicationController',
  kubernetes_job: 'Job',
  kubernetes_cron_job: 'CronJob',
  kubernetes_service: 'Service',
  kubernetes_config_map: 'ConfigMap',
  kubernetes_network_policy: 'NetworkPolicy',
};

/** Whether a path is Terraform's or OpenTofu's. */
export function isTerraformPath(path: string): boolean {
  return /\.(?:tf|tofu)$/.test(path);
}

/** The objects of the Kubernetes provider in a Terraform file, and manifests that it holds as objects or texts. */
export async function terraformObjects(file: SourceFile): Promise<readonly KubernetesObject[]> {
  if (!/\bkube(?:rnetes|ctl)_/.test(file.text)) return [];
  const body = parseHcl(file, fileVariables(file));
  const found: KubernetesObject[] = [];
  for (const block of blocks(body, 'resource')) {
    const type = block.labels[0]?.text.replace(/_v\d(?:beta\d)?$/, '') ?? '';
    const kind = KINDS[type];
    if (kind !== undefined) found.push(resourceObject(file, block, kind, body));
    else if (type === 'kubernetes_manifest') found.push(...manifestObject(file, block, body));
    else if (type === 'kubectl_manifest') {
      const text = textOf(attribute(block.body, 'yaml_body'));
      if (text !== undefined) found.push(...objectsOf(await parseRendered(file, text), file.path));
    }
  }
  return found;
}

function resourceObject(file: SourceFile, block: HclBlock, kind: string, around: HclBody): KubernetesObject {
  const apiVersion = /^(?:Pod|Service|ConfigMap|ReplicationController)$/.test(kind) ? 'v1' : 'apps/v1';
  const at = file.at(block.start, block.end);
  const node = buildObject({ apiVersion, kind, ...bodyShape(block.body, around) }, at);
  return named(node, kind, apiVersion, file.path);
}

function manifestObject(file: SourceFile, block: HclBlock, around: HclBody): readonly KubernetesObject[] {
  const value = attribute(block.body, 'manifest');
  if (value?.kind !== 'object') return [];
  const at = file.at(value.start, value.end);
  const root = asMapping(buildObject({ manifest: valueShape(value, around) }, at).pairs[0]?.value);
  return root === undefined ? [] : objectsOf([{ root }], file.path);
}

function named(
  node: KubernetesObject['node'],
  kind: string,
  apiVersion: string,
  path: string,
): KubernetesObject {
  const name = asText(nodeAt(node, ['metadata', 'name']));
  const namespace = asText(nodeAt(node, ['metadata', 'namespace']))?.known;
  return { kind, apiVersion, name: name === undefined ? '(no name)' : spelled(name), namespace, node, path };
}
