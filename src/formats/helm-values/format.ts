import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { mergeValues } from '../kubernetes/chart/merge-values.ts';
import { mayCall } from '../kubernetes/kubectl/script-calls.ts';
import { isTerraformPath } from '../kubernetes/terraform/resources.ts';
import { covers, newLaunches } from '../kubernetes/variants.ts';
import { isScriptPath } from '../shell-script/recognition.ts';
import { scriptedReleases } from './helm-command.ts';
import { ingressLaunches } from './ingress-ports.ts';
import { hasReleaseContent, hasValuesPath } from './recognition.ts';
import { mergedValues, type Release, subjectsOfRelease } from './release.ts';
import { releasesIn } from './releases.ts';
import { chartBeside, subjectsIn } from './subjects.ts';
import { terraformReleases } from './terraform-releases.ts';
import { valuesLaunches } from './values-launch.ts';

/** Values of Helm charts that run memcached. */
export const helmValues: Format = {
  name: 'helm-values',
  title: 'Helm values',
  hasPath: (path) => hasValuesPath(path) || isScriptPath(path) || isTerraformPath(path),
  hasContent: hasReleaseContent,

  async read(files, repository) {
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    const releases: Release[] = [];
    const roots = new Map<string, YamlNode>();
    const parsed: (readonly [SourceFile, YamlNode | undefined])[] = [];
    for (const file of [...files].sort(bySpecificity)) {
      const isTerraform = isTerraformPath(file.path);
      if (isTerraform || isScriptPath(file.path)) {
        if (!/memcached/i.test(file.text)) continue;
        if (isTerraform) releases.push(...(await terraformReleases(file, repository)));
        else if (mayCall('helm', file)) releases.push(...(await scriptedReleases(file, repository)));
        continue;
      }
      const { documents } = await parseYaml(file);
      const root = documents[0]?.root;
      if (hasValuesPath(file.path)) {
        if (root !== undefined) roots.set(file.path, root);
        parsed.push([file, root]);
      } else releases.push(...(await releasesIn(file, documents, repository)));
    }
    const base: Launch[] = [];
    for (const [file, root] of parsed) {
      const under = roots.get(basePath(file.path));
      const isOverlay = under !== undefined && under !== root;
      const reading = await fileReading(file, isOverlay ? mergeValues(under, root) : root, repository);
      if (isOverlay) launches.push(...newLaunches(reading.launches, base, file.path));
      else {
        base.push(...reading.launches);
        launches.push(...reading.launches);
        problems.push(...reading.problems);
      }
    }
    for (const release of releases) {
      const reading = releaseReading(release);
      // A values file that is named like one of memcached's has been read by itself.
      launches.push(...reading.launches.filter((launch) => !launches.some((other) => covers(other, launch))));
      problems.push(...reading.problems);
    }
    return { launches, problems };
  },
};

function releaseReading(release: Release): Reading {
  const readings = subjectsOfRelease(release).map((subject) => valuesLaunches(subject, helmValues.name));
  const outer = ingressLaunches(mergedValues(release), helmValues.name);
  return {
    launches: [...readings.flatMap(({ launches }) => launches), ...outer],
    problems: readings.flatMap(({ problems }) => problems),
  };
}

async function fileReading(file: SourceFile, root: YamlNode | undefined, repository: Repository) {
  const chart = await chartBeside(file.path, repository);
  const readings = subjectsIn(file, root, chart).map((subject) => valuesLaunches(subject, helmValues.name));
  return {
    launches: [...readings.flatMap(({ launches }) => launches), ...ingressLaunches(root, helmValues.name)],
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** The file that `values-prod.yaml` is laid over. */
function basePath(path: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}values.yaml`;
}

/** `values.yaml` before what is laid over it. */
function bySpecificity(a: SourceFile, b: SourceFile): number {
  return Number(!a.path.endsWith('values.yaml')) - Number(!b.path.endsWith('values.yaml'));
}
