import { containerLaunches, containerProcess } from '../../images/container.ts';
import { baseImage } from '../../images/image.ts';
import type { Reading } from '../../launch/launch.ts';
import type { Network, PublishedPort } from '../../network/network.ts';
import { type Location, sameLocation } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, follow, isNull, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** The containers of one task. */
export interface Task {
  /** For people: the family, or nothing. */
  readonly name: string | undefined;
  readonly containers: readonly YamlNode[];
  /** `undefined`: bridge, the default on Linux; `elsewhere`: what stands here is only the list of containers. */
  readonly networkMode: TracedText | string | undefined;
}

/** CloudFormation writes the keys of the API with a capital. */
export function member(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return child(node, key) ?? child(node, `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`);
}

/** A text; what a function of CloudFormation gives (`!Ref X`, `Fn::Sub`) is unknown, but for the text of `!Sub`. */
export function valueText(node: YamlNode | undefined): TracedText | undefined {
  const found = follow(node);
  if (found === undefined || isNull(found)) return undefined;
  const written = found.kind === 'scalar' ? found.text : undefined;
  const isComputed = found.kind !== 'scalar' || (found.tag !== undefined && /^!(?!!|Sub$)/.test(found.tag));
  if (!isComputed) return written === undefined ? undefined : filledIn(written);
  const name = written?.known ?? 'a function';
  return TracedText.unknown(name, `${name} is known only when the stack is made`, placeOf(found));
}

/** The memcached that the containers of a task start. */
export function taskLaunches(task: Task, format: string): Reading {
  const readings = task.containers.map((container) => containerReading(container, task, format));
  return {
    launches: readings.flatMap(({ launches }) => launches),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

function containerReading(container: YamlNode, task: Task, format: string): Reading {
  const reference = valueText(member(container, 'image'));
  const image = reference === undefined ? undefined : baseImage(reference);
  if (image === undefined || reference === undefined) return { launches: [], problems: [] };
  const words = (key: string) => {
    const items = asItems(member(container, key));
    const texts = items?.flatMap((item) => valueText(item) ?? []) ?? [];
    return texts.length === 0 ? null : texts;
  };
  const given = member(container, 'command') ?? member(container, 'entryPoint');
  const at =
    given === undefined || isNull(given) ? (reference.locate() ?? placeOf(container)) : placeOf(given);
  const own = reference.locate();
  const variables = environmentOf(container);
  const title = asText(member(container, 'name'))?.known ?? '(no name)';
  return containerLaunches({
    image,
    process: containerProcess(image, { entrypoint: words('entryPoint'), command: words('command') }),
    environment: { lookup: (name) => variables.get(name) ?? 'unset' },
    network: networkOf(task.networkMode, container),
    at,
    name: `container ${title}${task.name === undefined ? '' : ` of task ${task.name}`}`,
    format,
    related:
      own === undefined || sameLocation(own, at)
        ? []
        : [{ at: own, message: 'the container runs the image named here' }],
  });
}

function environmentOf(container: YamlNode): ReadonlyMap<string, TracedText> {
  const found = new Map<string, TracedText>();
  for (const item of asItems(member(container, 'environment')) ?? []) {
    const name = asText(member(item, 'name'))?.known;
    const value = valueText(member(item, 'value'));
    if (name !== undefined && value !== undefined) found.set(name, value);
  }
  return found;
}

/**
 * Who reaches a container (Amazon ECS developer guide, "task networking"): with `awsvpc`, all that Fargate has, the
 * task has an interface whose security group decides; with `bridge` its ports are mapped on every address of the
 * instance; with `host` its sockets are the instance's.
 */
function networkOf(mode: Task['networkMode'], container: YamlNode): Network {
  const name = mode instanceof TracedText ? mode.known : mode;
  if (mode !== undefined && name === undefined)
    return { kind: 'unknown', because: 'the network mode of its task cannot be known' };
  const ports = asItems(member(container, 'portMappings')) ?? [];
  switch (name) {
    case 'awsvpc':
      return { kind: 'container', published: [], limits: [] };
    case 'host':
      return { kind: 'host', limits: [], because: 'networkMode gives it the network of the instance' };
    case 'none':
      return { kind: 'none', because: 'networkMode leaves it only a loopback interface' };
    case 'elsewhere':
      return ports.length === 0
        ? { kind: 'container', published: [], limits: [] }
        : { kind: 'unknown', because: 'the network mode of its task stands elsewhere' };
    default:
      return { kind: 'container', published: ports.flatMap(mappingOf), limits: [] };
  }
}

/** `hostPort` 0, or none, is a port of the ephemeral range. */
function mappingOf(node: YamlNode): readonly PublishedPort[] {
  const inside = portOf(member(node, 'containerPort'));
  const outside = portOf(member(node, 'hostPort'));
  if (inside === undefined) return [];
  const protocol = asText(member(node, 'protocol'))?.known?.toLowerCase();
  const at: Location = placeOf(member(node, 'hostPort') ?? member(node, 'containerPort') ?? node);
  return [
    {
      containerPort: inside,
      ...(outside === undefined ? {} : { hostPort: outside }),
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
      at,
    },
  ];
}

function portOf(node: YamlNode | undefined): PublishedPort['containerPort'] | undefined {
  const text = valueText(node);
  if (text === undefined || text.text === '' || text.text === '0') return undefined;
  const number = text.known;
  if (number === undefined || !/^\d{1,5}$/.test(number)) return 'unknown';
  return { first: Number(number), last: Number(number) };
}

/** `${NAME}` of Terraform's templates and of `!Sub`, `<NAME>` of CodeDeploy. */
const PLACEHOLDER = /\$\{[^{}\n]{1,200}\}|<[A-Z][A-Z0-9_]{1,60}>/g;

/** A text with what is filled in as unknown parts. */
function filledIn(text: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: mark, index } of text.text.matchAll(PLACEHOLDER)) {
    const at = text.locate(index, index + mark.length);
    if (at === undefined) continue;
    const name = mark.replace(/^\$?[{<]|[}>]$/g, '');
    const because = `${name} is filled in when the task is registered`;
    pieces.push(text.slice(done, index), TracedText.unknown(name, because, at));
    done = index + mark.length;
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
