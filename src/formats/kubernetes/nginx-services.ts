import type { PublishedPort } from '../../network/network.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asText, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** One port of ingress-nginx and the Service behind it. */
export interface NginxService {
  readonly outside: PublishedPort['hostPort'];
  /** The whole value. */
  readonly value: TracedText;
  readonly namespace: string;
  readonly name: TracedText;
  /** A number or a name. */
  readonly port: TracedText;
}

/** `NAMESPACE/SERVICE:PORT`, perhaps with `:PROXY` behind it, under the port of the controller. */
const NGINX = /^([\w.-]{1,253})\/([\w.-]{1,253}):([\w-]{1,63})(?::(?:PROXY)?){0,2}$/;

/** The entries of `tcp-services` and `udp-services` of ingress-nginx, which its chart takes as `tcp` and `udp`. */
export function nginxServices(mapping: YamlNode | undefined): readonly NginxService[] {
  return [...entries(mapping)].flatMap(([key, { value }]) => {
    const text = asText(value);
    const [, namespace, name, port] = NGINX.exec(text?.text ?? '') ?? [];
    if (text === undefined || namespace === undefined || name === undefined || port === undefined) return [];
    if (!/^\d{1,5}$/.test(key)) return [];
    const outside = { first: Number(key), last: Number(key) };
    const from = namespace.length + 1;
    const to = from + name.length;
    const behind = text.slice(to + 1, to + 1 + port.length);
    return [{ outside, value: text, namespace, name: text.slice(from, to), port: behind }];
  });
}
