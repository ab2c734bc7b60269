import type { ExposedPort } from '../../images/image.ts';
import type { PublishedPort } from '../../network/network.ts';
import { type PortError, parsePublished } from '../../network/published-port.ts';
import { TracedText } from '../../text/traced-text.ts';

/**
 * Reads a `--publish` value: the short syntax, or `target=…,published=…,protocol=…`, which the CLI rewrites to
 * `published:target/protocol` (so `published` may hold an address, and unknown keys are ignored).
 */
export function parsePublish(value: TracedText): readonly PublishedPort[] | PortError {
  const at = value.locate();
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
