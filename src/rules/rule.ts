import type { Exposure } from '../exposure/exposure.ts';
import type { Problem, RelatedPlace } from '../launch/launch.ts';
import type { Location } from '../text/source-file.ts';
import type { Level } from './level.ts';

/** What a rule found, before policy gives it a level, a status and an identity. */
export interface Hit {
  readonly at: Location;
  /** What is open to whom and why; full sentences. */
  readonly message: string;
  /** What to do, in one line; the rule's own `fix` where absent. */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  /** What makes this finding the same one tomorrow: content, never lines or prose. */
  readonly evidence: string;
  /** Lower than the rule's own level, where the circumstances say so. */
  readonly level?: Level;
}

/** Switches of the configuration that rules ask for. */
export interface RuleSettings {
  /** `require-explicit-udp-off`: every launch must say `-U 0`, also where the version has UDP off. */
  readonly requireExplicitUdpOff: boolean;
}

/** A small repository that shows when a rule speaks; run as a test. */
export interface Example {
  /** Why it is good, bad or odd, as a reader would put it. */
  readonly title: string;
  /** Path to content. */
  readonly files: Readonly<Record<string, string>>;
}

/** One thing that can be wrong, with everything needed to understand it. */
export interface Rule {
  /** `MG001`; ids are never reused. */
  readonly id: string;
  /** `udp-enabled`. */
  readonly name: string;
  readonly level: Level;
  /** One sentence without its full stop: when it fires. */
  readonly summary: string;
  /** Why it matters; a short paragraph. */
  readonly why: string;
  /** What to do, in one line. */
  readonly fix: string;
  /** When accepting the finding is reasonable. */
  readonly waiveWhen: string;
  /** CVE ids and addresses of documents. */
  readonly references: readonly string[];
  readonly examples: {
    /** Exactly this rule fires in each. */
    readonly bad: readonly Example[];
    /** Nothing fires. */
    readonly good: readonly Example[];
    /** Looks wrong, is not: nothing of this rule fires. */
    readonly odd: readonly Example[];
  };
  /** Judges one launch. */
  readonly check?: (exposure: Exposure, settings: RuleSettings) => Iterable<Hit>;
  /** Judges what a format could not turn into launches. */
  readonly checkProblem?: (problem: Problem) => Iterable<Hit>;
}
