import type { NetworkList } from '../network/address-class.ts';

/** What the user says about the network around the machines. */
export interface ReachSettings {
  /** Networks whose addresses count as private (`private-networks` of the configuration). */
  readonly privateNetworks: NetworkList;
}
