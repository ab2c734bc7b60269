import type { Exposure } from '../exposure/exposure.ts';
import { expiredWaiver } from '../rules/expired-waiver.ts';
import { findRule } from '../rules/registry.ts';
import type { Location, SourceFile } from '../text/source-file.ts';
import { contains } from '../text/span.ts';
import { applyBaseline, type BaselineEntry } from './baseline.ts';
import type { Configuration } from './configuration.ts';
import type { Finding } from './finding.ts';
import { inOrder, type RuleHit, toFindings } from './judge.ts';
import { applyWaivers } from './waivers/apply-waivers.ts';
import { grantsOf, type LookedAt, wasLookedAt } from './waivers/configured-waivers.ts';
import { readInlineWaivers } from './waivers/inline-waivers.ts';

export interface Circumstances {
  readonly configuration: Configuration;
  /** Every file that was read; waivers are looked for in their comments. */
  readonly files: Iterable<SourceFile>;
  readonly exposures: readonly Exposure[];
  readonly looked: LookedAt;
  readonly baseline: readonly BaselineEntry[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface Decisions {
  readonly findings: readonly Finding[];
  /** Entries of the baseline for findings that are gone. */
  readonly stale: readonly BaselineEntry[];
}

/** Applies what the team has decided: waivers in comments and in the configuration, then the baseline. Pure. */
export function decide(findings: readonly Finding[], circumstances: Circumstances): Decisions {
  const { configuration, exposures, files, looked, today, baseline } = circumstances;
  const inline = readInlineWaivers(files, {
    forbidden: configuration.inlineWaivers === 'forbid',
    isArgument: argumentTest(exposures),
  });
  const grants = [...inline.grants, ...grantsOf(configuration.waivers, looked)];
  const waived = applyWaivers(findings, grants, inline.mistakes, today);
  const compared = applyBaseline(waived.findings, baseline, today);
  const hits = [...waived.hits, ...compared.expired.map(entryHasEnded)];
  return {
    findings: inOrder([...compared.findings, ...toFindings(hits, configuration)]),
    stale: compared.stale.filter(({ path }) => wasLookedAt(looked, path)),
  };
}

function entryHasEnded({ rule, path, fingerprint, expires, at }: BaselineEntry): RuleHit {
  const name = findRule(rule)?.name ?? rule;
  return {
    rule: expiredWaiver,
    hit: {
      at,
      message: `The baseline accepts ${name} in ${path} until ${expires}, so it counts again.`,
      evidence: `${fingerprint} ${expires}`,
    },
  };
}

/** Whether memcached receives what stands at a place as words of its command line. */
function argumentTest(exposures: readonly Exposure[]): (at: Location) => boolean {
  let words: Map<string, Location[]> | undefined;
  return (at) => {
    words ??= wordsByPath(exposures);
    return (words.get(at.file.path) ?? []).some((word) =>
      contains(word, { start: at.start, end: at.start + 1 }),
    );
  };
}

function wordsByPath(exposures: readonly Exposure[]): Map<string, Location[]> {
  const words = new Map<string, Location[]>();
  for (const { launch } of exposures) {
    for (const { runs } of launch.argv) {
      for (const { origin } of runs) {
        const list = words.get(origin.file.path);
        if (list === undefined) words.set(origin.file.path, [origin]);
        else list.push(origin);
      }
    }
  }
  return words;
}
