import { pathFilter } from '../../discovery/path-filter.ts';
import { findRule } from '../../rules/registry.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { ConfiguredWaiver } from '../configuration.ts';
import type { ConfigurationInput } from '../configuration-schema.ts';
import { locateInYaml } from '../configuration-yaml.ts';
import { noSuchRule } from './directive.ts';
import type { Grant } from './grant.ts';

type WaiverInput = NonNullable<ConfigurationInput['waivers']>[number];

/** Findings about waivers are mended where the waiver stands. */
const NEVER = new Set(['MG030', 'MG031', 'MG032']);

/** Why a waiver cannot name this rule, as a clause. */
export function ruleProblem(name: string): string | undefined {
  const rule = findRule(name);
  if (rule === undefined) return noSuchRule(name);
  return NEVER.has(rule.id) ? `${rule.name} cannot be waived` : undefined;
}

/** The entries of `waivers:` with their places; those that name no rule are left out. */
export function configuredWaivers(
  root: YamlNode,
  inputs: readonly WaiverInput[],
): readonly ConfiguredWaiver[] {
  return inputs.flatMap((input, index): readonly ConfiguredWaiver[] => {
    const rule = findRule(input.rule);
    if (rule === undefined || NEVER.has(rule.id)) return [];
    const ruleAt = locateInYaml(root, ['waivers', index, 'rule'], 'value');
    return [
      {
        rule: rule.id,
        ruleAt,
        path: input.path,
        ...(input.fingerprint === undefined ? {} : { fingerprint: input.fingerprint }),
        waiver: {
          reason: input.reason,
          ...(input.owner === undefined ? {} : { owner: input.owner }),
          ...(input.expires === undefined ? {} : { expires: input.expires }),
          at: ruleAt,
        },
        ...(input.expires === undefined
          ? {}
          : { expiresAt: locateInYaml(root, ['waivers', index, 'expires'], 'value') }),
      },
    ];
  });
}

/** What of the repository a run looks at; paths are those of reports, with the repository's prefix. */
export interface LookedAt {
  readonly prefix: string;
  readonly paths: readonly string[];
  /** Whether a path without the prefix counts. */
  readonly accepts: (path: string) => boolean;
}

/** Whether a path is one that was looked at, or is gone; what `include` and `exclude` leave out says nothing. */
export function wasLookedAt({ prefix, paths, accepts }: LookedAt, path: string): boolean {
  return accepts(path.slice(prefix.length)) || !paths.includes(path);
}

/** Makes the entries applicable. A path is anchored at the root: `compose.yaml` is not that of a folder below. */
export function grantsOf(waivers: readonly ConfiguredWaiver[], looked: LookedAt): readonly Grant[] {
  return waivers.map(({ path, fingerprint, ...grant }): Grant => {
    const matches = pathFilter([`/${path.replace(/^(?:\.?\/)+/, '')}`], []);
    const relative = (full: string): string => full.slice(looked.prefix.length);
    return {
      ...grant,
      scope: {
        kind: 'finding',
        covers: (finding) =>
          matches(relative(finding.at.file.path)) &&
          (fingerprint === undefined || fingerprint === finding.fingerprint),
        get lookedAt() {
          return !looked.paths.some((full) => matches(relative(full)) && !looked.accepts(relative(full)));
        },
      },
    };
  });
}
