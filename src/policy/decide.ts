import type { Exposure } from '../exposure/exposure.ts';
import { expiredWaiver } from '../rules/expired-waiver.ts';
import { findRule } from '../rules/registry.ts';
import type { Location, SourceFile } from '../text/source-file.ts';
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
  const covered = new Map<string, Uint8Array>();
  return ({ file, start }) => {
    let marks = covered.get(file.path);
    if (marks === undefined) {
      marks = markWords(file, exposures);
      covered.set(file.path, marks);
    }
    return marks[start] === 1;
  };
}

/** A mark for every character of a file that is part of a word. */
function markWords(file: SourceFile, exposures: readonly Exposure[]): Uint8Array {
  const depth = new Int32Array(file.text.length + 1);
  for (const { launch } of exposures) {
    for (const { runs } of launch.argv) {
      for (const { origin } of runs) {
        if (origin.file.path !== file.path) continue;
        depth[origin.start] = (depth[origin.start] ?? 0) + 1;
        depth[origin.end] = (depth[origin.end] ?? 0) - 1;
      }
    }
  }
  const marks = new Uint8Array(file.text.length);
  let open = 0;
  for (let at = 0; at < marks.length; at++) {
    open += depth[at] ?? 0;
    if (open > 0) marks[at] = 1;
  }
  return marks;
}
