import type { Exposure } from '../exposure/exposure.ts';
import type { Location, SourceFile } from '../text/source-file.ts';
import { contains } from '../text/span.ts';
import type { Configuration } from './configuration.ts';
import type { Finding } from './finding.ts';
import { inOrder, toFindings } from './judge.ts';
import { applyWaivers } from './waivers/apply-waivers.ts';
import { grantsOf, type LookedAt } from './waivers/configured-waivers.ts';
import { readInlineWaivers } from './waivers/inline-waivers.ts';

export interface Circumstances {
  readonly configuration: Configuration;
  /** Every file that was read; waivers are looked for in their comments. */
  readonly files: Iterable<SourceFile>;
  readonly exposures: readonly Exposure[];
  readonly looked: LookedAt;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Applies what the team has decided: waivers in comments and in the configuration. Pure. */
export function decide(findings: readonly Finding[], circumstances: Circumstances): readonly Finding[] {
  const { configuration, exposures, files, looked, today } = circumstances;
  const inline = readInlineWaivers(files, {
    forbidden: configuration.inlineWaivers === 'forbid',
    isArgument: argumentTest(exposures),
  });
  const grants = [...inline.grants, ...grantsOf(configuration.waivers, looked)];
  const waived = applyWaivers(findings, grants, inline.mistakes, today);
  return inOrder([...waived.findings, ...toFindings(waived.hits, configuration)]);
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
