import type { Exposure } from '../exposure/exposure.ts';
import type { RelatedPlace } from '../launch/launch.ts';
import type { Location } from '../text/source-file.ts';
import type { Level } from './level.ts';

export { LEVELS, type Level } from './level.ts';

/** A recorded decision to accept a finding. */
export interface Waiver {
  readonly reason: string;
  readonly owner?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** Where the decision stands. */
  readonly at: Location;
}

/** A rule's verdict, as data; reporters add the words around it. */
export interface Finding {
  /** `MG001`; never reused. */
  readonly rule: string;
  /** `udp-enabled`. */
  readonly name: string;
  readonly level: Level;
  /** The word that decides, or where something is missing the line that a fix would change. Never empty. */
  readonly at: Location;
  /** What is open to whom and why, in one or two sentences. */
  readonly message: string;
  /** What to do, in one line. */
  readonly help: string;
  readonly related: readonly RelatedPlace[];
  /** Identity from content: rule, path and normalised evidence, never line numbers or prose. */
  readonly fingerprint: string;
  /** Only `active` findings can fail the check. */
  readonly status: 'active' | 'waived' | 'baseline' | 'unchanged';
  readonly waiver?: Waiver;
  /** The launch it is about; absent for findings about files and configuration. */
  readonly exposure?: Exposure;
}
