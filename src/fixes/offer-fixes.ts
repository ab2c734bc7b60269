import type { Finding } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import { combineEdits } from './apply-edits.ts';
import { editable } from './edited-repository.ts';
import type { Fix } from './fix.ts';
import { proposeFixes } from './propose-fixes.ts';
import { removesOnly } from './removes-only.ts';

/** Checks a repository as the report at hand was made. */
export type Recheck = (repository: SearchableRepository) => Promise<Report>;

/** So many findings get a fix in one run; a repository with more is mended in several. */
const MOST_FIXES = 50;
/** A fix is only offered while checks are left, since each costs as much as the first one. */
const MOST_CHECKS = 24;
/** So many ways to write one fix are tried. */
const MOST_WAYS = 4;

/**
 * The fixes that can be offered: each is applied to the repository in memory, together with the others, and the
 * whole check is run again. A fix stays if its finding is gone, nothing new is found and every launch keeps its
 * TCP sockets. Proposals that fail are set aside by halves, so that the good ones cost few checks.
 */
export async function offerFixes(
  report: Report,
  repository: SearchableRepository,
  recheck: Recheck,
): Promise<ReadonlyMap<Finding, Fix>> {
  const edited = editable(repository);
  let checks = MOST_CHECKS;
  const holds = async (fixes: ReadonlyMap<Finding, Fix>): Promise<boolean> => {
    const edits = combineEdits([...fixes.values()]);
    if (edits === undefined || checks-- <= 0) return false;
    try {
      return removesOnly(report, await recheck(edited(edits)), [...fixes.keys()], edits);
    } catch {
      // The report at hand stands whatever an edited file does to the check; such a fix is not offered.
      return false;
    }
  };
  const extend = async (
    kept: ReadonlyMap<Finding, Fix>,
    more: readonly (readonly [Finding, Fix])[],
  ): Promise<ReadonlyMap<Finding, Fix>> => {
    if (more.length === 0) return kept;
    const all = new Map([...kept, ...more]);
    if (await holds(all)) return all;
    if (more.length === 1) return kept;
    const middle = more.length >> 1;
    return extend(await extend(kept, more.slice(0, middle)), more.slice(middle));
  };
  const proposals = proposalsFor(report);
  let offered: ReadonlyMap<Finding, Fix> = new Map();
  for (let way = 0; way < MOST_WAYS; way++) {
    const round = [...proposals].flatMap(([finding, fixes]): (readonly [Finding, Fix])[] => {
      const fix = fixes[way];
      return fix === undefined || offered.has(finding) ? [] : [[finding, fix]];
    });
    offered = await extend(offered, round);
  }
  return offered;
}

function proposalsFor(report: Report): ReadonlyMap<Finding, readonly Fix[]> {
  const proposals = new Map<Finding, readonly Fix[]>();
  for (const finding of report.findings) {
    if (finding.status !== 'active' && finding.status !== 'unchanged') continue;
    const fixes = proposeFixes(finding);
    if (fixes.length > 0) proposals.set(finding, fixes);
    if (proposals.size === MOST_FIXES) break;
  }
  return proposals;
}
