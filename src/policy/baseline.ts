import type { Location } from '../text/source-file.ts';
import type { Finding } from './finding.ts';

/** Where the baseline is looked for, and written. */
export const BASELINE_PATH = '.memcached-guard-baseline.json';

/** Findings that were there when the check was adopted. */
export interface BaselineEntry {
  /** `MG012`. */
  readonly rule: string;
  readonly path: string;
  readonly fingerprint: string;
  /** How many findings of this fingerprint are known. */
  readonly count: number;
  /** The words that the finding points at, for whoever reads the file; nothing is decided by them. */
  readonly words?: string;
  readonly reason?: string;
  readonly owner?: string;
  /** The last day on which the entry holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** Where it stands in the file. */
  readonly at: Location;
}

export interface Compared {
  /** The findings that were given, those that are known now with the status `baseline`. */
  readonly findings: readonly Finding[];
  /** Entries that match fewer findings than they count. */
  readonly stale: readonly BaselineEntry[];
  /** Entries whose last day has passed although what they know is still there. */
  readonly expired: readonly BaselineEntry[];
}

/** Marks the findings that a baseline knows; each entry accounts for as many as it counts. Pure. */
export function applyBaseline(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  today: string,
): Compared {
  const left = new Map<BaselineEntry, number>(entries.map((entry) => [entry, entry.count]));
  const known = new Map<string, BaselineEntry[]>();
  for (const entry of entries) {
    const same = known.get(entry.fingerprint);
    if (same === undefined) known.set(entry.fingerprint, [entry]);
    else same.push(entry);
  }
  const expired = new Set<BaselineEntry>();
  const compared = findings.map((finding): Finding => {
    if (finding.status !== 'active') return finding;
    const entry = known
      .get(finding.fingerprint)
      ?.find((candidate) => candidate.rule === finding.rule && (left.get(candidate) ?? 0) > 0);
    if (entry === undefined) return finding;
    left.set(entry, (left.get(entry) ?? 0) - 1);
    if (entry.expires !== undefined && entry.expires < today) {
      expired.add(entry);
      return finding;
    }
    return { ...finding, status: 'baseline', ...decisionOf(entry) };
  });
  return {
    findings: compared,
    stale: entries.filter((entry) => (left.get(entry) ?? 0) > 0),
    expired: [...expired],
  };
}

function decisionOf({ reason, owner, expires, at }: BaselineEntry): Pick<Finding, 'waiver'> {
  if (reason === undefined) return {};
  return {
    waiver: {
      reason,
      ...(owner === undefined ? {} : { owner }),
      ...(expires === undefined ? {} : { expires }),
      at,
    },
  };
}
