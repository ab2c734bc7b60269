import type { Launch } from '../launch/launch.ts';
import type { Listener, Prediction } from '../memcached/prediction.ts';
import type { PublishedPort, Reach } from '../network/network.ts';

/** One socket and who can connect to it. */
export interface ExposedListener {
  readonly listener: Listener;
  readonly reach: Reach;
  /** The path from the peer to memcached, outermost first: "published on 0.0.0.0:11211", "container port 11211/tcp", … */
  readonly via: readonly string[];
  /** The mapping that gives it this reach. */
  readonly published?: PublishedPort;
  /** The same socket by its other mappings, each as far as it reaches alone. */
  readonly otherMappings?: readonly ExposedListener[];
}

/** A launch, what memcached would open for it, and who could connect. */
export interface Exposure {
  readonly launch: Launch;
  readonly prediction: Prediction;
  readonly listeners: readonly ExposedListener[];
  /** Published ports that nothing in the container answers on. */
  readonly dead: readonly PublishedPort[];
}
