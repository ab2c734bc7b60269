import { classifyAddress, parseNetwork } from '../../network/address-class.ts';
import type { Reach } from '../../network/network.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asText, child, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { textsOf } from './objects.ts';
import { spelled } from './spelled.ts';

/** Who a Service of type LoadBalancer lets in. */
export interface LoadBalancer {
  /** `undefined`: everybody who can reach its address. */
  readonly reach: Reach | undefined;
  /** For people: "internal LoadBalancer". */
  readonly description: string;
  /** An address that it asks for. */
  readonly address: TracedText | undefined;
}

/** Annotations that make a cloud's load balancer internal, each from the cloud's own documentation. */
const INTERNAL: readonly (readonly [string, RegExp])[] = [
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['cloud.google.com/load-balancer-type', /^internal$/i],
  // The in-tree provider takes every value but "false" and the empty one.
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?!false$)./],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/i],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/i],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', /^private$/i],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/i],
  ['oci-network-load-balancer.oraclecloud.com/internal', /^true$/i],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', /^intranet$/i],
  ['service.beta.kubernetes.io/alicloud-loadbalancer-address-type', /^intranet$/i],
  ['service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', /^./],
  ['service.beta.kubernetes.io/cce-load-balancer-internal-vpc', /^true$/i],
  ['service.beta.kubernetes.io/do-loadbalancer-network', /^internal$/i],
  ['load-balancer.hetzner.cloud/disable-public-network', /^true$/i],
  ['service.beta.kubernetes.io/scw-loadbalancer-private', /^true$/i],
  ['yandex.cloud/load-balancer-type', /^internal$/i],
];
/** Annotations that ask for an address. */
const ADDRESS = [
  'metallb.universe.tf/loadBalancerIPs',
  'metallb.io/loadBalancerIPs',
  'kube-vip.io/loadbalancerIPs',
  'io.cilium/lb-ipam-ips',
  'lbipam.cilium.io/ips',
];
/** The older way to write `loadBalancerSourceRanges`, separated by commas; Azure's own name for it. */
const SOURCES = [
  'service.beta.kubernetes.io/load-balancer-source-ranges',
  'service.beta.kubernetes.io/azure-allowed-ip-ranges',
];
const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
/** Networks wider than this are as good as everybody, also when two of them make up the whole. */
const WIDE = 7;

/** Reads the annotations and the `spec` of a Service of type LoadBalancer; charts' values have the same keys. */
export function loadBalancerOf(
  annotationsAt: YamlNode | undefined,
  spec: YamlNode | undefined,
): LoadBalancer {
  const annotations = new Map<string, string>();
  const addresses: TracedText[] = [];
  const sources = [...textsOf(child(spec, 'loadBalancerSourceRanges'))];
  for (const [key, { value }] of entries(annotationsAt)) {
    const text = asText(value);
    if (text === undefined) continue;
    annotations.set(key, spelled(text));
    if (ADDRESS.includes(key)) addresses.push(text);
    if (SOURCES.includes(key) && sources.length === 0 && text.text !== '') sources.push(...partsOf(text));
  }
  const loadBalancerClass = asText(child(spec, 'loadBalancerClass'))?.text;
  const address = asText(child(spec, 'loadBalancerIP')) ?? addresses[0];
  const asked = address?.text === '' ? undefined : address;
  if (isInternal(annotations, loadBalancerClass))
    return { reach: 'private', description: 'internal LoadBalancer', address: undefined };
  const ranges = sourceRanges(sources);
  if (ranges !== undefined) return { ...ranges, address: undefined };
  if (loadBalancerClass !== undefined && !/aws|metallb|^$/.test(loadBalancerClass))
    return {
      reach: 'unknown',
      description: `LoadBalancer of class ${loadBalancerClass}`,
      address: undefined,
    };
  return { reach: undefined, description: 'LoadBalancer', address: asked };
}

function isInternal(
  annotations: ReadonlyMap<string, string>,
  loadBalancerClass: string | undefined,
): boolean {
  if (INTERNAL.some(([key, value]) => value.test(annotations.get(key) ?? ''))) return true;
  if (loadBalancerClass === 'tailscale') return true;
  // AWS Load Balancer Controller (since 2.2): internal unless the scheme says otherwise.
  const isController =
    loadBalancerClass === 'service.k8s.aws/nlb' ||
    /^(?:external|nlb-ip)$/.test(annotations.get(`${AWS}type`) ?? '');
  const isPublic =
    annotations.get(`${AWS}scheme`) === 'internet-facing' || annotations.get(`${AWS}internal`) === 'false';
  return isController && !isPublic;
}

function partsOf(text: TracedText): readonly TracedText[] {
  let from = 0;
  return text.text.split(',').map((part) => {
    const piece = text.slice(from, from + part.length);
    from += part.length + 1;
    return piece;
  });
}

/** `loadBalancerSourceRanges`: the sources that the load balancer admits. */
function sourceRanges(
  ranges: readonly TracedText[],
): Pick<LoadBalancer, 'reach' | 'description'> | undefined {
  if (ranges.length === 0) return undefined;
  if (ranges.some((range) => !range.isKnown))
    return { reach: 'unknown', description: 'LoadBalancer for sources that cannot be known' };
  const networks = ranges.map((range) => parseNetwork(range.text.trim()));
  const isWide = networks.some(
    (network) =>
      network === undefined ||
      (network[1] <= WIDE && classifyAddress(network[0].toString(), []) !== 'private'),
  );
  if (isWide) return undefined;
  const named = ranges.map((range) => range.text.trim());
  const shown = named.length > 3 ? [...named.slice(0, 3), '…'] : named;
  return { reach: 'private', description: `LoadBalancer for ${shown.join(', ')} only` };
}
