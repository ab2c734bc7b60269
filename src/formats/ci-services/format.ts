import type { Launch, Problem } from '../../launch/launch.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { azureServices } from './azure.ts';
import { bitbucketServices } from './bitbucket.ts';
import { circleciServices } from './circleci.ts';
import { droneServices } from './drone.ts';
import { githubServices } from './github.ts';
import { gitlabServices } from './gitlab.ts';
import { type JobService, serviceLaunches } from './job-service.ts';

type Reader = (root: YamlNode | undefined) => readonly JobService[];

/** CI systems by the paths of their files. Travis starts the distribution's memcached, which listens on loopback. */
const SYSTEMS: readonly (readonly [RegExp, Reader])[] = [
  [/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/, githubServices],
  [
    /(?:^|\/)(?:\.gitlab-ci[^/]*|[^/]*\.gitlab-ci)\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/.*\.ya?ml$/,
    gitlabServices,
  ],
  [/(?:^|\/)\.circleci\/[^/]+\.ya?ml$/, circleciServices],
  [/(?:^|\/)\.(?:drone|woodpecker)\.ya?ml$|(?:^|\/)\.woodpecker\/[^/]+\.ya?ml$/, droneServices],
  [/(?:^|\/)\.?azure-pipelines[^/]*\.ya?ml$|(?:^|\/)\.azure-pipelines\/.*\.ya?ml$/, azureServices],
  [/(?:^|\/)bitbucket-pipelines\.ya?ml$/, bitbucketServices],
];

/** Services that CI systems start beside a job. */
export const ciServices: Format = {
  name: 'ci-services',
  title: 'CI service',
  hasPath: (path) => SYSTEMS.some(([pattern]) => pattern.test(path)),
  hasContent: () => false,

  async read(files) {
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    for (const file of files) {
      // Which system it is can be stated in the configuration only for files that look like GitHub's.
      const reader = SYSTEMS.find(([pattern]) => pattern.test(file.path))?.[1] ?? githubServices;
      const { documents } = await parseYaml(file);
      for (const { root } of documents)
        for (const service of reader(root)) {
          const reading = serviceLaunches(service, ciServices.name);
          launches.push(...reading.launches);
          problems.push(...reading.problems);
        }
    }
    return { launches, problems };
  },
};
