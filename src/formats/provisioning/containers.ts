import type { Invocation } from '../../shell/invocation.ts';
import type { TemplateValue } from '../../templates/value.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { shlexSplit } from '../supervisord/shlex.ts';

type Arguments = ReadonlyMap<string, TemplateValue>;

/**
 * The `docker run` that does what is asked of Ansible's `docker_container`, `podman_container` and the older `docker`,
 * or of Salt's `docker_container.running`; `undefined` where it starts none. Every word stands where the task says it.
 */
export function containerCommand(module: string, given: Arguments, at: Location): Invocation | undefined {
  const image = textOf(given.get('image'));
  const state = textOf(given.get('state'))?.known;
  if (image === undefined || /^(?:absent|stopped|killed)$/.test(state ?? '')) return undefined;
  const words: TracedText[] = [TracedText.decoded('run', at)];
  const add = (option: string, value: TracedText | undefined) => {
    if (value === undefined || value.length === 0) return;
    words.push(TracedText.decoded(option, value.locate() ?? at), value);
  };
  add('--name', textOf(given.get('name')));
  const address = textOf(given.get('default_host_ip'));
  for (const port of portsOf(given)) {
    if (port.known === 'all') words.push(TracedText.decoded('-P', port.locate() ?? at));
    else add('-p', withAddress(port, address));
  }
  if (/^(?:yes|true)$/i.test(textOf(given.get('publish_all_ports') ?? given.get('publish_all'))?.text ?? ''))
    words.push(TracedText.decoded('-P', at));
  for (const network of networksOf(given)) add('--network', network);
  add('--pod', textOf(given.get('pod')));
  for (const [name, value] of variablesOf(given.get('env') ?? given.get('environment')))
    add('-e', TracedText.concat([TracedText.decoded(`${name}=`, value.locate() ?? at), value]));
  const [entrypoint, ...first] = wordsOf(given.get('entrypoint'));
  if (entrypoint !== undefined) add('--entrypoint', entrypoint);
  words.push(image, ...first, ...wordsOf(given.get('command')), ...wordsOf(given.get('args')));
  const name = module === 'podman_container' ? 'podman' : 'docker';
  const program = TracedText.decoded(name, at);
  return { name, program, argv: words, at, conditional: false, ownNetwork: false, posixlyCorrect: false };
}

function portsOf(given: Arguments): readonly TracedText[] {
  return ['published_ports', 'ports', 'publish', 'published', 'port_bindings'].flatMap((name) => {
    const value = given.get(name);
    if (value?.kind === 'list')
      return value.items.flatMap((item) =>
        item.kind === 'map' ? longPort(item.entries) : (textOf(item) ?? []),
      );
    return partsOf(textOf(value));
  });
}

/** `{published_port: 11211, target_port: 11211, protocol: tcp}` of a Swarm service in docker's short syntax. */
function longPort(entries: Arguments): readonly TracedText[] {
  const target = textOf(entries.get('target_port'));
  const at = target?.locate();
  if (target === undefined || at === undefined) return [];
  const between = (sign: string) => TracedText.decoded(sign, at.file.at(at.start, at.start));
  const source = textOf(entries.get('published_port'));
  const protocol = textOf(entries.get('protocol'));
  return [
    TracedText.concat([
      ...(source === undefined ? [] : [source, between(':')]),
      target,
      ...(protocol === undefined ? [] : [between('/'), protocol]),
    ]),
  ];
}

/** The parts of a text at its commas: how a list is written in one string. */
function partsOf(text: TracedText | undefined): readonly TracedText[] {
  if (text === undefined) return [];
  return [...text.text.matchAll(/[^,\s]+/g)].map(({ 0: part, index }) =>
    text.slice(index, index + part.length),
  );
}

function withAddress(port: TracedText, address: TracedText | undefined): TracedText {
  const colons = port.text.split(':').length - 1;
  const place = port.locate();
  if (address === undefined || address.length === 0 || colons > 1 || !port.isKnown || place === undefined)
    return port;
  const between = TracedText.decoded(colons === 0 ? '::' : ':', place.file.at(place.start, place.start));
  return TracedText.concat([address, between, port]);
}

function networksOf(given: Arguments): readonly TracedText[] {
  const mode = textOf(given.get('network_mode') ?? given.get('net') ?? given.get('network'));
  if (mode !== undefined && mode.text !== 'default') return [mode];
  return ['networks', 'network'].flatMap((name) => {
    const value = given.get(name);
    if (value?.kind !== 'list') return [];
    return value.items.flatMap((item) => textOf(item.kind === 'map' ? item.entries.get('name') : item) ?? []);
  });
}

function variablesOf(value: TemplateValue | undefined): readonly (readonly [string, TracedText])[] {
  if (value?.kind !== 'map') return [];
  return [...value.entries].flatMap(([name, entry]) => {
    const text = textOf(entry);
    return text === undefined ? [] : [[name, text] as const];
  });
}

/** A list as it stands, a text split as Python's `shlex` does. */
function wordsOf(value: TemplateValue | undefined): readonly TracedText[] {
  if (value?.kind === 'list') return value.items.flatMap((item) => textOf(item)?.withSplits(false) ?? []);
  const text = textOf(value);
  return text === undefined ? [] : (shlexSplit(text) ?? [text]);
}

function textOf(value: TemplateValue | undefined): TracedText | undefined {
  return value?.kind === 'text' ? value.text : undefined;
}
