import { asItems, asText, child, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { imageName, processAt } from './container-item.ts';
import type { JobService } from './job-service.ts';
import { variablesAt } from './words.ts';

/** `services:` of Drone and Woodpecker pipelines, a list or a map, and Drone's detached steps. */
export function droneServices(root: YamlNode | undefined): readonly JobService[] {
  const pipeline = asText(child(root, 'name'))?.known;
  const owner = pipeline === undefined || pipeline === '' ? 'the pipeline' : `pipeline ${pipeline}`;
  const services = child(root, 'services');
  const listed = asItems(services)?.map((item) => [undefined, item] as const);
  const named = listed ?? [...entries(services)].map(([name, { value }]) => [name, value] as const);
  const detached = (asItems(child(root, 'steps')) ?? [])
    .filter((step) => asText(child(step, 'detach'))?.known === 'true')
    .map((step) => [undefined, step] as const);
  return [...named, ...detached].flatMap(([name, item]) => {
    const image = asText(child(item, 'image'));
    if (image === undefined || image.text === '') return [];
    return [
      {
        name: `service ${name ?? asText(child(item, 'name'))?.known ?? imageName(image)} of ${owner}`,
        image,
        environment: variablesAt(child(item, 'environment')),
        ...processAt(item),
      },
    ];
  });
}
