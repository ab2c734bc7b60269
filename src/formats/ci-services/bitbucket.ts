import { asText, child, entries, nodeAt } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { JobService } from './job-service.ts';
import { fillPlaceholders, VARIABLES } from './placeholders.ts';
import { variablesAt } from './words.ts';

/** `definitions.services` of Bitbucket's pipelines. */
export function bitbucketServices(root: YamlNode | undefined): readonly JobService[] {
  return [...entries(nodeAt(root, ['definitions', 'services']))].flatMap(([name, { value }]) => {
    const image = asText(child(value, 'image')) ?? asText(nodeAt(value, ['image', 'name']));
    if (image === undefined || image.text === '') return [];
    return [
      {
        name: `service ${name} of the pipeline`,
        image: fillPlaceholders(image, VARIABLES, () => undefined),
        environment: variablesAt(child(value, 'variables')),
      },
    ];
  });
}
