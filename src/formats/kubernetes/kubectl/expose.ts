import { TracedText } from '../../../text/traced-text.ts';
import { asItems, asText, child, nodeAt } from '../../../yaml/access.ts';
import type { Shape } from '../build-node.ts';
import { distance } from '../join.ts';
import { type KubernetesObject, labelsAt } from '../objects.ts';
import { workloadOf } from '../workloads.ts';
import { type KubectlCommand, optionValue } from './command-line.ts';
import { keyValues, object } from './run.ts';

/** The kinds that `kubectl expose` takes, by the names that people give them. */
const KINDS: Readonly<Record<string, string>> = {
  po: 'Pod',
  pod: 'Pod',
  pods: 'Pod',
  deploy: 'Deployment',
  deployment: 'Deployment',
  deployments: 'Deployment',
  'deployment.apps': 'Deployment',
  'deployments.apps': 'Deployment',
  rc: 'ReplicationController',
  replicationcontroller: 'ReplicationController',
  replicationcontrollers: 'ReplicationController',
  rs: 'ReplicaSet',
  replicaset: 'ReplicaSet',
  replicasets: 'ReplicaSet',
  sts: 'StatefulSet',
  statefulset: 'StatefulSet',
  statefulsets: 'StatefulSet',
  ds: 'DaemonSet',
  daemonset: 'DaemonSet',
  dc: 'DeploymentConfig',
  svc: 'Service',
  service: 'Service',
  services: 'Service',
};

/** The Service that `kubectl expose` or `kubectl create service` makes. */
export function serviceMadeBy(
  command: KubectlCommand,
  objects: readonly KubernetesObject[],
): KubernetesObject | undefined {
  if (command.verb === 'expose') return exposed(command, objects);
  if (command.verb !== 'create service' && command.verb !== 'create svc') return undefined;
  const [kind, name] = command.operands;
  const type = kind?.known === undefined ? undefined : SERVICE_TYPES[kind.known];
  if (kind === undefined || name === undefined || type === undefined) return undefined;
  const nodePort = optionValue(command, 'node-port');
  const ports = (command.options.get('tcp') ?? []).map((word) => {
    const colon = word.text.indexOf(':');
    const target = colon < 0 ? word : word.slice(colon + 1);
    return { port: colon < 0 ? word : word.slice(0, colon), targetPort: target, nodePort };
  });
  const at = kind.locate() ?? command.invocation.at;
  return object(command, 'Service', name, {
    metadata: { name, namespace: optionValue(command, 'namespace') },
    spec: {
      type: TracedText.decoded(type, at),
      selector: { app: name },
      ports,
    },
  });
}

const SERVICE_TYPES: Readonly<Record<string, string>> = {
  clusterip: 'ClusterIP',
  nodeport: 'NodePort',
  loadbalancer: 'LoadBalancer',
};

function exposed(
  command: KubectlCommand,
  objects: readonly KubernetesObject[],
): KubernetesObject | undefined {
  const named = namedResource(command);
  const target = named === undefined ? inFile(command, objects) : findObject(named, command, objects);
  const given = optionValue(command, 'name') ?? named?.name;
  const name = given ?? asText(nodeAt(target?.node, ['metadata', 'name']));
  if (name === undefined) return undefined;
  const selector = optionValue(command, 'selector');
  return object(command, 'Service', name, {
    metadata: { name, namespace: optionValue(command, 'namespace') },
    spec: {
      type: optionValue(command, 'type'),
      selector: selector === undefined ? selectorOf(target, named?.name ?? name) : keyValues(selector),
      ports: portsOf(command, target),
      loadBalancerIP: optionValue(command, 'load-balancer-ip'),
      externalIPs: [...(command.options.get('external-ip') ?? [])],
    },
  });
}

/** A resource as `TYPE NAME` or `TYPE/NAME`. */
export interface NamedResource {
  readonly kind: string;
  readonly name: TracedText;
}

/** The resource that a command line names; a word without a type is a `bare` kind where there is one. */
export function namedResource(command: KubectlCommand, bare?: string): NamedResource | undefined {
  const [first, second] = command.operands;
  if (first === undefined) return undefined;
  const slash = first.text.indexOf('/');
  const kind = KINDS[(slash < 0 ? first.text : first.text.slice(0, slash)).toLowerCase()];
  if (slash >= 0) return kind === undefined ? undefined : { kind, name: first.slice(slash + 1) };
  if (bare !== undefined) return { kind: bare, name: first };
  return kind === undefined || second === undefined ? undefined : { kind, name: second };
}

/** The object of that name that stands nearest to the command line. */
export function findObject(
  { kind, name }: NamedResource,
  { invocation }: KubectlCommand,
  objects: readonly KubernetesObject[],
): KubernetesObject | undefined {
  const { path } = invocation.at.file;
  const found = objects.filter((object) => object.kind === kind && object.name === name.known);
  return found.reduce<KubernetesObject | undefined>(
    (best, object) =>
      best !== undefined && distance(best.path, path) <= distance(object.path, path) ? best : object,
    undefined,
  );
}

/** `kubectl expose -f FILE`: what that file starts. */
function inFile(command: KubectlCommand, objects: readonly KubernetesObject[]): KubernetesObject | undefined {
  const path = optionValue(command, 'filename')?.known?.replace(/^(?:\.\.?\/)+/, '');
  if (path === undefined || path === '') return undefined;
  return objects.find(
    (object) =>
      (object.path === path || object.path.endsWith(`/${path}`)) && workloadOf(object) !== undefined,
  );
}

/** The labels by which a Service finds the pods; where nobody knows them, those that tools give by default. */
function selectorOf(target: KubernetesObject | undefined, name: TracedText): Shape {
  const workload = target === undefined ? undefined : workloadOf(target);
  const own =
    target?.kind === 'Service'
      ? labelsAt(nodeAt(target.node, ['spec', 'selector']))
      : labelsAt(nodeAt(target?.node, ['spec', 'selector', 'matchLabels']));
  const labels = own.size > 0 ? own : workload?.labels;
  return labels === undefined || labels.size === 0 ? { app: name } : Object.fromEntries(labels);
}

/** `--port`, or every port that the containers declare. */
function portsOf(command: KubectlCommand, target: KubernetesObject | undefined): Shape {
  const port = optionValue(command, 'port');
  const targetPort = optionValue(command, 'target-port');
  const protocol = optionValue(command, 'protocol');
  if (port !== undefined) return [{ port, targetPort, protocol }];
  const workload = target === undefined ? undefined : workloadOf(target);
  const declared = (workload?.containers ?? []).flatMap(({ node }) => asItems(child(node, 'ports')) ?? []);
  return declared.flatMap((item) => {
    const number = asText(child(item, 'containerPort'));
    const own = protocol ?? asText(child(item, 'protocol'));
    return number === undefined ? [] : [{ port: number, targetPort, protocol: own }];
  });
}
