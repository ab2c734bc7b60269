import { asMapping } from '../../../yaml/access.ts';
import { parseRendered } from '../chart/rendered-yaml.ts';
import { strategicMerge } from '../kustomize/edit-node.ts';
import { applyOperations } from '../kustomize/patches.ts';
import type { KubernetesObject } from '../objects.ts';
import { type KubectlCommand, optionValue } from './command-line.ts';
import { findObject, namedResource } from './expose.ts';
import { object } from './run.ts';

/** What `kubectl patch` changes. */
export interface Patched {
  readonly result: KubernetesObject;
  /** The object that it replaces; `undefined`: only the cluster has it. */
  readonly target: KubernetesObject | undefined;
}

/** The object that `kubectl patch` makes of another one. */
export async function patchedBy(
  command: KubectlCommand,
  objects: readonly KubernetesObject[],
): Promise<Patched | undefined> {
  const named = command.verb === 'patch' ? namedResource(command) : undefined;
  const text = optionValue(command, 'patch');
  if (named === undefined || text === undefined) return undefined;
  const [document] = await parseRendered(command.invocation.at.file, text);
  const patch = document?.root;
  if (patch === undefined) return undefined;
  const target = findObject(named, command, objects);
  const base = target ?? (named.kind === 'Service' ? chartService(command, named.name) : undefined);
  if (base === undefined) return undefined;
  const isJson = optionValue(command, 'type')?.known === 'json';
  const changed = asMapping(
    isJson ? applyOperations(base.node, patch) : strategicMerge(base.node, patch, base.kind),
  );
  return changed === undefined ? undefined : { target, result: { ...base, node: changed } };
}

/** A Service that only the cluster has, such as that of a chart; its name says what it leads to. */
function chartService(command: KubectlCommand, name: Parameters<typeof object>[2]): KubernetesObject {
  return object(command, 'Service', name, {
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port: '11211' }] },
  });
}
