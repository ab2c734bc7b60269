import type { Location } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';

/** Who can connect to a listener, from least to most. */
export const REACHES = ['none', 'loopback', 'container', 'private', 'public'] as const;
export type Reach = (typeof REACHES)[number] | 'unknown';

/** One mapping of a host port to a container port, as its carrier writes it. */
export interface PublishedPort {
  /** The host address; `undefined` is every address of the host (the engine's default). */
  readonly hostAddress?: TracedText;
  /** `undefined` is a random port; a range means the first free one. */
  readonly hostPort?: PortRange | 'unknown';
  readonly containerPort: PortRange | 'unknown';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'unknown';
  /** The one `ports:` entry or `-p` value. */
  readonly at: Location;
  /** What takes a pod's port out of the cluster; absent for a container engine's own mapping. */
  readonly by?: 'service' | 'host-port';
  /** Who it lets in, where that does not follow from the host address: a cloud's internal load balancer. */
  readonly reach?: Reach;
  /** The way in, for people, without its ports: "Service cache (LoadBalancer)". */
  readonly description?: string;
}

/** Ports, both ends included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export type AddressFamily = 'ipv4' | 'ipv6';

/** Something that keeps peers away from an otherwise open socket, such as a unit's `PrivateNetwork=yes`. */
export interface ReachLimit {
  /** Nobody beyond this can connect. `unknown`: it narrows the peers in a way that cannot be predicted. */
  readonly reach: Reach;
  /** Only sockets of this protocol; both where absent. */
  readonly protocol?: 'tcp' | 'udp';
  /** Only sockets of this address family; both where absent. */
  readonly family?: AddressFamily;
  /** Only sockets on these ports; all where absent. */
  readonly ports?: PortRange;
  /** As a clause: "PrivateNetwork=yes leaves it only a loopback interface of its own". */
  readonly because: string;
  readonly at: Location;
}

/** Where a launch's sockets live. */
export type Network =
  | { readonly kind: 'host'; readonly limits: readonly ReachLimit[]; readonly because?: string }
  | {
      readonly kind: 'container';
      readonly published: readonly PublishedPort[];
      /** A CI job's own service on its ephemeral runner: publishing it is not a public bind. */
      readonly ciService?: boolean;
      readonly limits: readonly ReachLimit[];
    }
  /** An image that this repository builds; `usedHere` where something in the repository runs it. */
  | { readonly kind: 'image'; readonly usedHere: boolean }
  | {
      readonly kind: 'pod';
      readonly published: readonly PublishedPort[];
      readonly limits: readonly ReachLimit[];
    }
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'unknown'; readonly because: string };
