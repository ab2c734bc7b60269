import type { TracedText } from '../../../text/traced-text.ts';
import { attribute, blocks, type HclBody, type HclValue, textOf } from '../../nomad/hcl/node.ts';
import type { Shape } from '../build-node.ts';
import { spelled } from '../spelled.ts';

/** Blocks that stand for one item of a list each. */
const LISTS: Readonly<Record<string, string>> = {
  container: 'containers',
  init_container: 'initContainers',
  port: 'ports',
  env: 'env',
  env_from: 'envFrom',
  volume: 'volumes',
  volume_mount: 'volumeMounts',
  items: 'items',
};
/** Names whose last part the API writes in capitals. */
const SPELLED: Readonly<Record<string, string>> = {
  host_ip: 'hostIP',
  cluster_ip: 'clusterIP',
  external_ips: 'externalIPs',
  load_balancer_ip: 'loadBalancerIP',
};
/** Attributes that hold labels; where an expression stands in their place it is a label of its own. */
const LABELS = new Set(['labels', 'match_labels', 'selector']);
const DEEPEST = 30;

type Mapping = { readonly [key: string]: Shape | undefined };

/** A block of the Kubernetes provider as the API would hold it: `host_network` is `hostNetwork`, `port` blocks are `ports`. */
export function bodyShape(body: HclBody, around: HclBody, depth = 0): Mapping {
  const found: Record<string, Shape> = {};
  if (depth > DEEPEST) return found;
  for (const { name, value } of body.attributes) {
    const shape = LABELS.has(name) ? labelShape(value, around) : valueShape(value, around, depth + 1);
    found[camelCase(name)] = shape;
  }
  for (const { type } of body.blocks) {
    const actual = type === 'dynamic' ? undefined : type;
    const key = actual === undefined ? undefined : (LISTS[actual] ?? camelCase(actual));
    if (actual === undefined || key === undefined || found[key] !== undefined) continue;
    const shapes = blocks(body, actual).map((block) => bodyShape(block.body, around, depth + 1));
    found[key] = LISTS[actual] === undefined ? (shapes.at(-1) ?? {}) : shapes;
  }
  return found;
}

/** A value as it is written, with references to other resources of the file followed. */
export function valueShape(value: HclValue, around: HclBody, depth = 0): Shape {
  if (depth > DEEPEST) return '';
  if (value.kind === 'list') return value.items.map((item) => valueShape(item, around, depth + 1));
  if (value.kind === 'object')
    return Object.fromEntries(
      value.attributes.map((pair) => [pair.name, valueShape(pair.value, around, depth + 1)]),
    );
  return referredTo(value.text, around) ?? value.text.withSplits(false);
}

function labelShape(value: HclValue, around: HclBody): Shape {
  if (value.kind !== 'expression') return valueShape(value, around);
  const name = spelled(value.text);
  const local = /^local\.([\w-]{1,100})$/.exec(name)?.[1];
  const target =
    local === undefined
      ? valueAt(around, name)
      : blocks(around, 'locals').flatMap(({ body }) => attribute(body, local) ?? [])[0];
  if (target?.kind === 'object') return valueShape(target, around);
  return { [name]: value.text };
}

/** `kubernetes_deployment.cache.metadata[0].name`, also as the whole of a text. */
function referredTo(text: TracedText, around: HclBody): TracedText | undefined {
  const [run] = text.runs;
  if (run?.kind !== 'unknown' || text.runs.length !== 1) return undefined;
  const found = textOf(valueAt(around, run.name));
  return found?.isKnown ? found : undefined;
}

/** The value in a resource of the file that a reference names. */
function valueAt(around: HclBody, reference: string): HclValue | undefined {
  const [, type, name, rest] = /^(kubernetes_\w{1,60})\.([\w-]{1,100})\.(.{1,200})$/.exec(reference) ?? [];
  const resource = blocks(around, 'resource').find(
    ({ labels }) => labels[0]?.text === type && labels[1]?.text === name,
  );
  let body = resource?.body;
  let value: HclValue | undefined;
  for (const step of (rest ?? '').split(/[.[\]"]+/)) {
    if (step === '' || /^\d+$/.test(step)) continue;
    const next: HclValue | undefined =
      body !== undefined
        ? attribute(body, step)
        : value?.kind === 'object'
          ? value.attributes.find((pair) => pair.name === step)?.value
          : undefined;
    const inner: HclBody | undefined =
      body === undefined || next !== undefined ? undefined : blocks(body, step)[0]?.body;
    if (next === undefined && inner === undefined) return undefined;
    value = next;
    body = inner;
  }
  return value;
}

function camelCase(name: string): string {
  return SPELLED[name] ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
