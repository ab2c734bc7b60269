import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, child, entries, nodeAt } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { imageName, processAt } from './container-item.ts';
import type { JobService } from './job-service.ts';
import { fillPlaceholders, VARIABLES } from './placeholders.ts';
import { variablesAt } from './words.ts';

/** Top-level keys that are no jobs. */
const NO_JOBS = new Set(['variables', 'stages', 'include', 'workflow', 'cache', 'image', 'services', 'spec']);

/** `services:` of a GitLab pipeline: of all jobs, of `default`, of one job. */
export function gitlabServices(root: YamlNode | undefined): readonly JobService[] {
  const global = variablesAt(child(root, 'variables'));
  const found = servicesAt(child(root, 'services'), 'all jobs', global);
  for (const [job, { value }] of entries(root)) {
    if (NO_JOBS.has(job) || asMapping(value) === undefined) continue;
    const variables = new Map([...global, ...variablesAt(child(value, 'variables'))]);
    found.push(...servicesAt(child(value, 'services'), `job ${job}`, variables));
    // Services to be taken with `!reference [.services, memcached]`.
    if (job.startsWith('.'))
      for (const part of entries(value).values())
        found.push(...serviceOf(part.value, `jobs that refer to ${job}`, variables));
  }
  return found;
}

function servicesAt(
  node: YamlNode | undefined,
  owner: string,
  variables: ReadonlyMap<string, TracedText>,
): JobService[] {
  return (asItems(node) ?? []).flatMap((item) => serviceOf(item, owner, variables));
}

function serviceOf(item: YamlNode, owner: string, variables: ReadonlyMap<string, TracedText>): JobService[] {
  const written = asText(item) ?? asText(child(item, 'name'));
  if (written === undefined || written.text === '') return [];
  const image = fillPlaceholders(written, VARIABLES, (name) => variables.get(name));
  const alias = asText(child(item, 'alias'))?.known;
  const own = variablesAt(nodeAt(item, ['variables']));
  return [
    {
      name: `service ${alias ?? imageName(image)} of ${owner}`,
      image,
      environment: new Map([...variables, ...own]),
      ...processAt(item),
    },
  ];
}
