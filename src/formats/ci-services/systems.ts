import type { YamlNode } from '../../yaml/node.ts';
import { azureServices } from './azure.ts';
import { bitbucketServices } from './bitbucket.ts';
import { circleciServices } from './circleci.ts';
import { droneServices } from './drone.ts';
import { githubServices } from './github.ts';
import { gitlabServices } from './gitlab.ts';
import type { JobService } from './job-service.ts';
import { ANGLES, DOLLAR_BRACES } from './placeholders.ts';
import type { StepSyntax } from './steps.ts';

/** A CI system whose pipelines are YAML. */
export interface CiSystem {
  readonly path: RegExp;
  readonly services: (root: YamlNode | undefined) => readonly JobService[];
  readonly steps: StepSyntax;
}

const words = (text: string) => new Set(text.split(/\s+/));
const none = () => [];

const GITHUB: CiSystem = {
  path: /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/,
  services: githubServices,
  steps: { keys: words('run'), variables: ['env'], jobs: words('jobs'), placeholders: DOLLAR_BRACES },
};

export const GITLAB: CiSystem = {
  path: /(?:^|\/)(?:\.gitlab-ci[^/]*|[^/]*\.gitlab-ci)\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/.*\.ya?ml$/,
  services: gitlabServices,
  steps: { keys: words('before_script script after_script'), variables: ['variables'], jobs: words('*') },
};

/** Systems by the paths of their files. Travis starts the distribution's memcached, which listens on loopback. */
const SYSTEMS: readonly CiSystem[] = [
  GITHUB,
  GITLAB,
  {
    path: /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/,
    services: circleciServices,
    steps: {
      keys: words('run'),
      within: 'command',
      variables: ['environment'],
      jobs: words('jobs'),
      placeholders: ANGLES,
    },
  },
  {
    path: /(?:^|\/)\.(?:drone|woodpecker)\.ya?ml$|(?:^|\/)\.woodpecker\/[^/]+\.ya?ml$/,
    services: droneServices,
    steps: {
      keys: words('commands'),
      variables: ['environment'],
      jobs: words('pipeline'),
      apart: words('services'),
    },
  },
  {
    path: /(?:^|\/)\.?azure-pipelines[^/]*\.ya?ml$|(?:^|\/)\.azure-pipelines\/.*\.ya?ml$/,
    services: azureServices,
    steps: { keys: words('script bash'), variables: ['variables', 'env'], jobs: words('') },
  },
  {
    path: /(?:^|\/)bitbucket-pipelines\.ya?ml$/,
    services: bitbucketServices,
    steps: { keys: words('script after-script'), variables: [], jobs: words('') },
  },
  {
    path: /(?:^|\/)\.travis\.ya?ml$/,
    services: none,
    steps: {
      keys: words('before_install install before_script script after_success after_failure after_script'),
      variables: [],
      jobs: words(''),
    },
  },
  {
    path: /(?:^|\/)\.buildkite\/[^/]+\.ya?ml$/,
    services: none,
    steps: { keys: words('command commands'), variables: ['env'], jobs: words('') },
  },
  {
    path: /(?:^|\/)\.semaphore\/[^/]+\.ya?ml$/,
    services: none,
    steps: { keys: words('commands'), variables: [], jobs: words('') },
  },
];

/** The system whose pipelines stand at a path. */
export function systemAt(path: string): CiSystem | undefined {
  return SYSTEMS.find((system) => system.path.test(path));
}

/** What the configuration can name a file for: one that looks like GitHub's. */
export const USUAL_SYSTEM = GITHUB;
