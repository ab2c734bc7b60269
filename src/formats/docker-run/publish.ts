import type { ExposedPort } from '../../images/image.ts';
import type { PublishedPort } from '../../network/network.ts';
import { type PortError, parsePublished } from '../../network/published-port.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Engine } from './option-table.ts';

/**
 * Reads a `--publish` value: the short syntax, or `target=…,published=…,protocol=…`, which the CLI rewrites to
 * `published:target/protocol` (so `published` may hold an address, and unknown keys are ignored).
 */
export function parsePublish(
  value: TracedText,
  engine: Engine = 'docker',
): readonly PublishedPort[] | PortError {
  const at = value.locate();
  if (engine === 'podman') return podmanPorts(value);
  if (at === undefined || !value.text.includes('=')) return parsePublished(value);
  const fields = new Map<string, TracedText>();
  let from = 0;
  for (const part of value.text.split(',')) {
    const equals = part.indexOf('=');
    if (equals <= 0) return { error: `${part || 'an empty part'} is not name=value` };
    fields.set(part.slice(0, equals), value.slice(from + equals + 1, from + part.length));
    from += part.length + 1;
  }
  const field = (name: string) => fields.get(name) ?? TracedText.empty;
  const between = (text: string) => TracedText.decoded(text, at);
  const protocol = fields.has('protocol') ? field('protocol') : between('tcp');
  const ports = parsePublished(
    TracedText.concat([field('published'), between(':'), field('target'), between('/'), protocol]),
  );
  return 'error' in ports ? ports : ports.map((port) => ({ ...port, at }));
}

/**
 * podman's own reading (4.3, `pkg/specgenutil` `CreatePortBindings`): a comma separates mappings; an IPv6 address
 * needs its brackets, an empty address, host port 0 and ranges of different lengths are refused.
 */
function podmanPorts(value: TracedText): readonly PublishedPort[] | PortError {
  const found: PublishedPort[] = [];
  let from = 0;
  for (const part of value.text.split(',')) {
    const text = value.slice(from, from + part.length);
    from += part.length + 1;
    if (/^:[^:]*:/.test(part)) return { error: `${part} has an empty host address` };
    if (!part.startsWith('[') && part.split(':').length > 3) return { error: `${part} has too many parts` };
    const ports = parsePublished(text);
    if ('error' in ports) return ports;
    for (const port of ports) {
      const { hostPort: host, containerPort: container } = port;
      if (host === undefined || host === 'unknown') continue;
      if (host.first === 0) return { error: `${part} has host port 0` };
      if (container !== 'unknown' && host.last - host.first !== container.last - container.first)
        return { error: `${part} has ranges that differ in length` };
    }
    found.push(...ports);
  }
  return found;
}

/** Reads an `--expose` value: `port[-last][/protocol]`; the protocol is not checked. `undefined` where it is refused. */
export function parseExpose(value: TracedText): ExposedPort | undefined {
  const { text } = value;
  if (text.includes(':')) return undefined;
  const [ports = '', given = ''] = text.split('/');
  const match = /^(\d{1,32})(?:-(\d{1,32})(?:-.*)?)?$/.exec(ports);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match === null || last < first || last > 65_535) return undefined;
  return { port: { first, last }, protocol: given === '' ? 'tcp' : given };
}
