import { containerLaunches, containerProcess } from '../../images/container.ts';
import { baseImage } from '../../images/image.ts';
import type { Launch, Reading, RelatedPlace } from '../../launch/launch.ts';
import { predict } from '../../memcached/predict.ts';
import type { Network, PortRange, PublishedPort } from '../../network/network.ts';
import { type Location, sameLocation } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, child, entries, isNull, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { containerEnvironment } from '../kubernetes/environment.ts';
import { textsOf } from '../kubernetes/objects.ts';
import { entrancesOf, numberAt, protocolOf, through } from '../kubernetes/services.ts';
import { stableCommand } from './stable-chart.ts';
import type { Subject } from './subjects.ts';

/** Keys of which at least one must be there; `memcached: { host: … }` configures a client. */
const TELLING = ['service', 'args', 'extraArgs', 'command', 'hostNetwork', 'image', 'extraEnvVars'];

/**
 * The memcached that a chart starts with these values. The charts themselves are not here, so only keys that
 * all of them share count: bitnami's and those that follow the old stable chart.
 */
export function valuesLaunches(subject: Subject, format: string): Reading {
  const { values, name } = subject;
  const stable = stableCommand(values);
  if (stable === undefined && !TELLING.some((key) => !isNull(child(values, key))))
    return { launches: [], problems: [] };
  const reference = imageOf(values, subject.at, stable !== undefined);
  const image = baseImage(reference.text);
  if (image === undefined) return { launches: [], problems: [] };
  const isOfficial = image.convention !== 'bitnami';
  const words = (key: string) => {
    const list = textsOf(child(values, key));
    return list.length === 0 ? null : list;
  };
  const extra = extraArgs(child(values, 'extraArgs'));
  const command = words('args') ?? (extra.length > 0 && isOfficial ? extra : null);
  const process = containerProcess(image, { entrypoint: stable ?? words('command'), command });
  const at = placeOfProcess(values) ?? reference.at ?? subject.at;
  const reading = containerLaunches({
    image,
    process,
    environment: environmentOf(values),
    network: { kind: 'pod', published: [], limits: [] },
    at,
    name,
    format,
    related: imagePlace(reference.at, at),
  });
  return {
    launches: reading.launches.map((launch) => ({ ...launch, network: networkOf(launch, values, name) })),
    problems: reading.problems,
  };
}

interface Reference {
  readonly text: TracedText;
  /** Where the values name it; `undefined` for the chart's own default. */
  readonly at: Location | undefined;
}

/** `image:` as a text or in parts; what is not given is the chart's, which follows memcached's releases. */
function imageOf(values: YamlNode, at: Location, isStable: boolean): Reference {
  const node = child(values, 'image');
  const whole = asText(node);
  if (whole !== undefined && whole.text !== '') return { text: whole, at: whole.locate() };
  const implied = (text: string) => TracedText.decoded(text, at);
  const part = (key: string) => {
    const text = asText(child(node, key));
    return text === undefined || text.text === '' ? undefined : text;
  };
  const registry = part('registry');
  const isOld = isStable || child(values, 'extraArgs') !== undefined;
  const repository = part('repository') ?? implied(isOld ? 'memcached' : 'bitnami/memcached');
  const tag = part('tag');
  const text = TracedText.concat([
    ...(registry === undefined ? [] : [registry, implied('/')]),
    repository,
    ...(tag === undefined ? [] : [implied(':'), tag]),
  ]);
  return { text, at: (tag ?? part('repository'))?.locate() };
}

/** A list of words, or a map of options to values as charts of Grafana's write it. */
function extraArgs(node: YamlNode | undefined): readonly TracedText[] {
  const list = textsOf(node);
  if (list.length > 0) return list;
  return [...entries(asMapping(node)).values()].flatMap(({ key, value }) => {
    const option = asText(key);
    const text = asText(value);
    if (option === undefined) return [];
    const dash = TracedText.decoded('-', placeOf(key));
    return [TracedText.concat([dash, option]), ...(text === undefined || text.text === '' ? [] : [text])];
  });
}

function environmentOf(values: YamlNode) {
  for (const key of ['extraEnvVars', 'extraEnv', 'env']) {
    const node = child(values, key);
    if (asItems(node) === undefined) continue;
    const container: YamlNode = {
      kind: 'mapping',
      file: values.file,
      start: values.start,
      end: values.end,
      flow: false,
      pairs: node === undefined ? [] : [{ key: keyNode('env', node), value: node }],
    };
    const owner = {
      kind: 'Pod',
      apiVersion: 'v1',
      name: '',
      namespace: undefined,
      node: container,
      path: '',
    };
    return containerEnvironment(container, owner, []);
  }
  return { lookup: () => 'unset' as const };
}

function keyNode(key: string, { file, start, end }: YamlNode): YamlNode {
  const text = TracedText.decoded(key, file.at(start, end));
  return { kind: 'scalar', file, start, end, style: 'plain', absent: false, text };
}

function networkOf(launch: Launch, values: YamlNode, name: string): Network {
  const host = asText(child(values, 'hostNetwork'));
  if (host?.known === 'true')
    return { kind: 'host', limits: [], because: 'hostNetwork gives it the network of its node' };
  return { kind: 'pod', published: publishedBy(launch, values, name), limits: [] };
}

/** The chart's Service leads to the port that memcached listens on; `extraPorts` may add others. */
function publishedBy(launch: Launch, values: YamlNode, name: string): readonly PublishedPort[] {
  const service = child(values, 'service');
  const ways = entrancesOf(`the Service of ${name}`, child(service, 'annotations'), service);
  const inside = { containerPort: listeningPort(launch), protocol: 'tcp' as const };
  const outside = numberAt(child(service, 'port')) ?? numberAt(nodeAt(service, ['ports', 'memcached']));
  const extra = (asItems(child(service, 'extraPorts')) ?? []).flatMap((port) => {
    const target = numberAt(child(port, 'targetPort')) ?? numberAt(child(port, 'port'));
    const protocol = protocolOf(asText(child(port, 'protocol')));
    return target === undefined
      ? []
      : [{ outside: numberAt(child(port, 'port')), inside: { containerPort: target, protocol } }];
  });
  return ways.flatMap((way) => {
    const port = way.port === 'port' ? (outside ?? PORT) : undefined;
    return [
      through(way, port, inside),
      ...extra.map((more) => through(way, way.port === 'port' ? more.outside : undefined, more.inside)),
    ];
  });
}

const PORT: PortRange = { first: 11211, last: 11211 };

function listeningPort({ argv, version }: Launch): PublishedPort['containerPort'] {
  for (const listener of predict(argv, version).listeners)
    if (listener.protocol === 'tcp' && typeof listener.port === 'number')
      return { first: listener.port, last: listener.port };
  return PORT;
}

function placeOfProcess(values: YamlNode): Location | undefined {
  for (const path of [['memcached', 'extraArgs'], ['args'], ['extraArgs'], ['command']]) {
    const node = nodeAt(values, path);
    const isGiven = (asItems(node)?.length ?? asMapping(node)?.pairs.length ?? 0) > 0;
    if (node !== undefined && isGiven) return placeOf(node);
  }
  return undefined;
}

function imagePlace(place: Location | undefined, at: Location): readonly RelatedPlace[] {
  if (place === undefined || sameLocation(place, at)) return [];
  return [{ at: place, message: 'the chart runs the image named here' }];
}
