import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { VariableMap } from './load-context.ts';
import type { Service, ServiceBuild, ServicePort } from './project.ts';
import { type ComposeError, isNullValue, type MapValue, member, stringText, type Value } from './value.ts';
import { composeWords, INVALID_COMMAND_LINE } from './words.ts';

/** Reads one service out of the merged model. */
export function readService(
  name: string,
  key: Location,
  service: MapValue,
  environment: ReadonlyMap<string, TracedText | undefined>,
  variables: VariableMap,
  errors: ComposeError[],
): Omit<Service, 'mounts'> {
  const path = ['services', name];
  const words = (attribute: string) => readWords(member(service, attribute), [...path, attribute], errors);
  return {
    name,
    containerName: nonEmpty(scalarText(member(service, 'container_name'))),
    at: key,
    image: nonEmpty(scalarText(member(service, 'image'))),
    imageAt: placeOf(member(service, 'image')),
    command: words('command'),
    entrypoint: words('entrypoint'),
    commandAt: placeOf(member(service, 'command')),
    entrypointAt: placeOf(member(service, 'entrypoint')),
    ports: items(member(service, 'ports')).flatMap((item) => readPort(item)),
    networkMode: nonEmpty(stringText(member(service, 'network_mode'))),
    networks: readNetworks(service, key),
    expose: texts(member(service, 'expose')),
    build: readBuild(member(service, 'build'), variables),
    profiles: texts(member(service, 'profiles')) ?? [],
    environment,
    workingDir: nonEmpty(scalarText(member(service, 'working_dir'))),
    scale: integer(member(service, 'scale')),
    replicas: integer(member(member(service, 'deploy'), 'replicas')),
  };
}

function readWords(
  value: Value | undefined,
  path: readonly string[],
  errors: ComposeError[],
): readonly TracedText[] | undefined {
  if (value === undefined || isNullValue(value)) return undefined;
  // Numbers in lists are refused today; older releases took them for text.
  if (value.kind === 'list')
    return value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text.withSplits(false)] : []));
  if (value.kind !== 'scalar') return undefined;
  const { words, complete } = composeWords(value.text);
  if (!complete) errors.push({ message: INVALID_COMMAND_LINE, at: value.at, path });
  return words;
}

function readPort(value: Value): readonly ServicePort[] {
  if (value.kind !== 'map') return [];
  const target = member(value, 'target');
  if (target?.kind !== 'scalar') return [];
  const published = member(value, 'published');
  const text = (key: string) => scalarText(member(value, key));
  const implied = (word: string) => TracedText.decoded(word, value.at);
  return [
    {
      target: target.text,
      published: nonEmpty(scalarText(published)),
      hostIp: nonEmpty(text('host_ip')),
      protocol: text('protocol') ?? implied('tcp'),
      mode: text('mode') ?? implied('ingress'),
      at: published?.at ?? target.at,
    },
  ];
}

function readNetworks(service: MapValue, key: Location): ReadonlyMap<string, Location> | undefined {
  const value = member(service, 'networks');
  const found = new Map<string, Location>();
  if (value?.kind === 'map') for (const [name, entry] of value.entries) found.set(name, entry.key);
  if (found.size > 0) return found;
  const hasOwn = member(service, 'network_mode') !== undefined || member(service, 'provider') !== undefined;
  return hasOwn ? undefined : found.set('default', key);
}

function readBuild(value: Value | undefined, variables: VariableMap): ServiceBuild | undefined {
  if (value?.kind !== 'map') return undefined;
  const text = (key: string) => nonEmpty(scalarText(member(value, key)));
  const args = new Map<string, TracedText>();
  for (const [name, own] of assignments(member(value, 'args'))) {
    const held = own ?? variables.get(name);
    if (held !== undefined) args.set(name, held);
  }
  const inline = text('dockerfile_inline');
  const dockerfile =
    text('dockerfile') ?? (inline === undefined ? TracedText.decoded('Dockerfile', value.at) : undefined);
  return {
    context: scalarText(member(value, 'context')) ?? TracedText.decoded('.', value.at),
    dockerfile,
    dockerfileInline: inline,
    target: text('target'),
    args,
    at: value.at,
  };
}

/** `A: 1` and `- A=1` alike; a name without a value is `undefined`. */
export function assignments(value: Value | undefined): ReadonlyMap<string, TracedText | undefined> {
  const found = new Map<string, TracedText | undefined>();
  if (value?.kind === 'map')
    for (const [name, { value: held }] of value.entries)
      found.set(name, isNullValue(held) ? undefined : scalarText(held));
  for (const item of items(value)) {
    const text = scalarText(item);
    if (text === undefined) continue;
    const equals = text.text.indexOf('=');
    if (equals < 0) found.set(text.text, undefined);
    else found.set(text.text.slice(0, equals), text.slice(equals + 1));
  }
  return found;
}

/** Whatever its type; null is `undefined`. */
export function scalarText(value: Value | undefined): TracedText | undefined {
  return value?.kind === 'scalar' && value.type !== 'null' ? value.text : undefined;
}

export function items(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}

function texts(value: Value | undefined): readonly TracedText[] | undefined {
  if (value?.kind !== 'list') return undefined;
  return value.items.flatMap((item) => scalarText(item) ?? []);
}

function integer(value: Value | undefined): number | undefined {
  const text = value?.kind === 'scalar' && value.type === 'int' ? value.text.known : undefined;
  return text === undefined ? undefined : Number(text);
}

function nonEmpty(text: TracedText | undefined): TracedText | undefined {
  return text === undefined || text.text === '' ? undefined : text;
}

function placeOf(value: Value | undefined): Location | undefined {
  return value === undefined || isNullValue(value) ? undefined : value.at;
}
