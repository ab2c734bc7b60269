import type { Invocation } from '../../shell/invocation.ts';
import type { TemplateValue } from '../../templates/value.ts';
import { TracedText } from '../../text/traced-text.ts';
import { attribute, blocks, type HclBlock, type HclBody, type HclValue, textOf } from '../nomad/hcl/node.ts';
import { containerCommand } from '../provisioning/containers.ts';

/** The `docker run` for each `docker_container` of kreuzwerker's provider for docker. */
export function dockerContainers(body: HclBody): readonly Invocation[] {
  return blocks(body, 'resource').flatMap((block) => {
    const [type, name] = block.labels;
    if (type?.text !== 'docker_container') return [];
    const image = imageOf(attribute(block.body, 'image'), body);
    const at = image?.locate() ?? name?.locate();
    if (image === undefined || at === undefined) return [];
    const given = new Map<string, TemplateValue>([['image', { kind: 'text', text: image }]]);
    for (const key of ['name', 'network_mode', 'command', 'entrypoint']) {
      const value = templateValue(attribute(block.body, key));
      if (value !== undefined) given.set(key, value);
    }
    given.set('ports', { kind: 'list', items: blocks(block.body, 'ports').flatMap(portOf) });
    const all = textOf(attribute(block.body, 'publish_all_ports'));
    if (all !== undefined) given.set('publish_all_ports', { kind: 'text', text: all });
    return containerCommand('docker_container', given, at) ?? [];
  });
}

/** The name of an image, or of the `docker_image` that is referred to. */
function imageOf(value: HclValue | undefined, body: HclBody): TracedText | undefined {
  const text = textOf(value);
  const referred = /\bdocker_image\.([\w-]{1,100})\./.exec(writtenOf(text))?.[1];
  if (referred === undefined) return text;
  const image = blocks(body, 'resource').find(
    ({ labels }) => labels[0]?.text === 'docker_image' && labels[1]?.text === referred,
  );
  return image && textOf(attribute(image.body, 'name'));
}

/** As it stands in the file, also where nobody knows what it comes to. */
function writtenOf(text: TracedText | undefined): string {
  return (text?.runs ?? []).map((run) => (run.kind === 'literal' ? run.text : run.name)).join('');
}

/** `ports { internal = 11211, external = 11211, ip = "127.0.0.1", protocol = "tcp" }` in docker's short syntax. */
function portOf({ body }: HclBlock): readonly TemplateValue[] {
  const text = (name: string) => textOf(attribute(body, name));
  const internal = text('internal');
  const at = internal?.locate();
  if (internal === undefined || at === undefined) return [];
  const between = (sign: string) => TracedText.decoded(sign, at.file.at(at.start, at.start));
  const ip = text('ip');
  const external = text('external');
  const protocol = text('protocol');
  const pieces = [
    ...(ip === undefined ? [] : [ip, between(':')]),
    ...(external === undefined ? (ip === undefined ? [] : [between(':')]) : [external, between(':')]),
    internal,
    ...(protocol === undefined ? [] : [between('/'), protocol]),
  ];
  return [{ kind: 'text', text: TracedText.concat(pieces) }];
}

function templateValue(value: HclValue | undefined): TemplateValue | undefined {
  if (value?.kind === 'list')
    return { kind: 'list', items: value.items.flatMap((item) => templateValue(item) ?? []) };
  const text = textOf(value);
  return text && { kind: 'text', text };
}
