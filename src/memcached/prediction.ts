import type { ReleaseRange } from './version.ts';

/** A piece of one word of the argv (after the program): UTF-16 offsets into its decoded text, half open. */
export interface WordRange {
  readonly word: number;
  readonly from: number;
  readonly to: number;
}

/** Where a value comes from decides what may be said about it. */
export type Setting<T> =
  | { readonly state: 'known'; readonly value: T; readonly cause: WordRange }
  | { readonly state: 'default'; readonly value: T; readonly because: string }
  | { readonly state: 'unknown'; readonly because: string; readonly cause?: WordRange };

/** The address of a network socket: an IP literal in canonical form, a name nobody resolved, or unknown. */
export type ListenerAddress =
  | { readonly kind: 'ip'; readonly ip: string }
  | { readonly kind: 'name'; readonly host: string }
  | { readonly kind: 'unknown'; readonly because: string };

export type ListenerPort = number | 'ephemeral' | 'unknown';

/** One socket that memcached opens. */
export type Listener = NetworkListener | UnixListener;

interface ListenerBase {
  /** The words that made it so; empty where a default did. */
  readonly causes: readonly WordRange[];
  /** For which of the releases in question it is opened. */
  readonly releases: ReleaseRange;
  /** `false` where an unknown part of the command line may keep it from being opened. */
  readonly certain: boolean;
}

export interface NetworkListener extends ListenerBase {
  readonly protocol: 'tcp' | 'udp';
  readonly address: ListenerAddress;
  /** The piece of an `-l` value that names the address; absent where memcached's default does. */
  readonly addressCause?: WordRange;
  readonly port: ListenerPort;
  /** A dual-stack `::` socket that also takes IPv4 (only before 1.2.7). */
  readonly dualStack?: boolean;
}

interface UnixListener extends ListenerBase {
  readonly protocol: 'unix';
  /** `undefined` where it is unknown; `''` is the abstract name that `-s ''` gives. */
  readonly path: string | undefined;
}

/** What memcached does with a command line, over all releases in question. */
export interface Prediction {
  /** Whether it comes up and stays up. */
  readonly starts: 'yes' | 'no' | 'depends';
  /** Why it does not start (for at least one release), as memcached's user would understand it. */
  readonly refusal?: {
    readonly because: string;
    readonly cause?: WordRange;
    readonly releases: ReleaseRange;
  };
  /** It only prints its help, license or version and ends, in every release in question. */
  readonly printsOnly?: boolean;
  readonly listeners: readonly Listener[];
  readonly udp: {
    readonly state: 'on' | 'off' | 'depends';
    /** A full sentence without its full stop: "memcached 1.5.5 turns UDP on unless -U 0 is given". */
    readonly because: string;
  };
  /** The last `-U`. An unknown part of the command line may hold another: then `udp` says `depends`. */
  readonly udpPort: Setting<number>;
  /** Whether `-l` says anything: `default` means every interface. */
  readonly listen: Setting<string>;
  /** Values that decide sockets and cannot be known. */
  readonly unknowns: readonly { readonly because: string; readonly cause: WordRange }[];
}

/** What memcached wants of a file. */
export type FileUse = 'read' | 'write' | 'socket';

/** What the machine has, where it is known; names and addresses are otherwise taken to exist. */
export interface Machine {
  /** What names resolve to, in order. A name that is missing here stays a name. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  /** Addresses (or CIDR ranges) that can be bound; without it every address can. */
  readonly addresses?: readonly string[];
  /** No other names resolve than those in `hosts`. */
  readonly hostsComplete?: boolean;
  /** `POSIXLY_CORRECT` in the environment: option parsing stops at the first operand (glibc getopt). */
  readonly posixlyCorrect?: boolean;
  /** Whether the build has the proxy (`./configure --enable-proxy`); without this it is taken to have it. */
  readonly proxy?: boolean;
  /** How many files a process may open at most (`ulimit -Hn`); without this as many as `-c` asks for. */
  readonly openFiles?: number;
  /**
   * Whether a file can be used: read (`-Y`, certificates), written (`-e`, `ext_path`), or made as a socket
   * (`-s`). Without this every file that is plausibly named can.
   * @param path as on the command line, but absolute where memcached has changed to `/`
   */
  readonly usable?: (path: string, use: FileUse) => boolean;
}
