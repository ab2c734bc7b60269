import { CHANGES } from './changes.ts';
import type { WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import type { Value } from './word.ts';

/** An option as it was used: the option word and its value. */
export interface Use {
  readonly at: WordRange;
  readonly value: Value;
}

/** Why memcached ends instead of serving. */
export interface Refusal {
  /** As a clause: "the option -x does not exist". */
  readonly because: string;
  readonly at?: WordRange;
  /** It printed what was asked for and ended on purpose. */
  readonly printsOnly?: boolean;
}

/** A number of the command line, which may be unknown. */
export type MaybeNumber = number | 'unknown';

/** What memcached knows after reading its command line; what is absent has its default. */
export interface Settings {
  port?: MaybeNumber;
  portUse?: Use;
  udpPort?: MaybeNumber;
  udpUse?: Use;
  socket?: Use;
  /** The build has the proxy. */
  readonly proxyBuild: boolean;
  /** The `-l` values that count, in order. */
  listens: Use[];
  protocol?: string;
  protocolAt?: WordRange;
  sasl?: WordRange;
  authFile?: Use;
  tls?: WordRange;
  certificate?: SubValue;
  key?: SubValue;
  daemon?: boolean;
  coreDumps?: boolean;
  threads?: MaybeNumber;
  /** The hash table starts with 2 to this power entries. */
  hashPower?: number;
  hashPowerAt?: WordRange;
  connections?: MaybeNumber;
  connectionsAt?: WordRange;
  napiIds?: MaybeNumber;
  napiIdsAt?: WordRange;
  /** Bytes (`-m`). */
  memory?: MaybeNumber;
  memoryAt?: WordRange;
  memoryFile?: Use;
  preallocate?: WordRange;
  growthFactor?: MaybeNumber;
  /** Bytes; the space for key and value in the smallest item (`-n`). */
  chunkSize?: MaybeNumber;
  /** Bytes (`-I`). */
  itemSize?: MaybeNumber;
  itemSizeAt?: WordRange;
  /** Bytes. */
  largestChunk?: MaybeNumber;
  largestChunkAt?: WordRange;
  /** `slab_chunk_max` was given, so that other options leave it alone. */
  largestChunkGiven?: boolean;
  slabSizes?: SubValue;
  /** The value of the last suboption, which 1.4.29 to 1.4.31 mistake for slab sizes. */
  lastSubValue?: SubValue;
  /** A part of `-o` is unknown, so any suboption may have been given there. */
  unknownSuboptions?: boolean;
  hotPercent?: number;
  warmPercent?: number;
  temporaryItems?: WordRange;
  lruMaintainer?: boolean;
  inlineAscii?: boolean;
  storage?: Storage;
}

/** The value of a suboption, and its offset in the value of `-o`; `undefined` where it has none. */
export interface SubValue {
  readonly text: string | undefined;
  readonly offset: number;
  readonly at: WordRange;
}

/** Settings of extstore, which keeps items in files. */
export interface Storage {
  readonly files: StorageFile[];
  /** Bytes. */
  pageSize: number;
  /** Bytes. */
  writeBuffer: number;
}

interface StorageFile {
  readonly path: string;
  /** Bytes; `undefined` where the release does not read a size. */
  readonly size: number | undefined;
  /** Pages, as far as they are computed while reading the option. */
  readonly pages: number;
  readonly at: WordRange;
}

export const MEBIBYTE = 1024 * 1024;

/** Whether UDP has a port of its own that is on unless `-U` says otherwise: 1.2.7 to 1.5.5. */
export function udpOnByDefault(release: ReleaseView): boolean {
  return release.within(CHANGES.portsCanBeOff, CHANGES.udpOffByDefault);
}
