import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { imageName, processAt } from './container-item.ts';
import type { JobService } from './job-service.ts';
import { ANGLES, fillPlaceholders } from './placeholders.ts';
import { variablesAt } from './words.ts';

/** The containers behind the first one in `docker:` of CircleCI's jobs and executors; the first runs the steps. */
export function circleciServices(root: YamlNode | undefined): readonly JobService[] {
  const found: JobService[] = [];
  for (const [key, noun] of [
    ['executors', 'executor'],
    ['jobs', 'job'],
  ] as const)
    for (const [name, { value }] of entries(child(root, key)))
      for (const item of (asItems(child(value, 'docker')) ?? []).slice(1))
        found.push(...serviceOf(item, `${noun} ${name}`, value));
  return found;
}

function serviceOf(item: YamlNode, owner: string, job: YamlNode): readonly JobService[] {
  const written = asText(child(item, 'image'));
  if (written === undefined || written.text === '') return [];
  const filled = (text: TracedText) =>
    fillPlaceholders(text, ANGLES, (expression) => {
      const parameter = /^parameters\.([\w-]+)$/.exec(expression)?.[1];
      return parameter === undefined
        ? undefined
        : asText(child(child(child(job, 'parameters'), parameter), 'default'));
    });
  const image = filled(written);
  return [
    {
      name: `service ${asText(child(item, 'name'))?.known ?? imageName(image)} of ${owner}`,
      image,
      environment: variablesAt(child(item, 'environment')),
      ...processAt(item, filled),
    },
  ];
}
