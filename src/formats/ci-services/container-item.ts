import type { TracedText } from '../../text/traced-text.ts';
import { child, isNull, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { JobService } from './job-service.ts';
import { wordsAt } from './words.ts';

/** `entrypoint` and `command` of a container, as most systems write them. */
export function processAt(
  item: YamlNode | undefined,
  fill: (text: TracedText) => TracedText = (text) => text,
): Pick<JobService, 'entrypoint' | 'command' | 'at'> {
  const entrypoint = wordsAt(child(item, 'entrypoint'))?.map(fill);
  const command = wordsAt(child(item, 'command'))?.map(fill);
  const place = child(item, 'command');
  return {
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(command === undefined ? {} : { command }),
    ...(place === undefined || isNull(place) ? {} : { at: placeOf(place) }),
  };
}

/** An image's name without registry and tag, for people. */
export function imageName(image: TracedText): string {
  const path = image.runs.map((run) => (run.kind === 'literal' ? run.text : run.name)).join('');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^[^:@]+/.exec(name)?.[0] ?? name;
}
