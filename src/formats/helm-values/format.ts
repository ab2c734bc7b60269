import type { Launch, Problem } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { mergeValues } from '../kubernetes/chart/merge-values.ts';
import { newLaunches } from '../kubernetes/variants.ts';
import { hasReleaseContent, hasValuesPath } from './recognition.ts';
import { releaseSubjects } from './releases.ts';
import { chartBeside, subjectsIn } from './subjects.ts';
import { valuesLaunches } from './values-launch.ts';

/** Values of Helm charts that run memcached. */
export const helmValues: Format = {
  name: 'helm-values',
  title: 'Helm values',
  hasPath: hasValuesPath,
  hasContent: hasReleaseContent,

  async read(files, repository) {
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    const roots = new Map<string, YamlNode>();
    const parsed: (readonly [SourceFile, YamlNode | undefined])[] = [];
    for (const file of [...files].sort(bySpecificity)) {
      const { documents } = await parseYaml(file);
      const root = documents[0]?.root;
      if (hasValuesPath(file.path)) {
        if (root !== undefined) roots.set(file.path, root);
        parsed.push([file, root]);
      } else
        for (const subject of await releaseSubjects(documents)) {
          const reading = valuesLaunches(subject, helmValues.name);
          launches.push(...reading.launches);
          problems.push(...reading.problems);
        }
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
    return { launches, problems };
  },
};

async function fileReading(file: SourceFile, root: YamlNode | undefined, repository: Repository) {
  const chart = await chartBeside(file.path, repository);
  const readings = subjectsIn(file, root, chart).map((subject) => valuesLaunches(subject, helmValues.name));
  return {
    launches: readings.flatMap(({ launches }) => launches),
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
