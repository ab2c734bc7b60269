import type { Change } from './changes/change.ts';
import { markUnchanged } from './changes/mark-unchanged.ts';
import { repositoryBefore } from './changes/repository-before.ts';
import { lookForMentions } from './discovery/mentions.ts';
import type { BaselineEntry } from './policy/baseline.ts';
import type { Configuration } from './policy/configuration.ts';
import type { Finding } from './policy/finding.ts';
import type { Report } from './report/report.ts';
import { recordingRepository } from './repository/recording-repository.ts';
import type { SearchableRepository } from './repository/repository.ts';
import { RULES } from './rules/registry.ts';
import type { SourceFile } from './text/source-file.ts';
import { TOOL_VERSION } from './tool-version.ts';

export interface CheckOptions {
  readonly configuration: Configuration;
  /** The date on which waivers are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Findings that are known and do not fail. */
  readonly baseline?: readonly BaselineEntry[];
  /** What changed: findings that it did not cause are only shown. Absent: all count. */
  readonly change?: Change;
  /** The configuration that a repository brings, for the one before the change. */
  readonly configurationOf?: (repository: SearchableRepository) => Promise<Configuration>;
  /** Mistakes in the configuration file, already findings. */
  readonly configurationFindings?: readonly Finding[];
  /** Reports only what stands in or was caused by these files; everything where absent. */
  readonly only?: ReadonlySet<string>;
}

/** The whole check: files → launches → sockets and their reach → findings. */
export async function check(root: SearchableRepository, options: CheckOptions): Promise<Report> {
  const { configuration, today } = options;
  const repository = recordingRepository(root);
  const accepts = await acceptedPaths(configuration);
  const mentions = lookForMentions(repository, accepts, configuration.files);
  const { exposures, problems, looked } = mentions.found
    ? await (await import('./exposures.ts')).exposuresOf(repository, configuration, accepts)
    : { exposures: [], problems: [], looked: mentions.looked };
  const baseline = options.baseline ?? [];
  const nothingToJudge = !mentions.found && configuration.waivers.length === 0 && baseline.length === 0;
  const { findings: decided, stale } = nothingToJudge
    ? { findings: [], stale: [] }
    : (await import('./policy/decide.ts')).decide(
        (await import('./policy/judge.ts')).judge(RULES, exposures, problems, configuration),
        {
          configuration,
          exposures,
          files: repository.filesRead,
          looked: { prefix: repository.prefix, paths: repository.paths, accepts },
          baseline,
          today,
        },
      );
  const textsNow = new Map([...repository.filesRead].map(({ path, text }) => [path, text]));
  const findings =
    options.change === undefined
      ? decided
      : await markUnchanged(decided, options.change, {
          findings: () => findingsBefore(root, options, options.change ?? []),
          textNow: (path) => textsNow.get(path),
        });
  const configurationFindings = options.configurationFindings ?? [];
  return only(options.only, configurationFindings, {
    toolVersion: TOOL_VERSION,
    files: looked,
    exposures,
    findings: [...configurationFindings, ...findings],
    configurationValid: configurationFindings.length === 0,
    ...(stale.length === 0 ? {} : { staleBaseline: stale }),
  });
}

/** Patterns are rare, so what reads them is loaded only for them. */
async function acceptedPaths({ include, exclude }: Configuration): Promise<(path: string) => boolean> {
  if (include.length === 0 && exclude.length === 0) return () => true;
  return (await import('./discovery/path-filter.ts')).pathFilter(include, exclude);
}

/** What the same check says about the repository as it was. */
async function findingsBefore(
  repository: SearchableRepository,
  options: CheckOptions,
  change: Change,
): Promise<readonly Finding[]> {
  const before = repositoryBefore(repository, change);
  const configuration = (await options.configurationOf?.(before)) ?? options.configuration;
  const { today, baseline = [] } = options;
  return (await check(before, { configuration, today, baseline })).findings;
}

function only(
  paths: ReadonlySet<string> | undefined,
  configurationFindings: readonly Finding[],
  report: Report,
): Report {
  if (paths === undefined) return report;
  const configured = new Set(configurationFindings);
  const concerns = (
    path: string,
    related: readonly { readonly at: { readonly file: SourceFile } }[],
  ): boolean => paths.has(path) || related.some(({ at }) => paths.has(at.file.path));
  return {
    ...report,
    files: paths.size,
    exposures: report.exposures.filter(({ launch }) => concerns(launch.at.file.path, launch.related)),
    findings: report.findings.filter(
      (finding) =>
        configured.has(finding) ||
        concerns(finding.at.file.path, [...finding.related, ...(finding.exposure?.launch.related ?? [])]),
    ),
  };
}
