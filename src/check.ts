import type { Change } from './changes/change.ts';
import { markUnchanged } from './changes/mark-unchanged.ts';
import { repositoryBefore } from './changes/repository-before.ts';
import { discover } from './discovery/discover.ts';
import { pathFilter } from './discovery/path-filter.ts';
import { expose } from './exposure/expose.ts';
import type { Exposure } from './exposure/exposure.ts';
import { FORMATS } from './formats/registry.ts';
import { imageKey, inImages } from './launch/in-images.ts';
import type { ImageContents, Launch, Problem } from './launch/launch.ts';
import type { BaselineEntry } from './policy/baseline.ts';
import type { Configuration } from './policy/configuration.ts';
import { decide } from './policy/decide.ts';
import type { Finding } from './policy/finding.ts';
import { judge } from './policy/judge.ts';
import type { Report } from './report/report.ts';
import { recordingRepository } from './repository/recording-repository.ts';
import type { SearchableRepository, Unreadable } from './repository/repository.ts';
import { RULES } from './rules/registry.ts';
import { SourceFile } from './text/source-file.ts';
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
  const accepts = pathFilter(configuration.include, configuration.exclude);
  const discovery = discover(repository, {
    formats: FORMATS,
    accepts,
    named: configuration.files,
  });
  const launches: Launch[] = [];
  const images: ImageContents[] = [];
  const problems: Problem[] = discovery.unreadable.map(unreadableProblem);
  for (const [format, files] of discovery.files) {
    const reading = await format.read(files, repository);
    launches.push(...reading.launches);
    problems.push(...reading.problems);
    images.push(...(reading.images ?? []));
  }
  const exposures = settled(inImages(launches, images), configuration)
    .map((launch) => expose(launch, configuration, { hosts: configuration.hosts }))
    .filter(({ prediction }) => !prediction.printsOnly)
    .sort(byPlace);
  const { findings: decided, stale } = decide(judge(RULES, exposures, problems, configuration), {
    configuration,
    exposures,
    files: repository.filesRead,
    looked: { prefix: repository.prefix, paths: repository.paths, accepts },
    baseline: options.baseline ?? [],
    today,
  });
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
    files: discovery.looked,
    exposures,
    findings: [...configurationFindings, ...findings],
    configurationValid: configurationFindings.length === 0,
    ...(stale.length === 0 ? {} : { staleBaseline: stale }),
  });
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

/** One launch per place and condition, with what other files and the configuration say about it. */
function settled(launches: readonly Launch[], configuration: Configuration): readonly Launch[] {
  const built = new Set(launches.flatMap((launch) => (launch.builds ? [imageKey(launch.builds)] : [])));
  const places = new Set<string>();
  return launches.flatMap((launch) => {
    const { at, name, format, condition = '' } = launch;
    const place = `${at.file.path} ${at.start} ${at.end} ${name} ${format} ${condition}`;
    if (places.has(place)) return [];
    places.add(place);
    const used = launch.image !== undefined && built.has(imageKey(launch.image));
    const network = used ? { kind: 'image' as const, usedHere: true } : launch.network;
    const stated = configuration.memcachedVersion;
    const version = launch.version.state === 'unknown' && stated ? stated : launch.version;
    return [{ ...launch, network, version }];
  });
}

function unreadableProblem({ path, because }: Unreadable): Problem {
  const message = `${path} cannot be checked, since ${because}; exclude it if it is not meant to be read`;
  return { kind: 'unreadable', at: new SourceFile(path, ' ').at(0, 1), message };
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

function byPlace(a: Exposure, b: Exposure): number {
  const left = a.launch.at;
  const right = b.launch.at;
  if (left.file.path !== right.file.path) return left.file.path < right.file.path ? -1 : 1;
  return left.start - right.start;
}
