import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { builtByActions } from './build-action.ts';
import { includedFiles } from './gitlab-includes.ts';
import { jenkinsScripts } from './jenkins.ts';
import { scriptLaunches } from './job-script.ts';
import { serviceLaunches } from './job-service.ts';
import { jobScripts } from './steps.ts';
import { type CiSystem, GITLAB, systemAt, USUAL_SYSTEM } from './systems.ts';

const JENKINS = /(?:^|\/)Jenkinsfile(?:[.-][^/]*)?$|\.jenkinsfile$/i;

/** A pipeline that does not name memcached may still build an image that runs it. */
const MATTERS = /memcache|docker\/build-push-action@/i;

/** Services that CI systems start beside a job, and what the scripts of a job start on its machine. */
export const ciServices: Format = {
  name: 'ci-services',
  title: 'CI service',
  readsAll: true,
  hasPath: (path) => systemAt(path) !== undefined || JENKINS.test(path),
  hasContent: () => false,

  async read(files, repository) {
    const readings: Reading[] = [];
    // By path, since files that are included are read once, and as what includes them.
    const waiting = new Map(files.map((file) => [file.path, { file, system: systemAt(file.path) }]));
    for (const { file, system = USUAL_SYSTEM } of waiting.values()) {
      if (!MATTERS.test(file.text) && system !== GITLAB) continue;
      if (JENKINS.test(file.path)) {
        readings.push(scriptLaunches(jenkinsScripts(file), repository, ciServices.name));
        continue;
      }
      const { documents } = await parseYaml(file);
      for (const { root } of documents) {
        readings.push(...pipeline(root, system, repository));
        for (const included of system === GITLAB ? includedFiles(root, repository) : [])
          if (!waiting.has(included.path)) waiting.set(included.path, { file: included, system });
      }
    }
    return {
      launches: readings.flatMap(({ launches }) => launches),
      problems: readings.flatMap(({ problems }) => problems),
      images: readings.flatMap(({ images }) => images ?? []),
    };
  },
};

function pipeline(
  root: YamlNode | undefined,
  { services, steps }: CiSystem,
  repository: Repository,
): readonly Reading[] {
  return [
    ...services(root).map((service) => serviceLaunches(service, ciServices.name)),
    scriptLaunches(jobScripts(root, steps), repository, ciServices.name),
    ...builtByActions(root, repository, ciServices.name),
  ];
}
