import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, placeOf } from '../../yaml/access.ts';
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
        ...commandsAt(item),
      },
    ];
  });
}

/** `commands` are a script that a shell runs instead of the image's entrypoint. */
function commandsAt(item: YamlNode): Partial<Pick<JobService, 'entrypoint' | 'command' | 'at'>> {
  const node = child(item, 'commands');
  const lines = (asItems(node) ?? []).flatMap((line) => asText(line) ?? []);
  const at = lines[0]?.locate();
  if (node === undefined || at === undefined) return {};
  const implied = (text: string) => TracedText.decoded(text, at);
  const script = lines.flatMap((line, index) => (index === 0 ? [line] : [implied('\n'), line]));
  return {
    entrypoint: ['/bin/sh', '-c'].map(implied),
    command: [TracedText.concat(script)],
    at: placeOf(node),
  };
}
