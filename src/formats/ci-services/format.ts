import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { builtByActions } from './build-action.ts';
import { jenkinsScripts } from './jenkins.ts';
import { scriptLaunches } from './job-script.ts';
import { serviceLaunches } from './job-service.ts';
import { jobScripts } from './steps.ts';
import { systemAt, USUAL_SYSTEM } from './systems.ts';

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
    for (const file of files.filter(({ text }) => MATTERS.test(text)))
      readings.push(
        ...(JENKINS.test(file.path) ? jenkins(file, repository) : await pipeline(file, repository)),
      );
    return {
      launches: readings.flatMap(({ launches }) => launches),
      problems: readings.flatMap(({ problems }) => problems),
      images: readings.flatMap(({ images }) => images ?? []),
    };
  },
};

function jenkins(file: SourceFile, repository: Repository): readonly Reading[] {
  return [scriptLaunches(jenkinsScripts(file), repository, ciServices.name)];
}

async function pipeline(file: SourceFile, repository: Repository): Promise<readonly Reading[]> {
  const { services, steps } = systemAt(file.path) ?? USUAL_SYSTEM;
  const { documents } = await parseYaml(file);
  return documents.flatMap(({ root }) => [
    ...services(root).map((service) => serviceLaunches(service, ciServices.name)),
    scriptLaunches(jobScripts(root, steps), repository, ciServices.name),
    ...builtByActions(root, repository, ciServices.name),
  ]);
}
