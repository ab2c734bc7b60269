import type { Exposure } from '../exposure/exposure.ts';
import type { BaselineEntry } from '../policy/baseline.ts';
import type { Finding } from '../policy/finding.ts';
import type { FailOn, Level } from '../policy/level.ts';

/** Everything one run found out; each reporter is a function of it. */
export interface Report {
  readonly toolVersion: string;
  /** How many files were looked into. */
  readonly files: number;
  /** Every memcached the repository would start, by path and place; also the safe ones. */
  readonly exposures: readonly Exposure[];
  /** By path and place. */
  readonly findings: readonly Finding[];
  /** `false` if the configuration file has mistakes: the run cannot be trusted to be what its owner wanted. */
  readonly configurationValid: boolean;
  /** Entries of the baseline for findings that are gone; absent where there are none. */
  readonly staleBaseline?: readonly BaselineEntry[];
}

export interface Counts {
  readonly files: number;
  readonly launches: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
  /** Files that name memcached and could not be read. */
  readonly incomplete: number;
}

export function countsOf(report: Report): Counts {
  const active = report.findings.filter((finding) => finding.status === 'active');
  const ofLevel = (level: Level): number => active.filter((finding) => finding.level === level).length;
  return {
    files: report.files,
    launches: report.exposures.length,
    errors: ofLevel('error'),
    warnings: ofLevel('warning'),
    notices: ofLevel('notice'),
    waived: report.findings.filter((finding) => finding.status === 'waived').length,
    incomplete: report.findings.filter((finding) => finding.name === 'unreadable-file').length,
  };
}

export type { FailOn } from '../policy/level.ts';

/** The findings that fail the check. */
export function failing(report: Report, failOn: FailOn): readonly Finding[] {
  const levels: readonly Level[] = {
    error: ['error'],
    warning: ['error', 'warning'],
    notice: ['error', 'warning', 'notice'],
    never: [],
  }[failOn] as readonly Level[];
  return report.findings.filter((finding) => finding.status === 'active' && levels.includes(finding.level));
}

/** 0 nothing at or above `failOn`, 1 findings, 2 the configuration is wrong. A pure function of the report. */
export function exitCode(report: Report, failOn: FailOn): 0 | 1 | 2 {
  if (!report.configurationValid) return 2;
  return failing(report, failOn).length > 0 ? 1 : 0;
}
