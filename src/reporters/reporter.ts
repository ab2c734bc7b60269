import type { Fix } from '../fixes/fix.ts';
import type { Finding, Level } from '../policy/finding.ts';
import type { FailOn, Report } from '../report/report.ts';

/** What reporters tell about a rule; the rule registry holds these. */
export interface RuleInfo {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  /** URLs or CVE ids. */
  readonly references: readonly string[];
}

export interface ReportContext {
  /** Whether ANSI colours may be used. */
  readonly colour: boolean;
  readonly failOn: FailOn;
  readonly rules: readonly RuleInfo[];
  /** Columns of the terminal; 120 where unknown. */
  readonly width?: number;
  /** Findings only, no summary line. */
  readonly quiet?: boolean;
  /** Lists every launch as well. */
  readonly verbose?: boolean;
  /** `YYYY-MM-DD`; waivers that expire soon are named where it is given. */
  readonly today?: string;
  /** Where files can be looked at: an address to which `/path#L1` is added. */
  readonly sourceUrl?: string;
  /** Fixes that a second check has confirmed, where they were asked for. */
  readonly fixes?: ReadonlyMap<Finding, Fix>;
}

/** One output format: a pure function, its result ends with a line break unless it is empty. */
export type Reporter = (report: Report, context: ReportContext) => string;
