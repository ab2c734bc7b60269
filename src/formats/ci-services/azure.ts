import { asItems, asText, child, nodeAt } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { imageName } from './container-item.ts';
import type { JobService } from './job-service.ts';
import { DOLLAR_BRACES, fillPlaceholders } from './placeholders.ts';
import { splitWords, variablesAt } from './words.ts';

/** `resources.containers` of Azure's pipelines, which jobs name as their services. */
export function azureServices(root: YamlNode | undefined): readonly JobService[] {
  return (asItems(nodeAt(root, ['resources', 'containers'])) ?? []).flatMap((item) => {
    const written = asText(child(item, 'image'));
    if (written === undefined || written.text === '') return [];
    const image = fillPlaceholders(written, DOLLAR_BRACES, () => undefined);
    const options = asText(child(item, 'options'));
    return [
      {
        name: `container ${asText(child(item, 'container'))?.known ?? imageName(image)}`,
        image,
        environment: variablesAt(child(item, 'env')),
        ports: (asItems(child(item, 'ports')) ?? []).flatMap((port) => asText(port) ?? []),
        ...(options === undefined ? {} : { options: splitWords(options) }),
      },
    ];
  });
}
