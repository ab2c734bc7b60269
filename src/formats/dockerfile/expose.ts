import ipaddr from 'ipaddr.js';
import type { ExposedPort } from '../../images/image.ts';

/**
 * One word of EXPOSE: `[[address:]host port:]port[-last][/protocol]`, of which only the last part counts
 * (`dockerfile2llb/convert_expose.go`). A sentence without its full stop if the builder refuses it.
 */
export function exposedPort(word: string): ExposedPort | string {
  const parts = word.split(':');
  const container = parts.at(-1) ?? '';
  const host = parts.length > 1 ? (parts.at(-2) ?? '') : '';
  const address = parts.slice(0, -2).join(':');
  const slash = container.indexOf('/');
  const text = slash < 0 ? container : container.slice(0, slash);
  const protocol = slash < 0 ? 'tcp' : container.slice(slash + 1).toLowerCase() || 'tcp';
  if (text === '') return `EXPOSE ${word} names no port`;
  if (!/^(?:tcp|udp|sctp)$/.test(protocol)) return `EXPOSE ${word} has an invalid protocol`;
  if (address !== '' && !isAddress(address.replace(/^\[(.*)\]$/, '$1')))
    return `EXPOSE ${word} has an invalid address`;
  const port = portRange(text);
  if (port === undefined) return `EXPOSE ${word} has an invalid port`;
  if (host === '') return { port, protocol };
  const source = portRange(host);
  const count = port.last - port.first;
  if (source === undefined) return `EXPOSE ${word} has an invalid host port`;
  if (count > 0 && source.last - source.first !== count)
    return `EXPOSE ${word} has ranges that differ in length`;
  return { port, protocol };
}

function isAddress(text: string): boolean {
  if (!text.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(text);
  return !text.includes('%') && ipaddr.IPv6.isValid(text);
}

function portRange(text: string): { first: number; last: number } | undefined {
  const dash = text.indexOf('-');
  const first = portNumber(dash < 0 ? text : text.slice(0, dash));
  const last = dash < 0 ? first : portNumber(text.slice(dash + 1));
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}

/** Go's `ParseInt`: a sign is allowed. */
function portNumber(text: string): number | undefined {
  if (!/^(?:\+?\d{1,18}|-0+)$/.test(text)) return undefined;
  const port = Math.abs(Number(text));
  return port <= 65_535 ? port : undefined;
}
