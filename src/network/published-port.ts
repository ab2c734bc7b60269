import ipaddr from 'ipaddr.js';
import { type TracedText, UNKNOWN_MARK } from '../text/traced-text.ts';
import type { PortRange, PublishedPort } from './network.ts';

/** Why the engine refuses a port specification, in its own manner. */
export interface PortError {
  readonly error: string;
}

/**
 * Reads `[[address:][host port[-last]]:]container port[-last][/protocol]`, as docker's `-p` and Compose's
 * short syntax share it (go-connections `nat.ParsePortSpec`). Ranges of one length become pairs; a range of
 * host ports for one container port means the first free one. Host port 0 is kept as written: it is random,
 * like an absent one. An IPv6 address without brackets is accepted, as the publisher's builds of docker do
 * (some distributions' builds refuse it). Parts that cannot be known stay unknown; they are taken to hold
 * no colon, except where one stands directly before a port and so may bring an address with it.
 */
export function parsePublished(text: TracedText): readonly PublishedPort[] | PortError {
  const at = text.locate();
  if (at === undefined) return { error: 'no port specified' };
  if (text.text === UNKNOWN_MARK && !text.isKnown)
    return [{ hostAddress: text, hostPort: 'unknown', containerPort: 'unknown', protocol: 'unknown', at }];
  const last = text.text.lastIndexOf(':');
  const container = text.slice(last + 1);
  const before = last < 0 ? -1 : text.text.lastIndexOf(':', last - 1);
  const host = last <= 0 ? undefined : text.slice(before + 1, last);
  const address = addressOf(text.slice(0, Math.max(before, 0)));
  if ('error' in address) return address;
  const protocol = protocolOf(container);
  if (typeof protocol === 'object') return protocol;
  const ports = container.text.split('/')[0] ?? '';
  if (ports === '') return { error: 'no port specified' };
  const target = parsePortRange(container.slice(0, ports.length));
  if (target === undefined) return { error: `invalid container port ${ports}` };
  const isEmpty = host === undefined || host.text === '';
  const source = isEmpty ? undefined : parsePortRange(host);
  if (!isEmpty && source === undefined) return { error: `invalid host port ${host.text}` };
  const prefix = isEmpty || before >= 0 ? undefined : addressPrefix(host);
  const hostAddress = address.value ?? prefix;
  const common = { ...(hostAddress === undefined ? {} : { hostAddress }), protocol, at };
  const found = pairs(source, target);
  return 'error' in found ? found : found.map((pair) => ({ ...common, ...pair }));
}

type Pair = Pick<PublishedPort, 'hostPort' | 'containerPort'>;

/** Ranges of one length, longer than this, stay one entry, so that no input makes many entries out of few characters. */
const LONGEST_EXPANDED = 16;

function pairs(
  source: PublishedPort['hostPort'],
  target: PortRange | 'unknown',
): readonly Pair[] | PortError {
  const host = source === undefined ? {} : { hostPort: source };
  if (target === 'unknown') return [{ ...host, containerPort: target }];
  const count = target.last - target.first + 1;
  const isKnown = source !== undefined && source !== 'unknown';
  if (isKnown && count > 1 && source.last - source.first + 1 !== count)
    return { error: 'the ranges of host ports and container ports differ in length' };
  if (count === 1 || count > LONGEST_EXPANDED) return [{ ...host, containerPort: target }];
  return Array.from({ length: count }, (_, i) => ({
    ...host,
    ...(isKnown ? { hostPort: single(source.first + i) } : {}),
    containerPort: single(target.first + i),
  }));
}

function single(port: number): PortRange {
  return { first: port, last: port };
}

function addressOf(text: TracedText): { value?: TracedText } | PortError {
  if (text.text === '') return {};
  const isBracketed = text.text.startsWith('[') && text.text.endsWith(']');
  const value = isBracketed ? text.slice(1, text.length - 1) : text;
  if (value.text === '') return {};
  const known = value.known;
  if (known !== undefined && !isAddress(known)) return { error: `invalid IP address ${text.text}` };
  return { value };
}

/** What Go's `net.ParseIP` takes: four plain decimals, or IPv6 without a zone. */
function isAddress(text: string): boolean {
  if (!text.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(text);
  return !text.includes('%') && ipaddr.IPv6.isValid(text);
}

function protocolOf(container: TracedText): PublishedPort['protocol'] | PortError {
  const slash = container.text.indexOf('/');
  if (slash < 0) return 'tcp';
  const next = container.text.indexOf('/', slash + 1);
  const part = container.slice(slash + 1, next < 0 ? container.length : next);
  if (!part.isKnown) return 'unknown';
  const name = part.text.toLowerCase();
  if (name === '') return 'tcp';
  return name === 'tcp' || name === 'udp' || name === 'sctp'
    ? name
    : { error: `invalid protocol ${part.text}` };
}

/** One port or `first-last`, decimal, at most 65535 (Go's `ParseUint(_, 10, 16)`); what follows a second dash is ignored. */
export function parsePortRange(text: TracedText): PortRange | 'unknown' | undefined {
  if (!text.isKnown) return 'unknown';
  const parts = text.text.split('-');
  const first = parsePort(parts[0] ?? '');
  const last = parts.length === 1 ? first : parsePort(parts[1] ?? '');
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}

function parsePort(text: string): number | undefined {
  if (!/^\d{1,32}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65535 ? port : undefined;
}

/** In `${BIND}11211:11211` the variable may hold `127.0.0.1:`. */
function addressPrefix(host: TracedText): TracedText | undefined {
  return !host.isKnown && new RegExp(`^${UNKNOWN_MARK}\\d{4,5}$`).test(host.text)
    ? host.slice(0, 1)
    : undefined;
}
