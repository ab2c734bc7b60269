import type { Location } from '../../text/source-file.ts';
import type { Finding, Waiver } from '../finding.ts';

/** One rule that one waiver accepts at one place. */
export interface Grant {
  /** `MG012`. */
  readonly rule: string;
  readonly waiver: Waiver;
  /** The rule's name in the waiver, where it is said that the waiver is unused. */
  readonly ruleAt: Location;
  /** The day in the waiver, where it is said that the waiver has expired. */
  readonly expiresAt?: Location;
  readonly scope: LineScope | FindingScope;
}

/** A comment: what stands on this line, or is started from it. */
interface LineScope {
  readonly kind: 'line';
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** An entry of the configuration. */
interface FindingScope {
  readonly kind: 'finding';
  readonly covers: (finding: Finding) => boolean;
  /** Whether what it covers was looked at in this run; an entry for a path that was left out is not unused. */
  readonly lookedAt: boolean;
}

/** A mistake that becomes an `invalid-waiver` finding. */
export interface WaiverMistake {
  readonly at: Location;
  /** Full sentences. */
  readonly message: string;
  readonly evidence: string;
  /** What to do, in one line; how a waiver is written where absent. */
  readonly help?: string;
}
