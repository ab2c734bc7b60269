import type { Environment, VariableValue } from '../../shell/invocation.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, isNull, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { expandReferences } from './expansion.ts';
import { distance } from './join.ts';
import { type KubernetesObject, mayShareNamespace } from './objects.ts';
import { spelled } from './spelled.ts';

/** What the kubelet or the image gives every container. */
const SET_ELSEWHERE = new Set(['HOSTNAME', 'HOME', 'PATH', 'PWD', 'TERM']);

/** The variables that a container gets. */
export interface ContainerEnvironment extends Environment {
  /** As `lookup`, but only for what `$(NAME)` sees: variables of the manifest. */
  readonly referenced: (name: string) => VariableValue;
}

/** Services in folders further apart are of other clusters. */
const FARTHEST = 3;

/** The ConfigMaps that may hold a workload's variables and scripts. */
export type ConfigMaps = readonly KubernetesObject[];

/** Reads `env` and `envFrom` of a container, and what Services give it (`serviceLinks`). */
export function containerEnvironment(
  container: YamlNode,
  owner: KubernetesObject,
  configMaps: ConfigMaps,
  links: () => ReadonlySet<string> = () => new Set(),
): ContainerEnvironment {
  const variables = new Map<string, VariableValue>();
  const isOpen = readEnvFrom(child(container, 'envFrom'), variables, owner, configMaps);
  const referenced = (name: string): VariableValue => variables.get(name) ?? (isOpen ? 'unknown' : 'unset');
  for (const item of asItems(child(container, 'env')) ?? []) {
    const name = asText(child(item, 'name'))?.known;
    if (name === undefined) continue;
    const value = asText(child(item, 'value'));
    const source = child(item, 'valueFrom');
    if (value !== undefined) variables.set(name, expandReferences(value, referenced));
    else if (isNull(source)) variables.set(name, TracedText.empty);
    else variables.set(name, valueFrom(name, source, owner, configMaps));
  }
  return {
    referenced: (name) => linked(name, referenced(name), links, container),
    lookup: (name) => {
      const value = linked(name, referenced(name), links, container);
      return value === 'unset' && SET_ELSEWHERE.has(name) ? 'unknown' : value;
    },
  };
}

/** What a Service gives the variables of pods: `CACHE_PORT=tcp://10.0.0.7:11211`, `CACHE_SERVICE_HOST`, and so on. */
const LINK =
  /^(.{1,253}?)_(?:SERVICE_HOST|SERVICE_PORT(?:_.{1,63})?|PORT(?:_\d{1,5}_(?:TCP|UDP|SCTP)(?:_.{1,5})?)?)$/;

/**
 * Names of the variables' beginnings that the Services of a namespace give each pod which starts after them
 * (`enableServiceLinks`); a headless Service gives none.
 */
export function serviceLinks(
  owner: KubernetesObject,
  pod: YamlNode,
  objects: readonly KubernetesObject[],
): ReadonlySet<string> {
  if (asText(child(pod, 'enableServiceLinks'))?.known === 'false') return new Set();
  const services = objects.filter(
    (object) =>
      object.kind === 'Service' &&
      mayShareNamespace(object, owner) &&
      distance(object.path, owner.path) <= FARTHEST &&
      asText(nodeAt(object.node, ['spec', 'clusterIP']))?.known !== 'None' &&
      asText(nodeAt(object.node, ['spec', 'type']))?.known !== 'ExternalName',
  );
  return new Set(services.map(({ name }) => name.toUpperCase().replaceAll('-', '_')));
}

function linked(
  name: string,
  value: VariableValue,
  links: () => ReadonlySet<string>,
  container: YamlNode,
): VariableValue {
  const service = value === 'unset' ? LINK.exec(name)?.[1] : undefined;
  if (service === undefined || !links().has(service)) return value;
  const because = `Kubernetes sets ${name} in pods that start after the Service of that name`;
  return TracedText.unknown(name, because, placeOf(container));
}

/** Whether there are variables whose names nobody knows. */
function readEnvFrom(
  node: YamlNode | undefined,
  variables: Map<string, VariableValue>,
  owner: KubernetesObject,
  configMaps: ConfigMaps,
): boolean {
  let isOpen = false;
  for (const item of asItems(node) ?? []) {
    const prefix = asText(child(item, 'prefix'))?.known ?? '';
    const map = findConfigMap(nodeAt(item, ['configMapRef', 'name']), owner, configMaps);
    if (map === undefined) isOpen = true;
    else
      for (const [key, { value }] of entries(child(map.node, 'data'))) {
        const text = asText(value);
        if (text !== undefined) variables.set(prefix + key, text);
      }
  }
  return isOpen;
}

function valueFrom(
  name: string,
  source: YamlNode | undefined,
  owner: KubernetesObject,
  configMaps: ConfigMaps,
): VariableValue {
  const reference = child(source, 'configMapKeyRef');
  const map = findConfigMap(child(reference, 'name'), owner, configMaps);
  const key = asText(child(reference, 'key'))?.known;
  const value = map === undefined || key === undefined ? undefined : asText(nodeAt(map.node, ['data', key]));
  if (value !== undefined) return value;
  if (source === undefined) return 'unknown';
  const field = asText(nodeAt(source, ['fieldRef', 'fieldPath']))?.known;
  const because =
    field === 'status.podIP' || field === 'status.podIPs'
      ? `${name} is the address that the pod gets`
      : field === 'status.hostIP'
        ? `${name} is the address of the node`
        : `${name} is taken from outside of this manifest`;
  return TracedText.unknown(name, because, placeOf(source));
}

/** The ConfigMap of a name, in the namespace of its user; unknown parts compare by what stands in their place. */
export function findConfigMap(
  name: YamlNode | undefined,
  owner: KubernetesObject,
  configMaps: ConfigMaps,
): KubernetesObject | undefined {
  const text = asText(name);
  if (text === undefined || text.text === '') return undefined;
  const wanted = spelled(text);
  const found = configMaps.filter((map) => map.name === wanted && mayShareNamespace(map, owner));
  const folder = owner.path.slice(0, owner.path.lastIndexOf('/') + 1);
  return found.find((map) => map.path.startsWith(folder)) ?? (found.length === 1 ? found[0] : undefined);
}
