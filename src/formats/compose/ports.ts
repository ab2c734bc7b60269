import type { PortRange } from '../../network/network.ts';
import { parsePublished } from '../../network/published-port.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { mayBeAnything } from './shape.ts';
import {
  type ComposeError,
  type Entry,
  impliedString,
  type MapValue,
  mapValue,
  stringValue,
  type Value,
} from './value.ts';

/**
 * Brings a list of `ports:` into the long syntax, as compose-go does; one short entry with ranges becomes
 * several. Every entry keeps the place of what was written.
 */
export function canonicalPorts(
  value: Value,
  path: readonly string[],
  errors: ComposeError[],
): readonly Value[] {
  if (value.kind !== 'list') {
    if (!mayBeAnything(value)) errors.push({ message: 'ports must be a list', at: value.at, path });
    return value.kind === 'scalar' && value.text.text !== '' ? shortPort(value.text, value.at, path, []) : [];
  }
  return value.items.flatMap((item, i) => {
    const at = [...path, String(i)];
    if (item.kind === 'map') return [item];
    if (item.kind === 'scalar' && (item.type === 'int' || item.type === 'string'))
      return shortPort(item.text, item.at, at, errors);
    errors.push({ message: 'it is no port', at: item.at, path: at });
    return [];
  });
}

function shortPort(
  text: TracedText,
  at: Location,
  path: readonly string[],
  errors: ComposeError[],
): readonly MapValue[] {
  const found = parsePublished(text);
  if ('error' in found) {
    errors.push({ message: found.error, at, path });
    return [];
  }
  const entries = found.map((port) => {
    const { hostAddress, hostPort, containerPort, protocol } = port;
    if (containerPort !== 'unknown' && containerPort.first === 0)
      errors.push({ message: 'a port needs a target', at, path });
    const isIpv6 = hostAddress?.text.includes(':') === true;
    if (isIpv6 && !text.text.startsWith('['))
      errors.push({ message: 'an IPv6 address must stand in brackets', at, path });
    const parts: [string, Entry][] = [];
    const add = (key: string, value: Value) => parts.push([key, { key: at, value }]);
    add('mode', impliedString('ingress', at));
    if (hostAddress !== undefined) add('host_ip', stringValue(hostAddress, at));
    add('target', { kind: 'scalar', type: 'int', text: portText(containerPort, at), at });
    if (hostPort !== undefined) add('published', stringValue(portText(hostPort, at), at));
    add(
      'protocol',
      stringValue(protocol === 'unknown' ? unknown('its protocol', at) : decoded(protocol, at), at),
    );
    return mapValue(parts, at);
  });
  return entries.length < 2 ? entries : [...entries].sort((a, b) => compare(sortKey(a), sortKey(b)));
}

function portText(port: PortRange | 'unknown', at: Location): TracedText {
  if (port === 'unknown') return unknown('a port', at);
  return decoded(port.first === port.last ? String(port.first) : `${port.first}-${port.last}`, at);
}

function decoded(text: string, at: Location): TracedText {
  return TracedText.decoded(text, at);
}

function unknown(name: string, at: Location): TracedText {
  return TracedText.unknown(name, 'it comes from a variable', at);
}

/** Compose keeps the ports of one range in the order of their text. */
function sortKey(entry: MapValue): string {
  const target = entry.entries.get('target')?.value;
  return target?.kind === 'scalar' ? `${target.text.text}/` : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
