import type { AddressFamily, PortRange, ReachLimit } from '../../network/network.ts';
import { spellOut } from '../../text/spell-out.ts';
import { type Assignment, settingsOf } from './unit-file.ts';

type Protocol = 'tcp' | 'udp';

interface BindRule {
  readonly family: AddressFamily | undefined;
  readonly protocol: Protocol | undefined;
  readonly ports: PortRange;
  readonly line: Assignment;
}

const ALL: PortRange = { first: 1, last: 65_535 };
const FAMILIES: readonly AddressFamily[] = ['ipv4', 'ipv6'];

/**
 * The sockets that `SocketBindDeny=` keeps from being bound, apart from those that `SocketBindAllow=` lets
 * through (systemd.resource-control(5)). One rule a line; what cannot be parsed is left out.
 */
export function socketBindLimits(assignments: readonly Assignment[]): readonly ReachLimit[] {
  const denied = bindRules(assignments, 'SocketBindDeny');
  const allowed = bindRules(assignments, 'SocketBindAllow');
  const limits = (['tcp', 'udp'] as const).flatMap((protocol) => {
    const [ipv4, ipv6] = FAMILIES.map((family) => closedPorts(denied, allowed, family, protocol));
    const both = ipv4?.filter((a) => ipv6?.some((b) => sameClosed(a, b))) ?? [];
    const alone = (closed: readonly Closed[] | undefined, family: AddressFamily) =>
      (closed ?? [])
        .filter((a) => !both.some((b) => sameClosed(a, b)))
        .map((a) => limitOf(a, protocol, family));
    return [
      ...both.map((closed) => limitOf(closed, protocol)),
      ...alone(ipv4, 'ipv4'),
      ...alone(ipv6, 'ipv6'),
    ];
  });
  return limits;
}

/** Ports that cannot be bound, and the line that says so. */
interface Closed {
  readonly ports: PortRange;
  readonly line: Assignment;
}

function closedPorts(
  denied: readonly BindRule[],
  allowed: readonly BindRule[],
  family: AddressFamily,
  protocol: Protocol,
): readonly Closed[] {
  const applies = (rule: BindRule) =>
    (rule.family ?? family) === family && (rule.protocol ?? protocol) === protocol;
  const open = allowed.filter(applies).sort((a, b) => a.ports.first - b.ports.first);
  return denied.filter(applies).flatMap(({ ports, line }) => {
    const closed: Closed[] = [];
    let first = ports.first;
    for (const { ports: gap } of open) {
      if (gap.first > first)
        closed.push({ ports: { first, last: Math.min(gap.first - 1, ports.last) }, line });
      first = Math.max(first, gap.last + 1);
      if (first > ports.last) break;
    }
    if (first <= ports.last) closed.push({ ports: { first, last: ports.last }, line });
    return closed;
  });
}

function sameClosed(a: Closed, b: Closed): boolean {
  return a.line === b.line && a.ports.first === b.ports.first && a.ports.last === b.ports.last;
}

function limitOf({ ports, line }: Closed, protocol: Protocol, family?: AddressFamily): ReachLimit {
  const kind = `${protocol.toUpperCase()}${family === undefined ? '' : ` on ${family === 'ipv4' ? 'IPv4' : 'IPv6'}`}`;
  const isAll = ports.first === ALL.first && ports.last === ALL.last;
  const range = ports.first === ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
  return {
    reach: 'none',
    protocol,
    ...(family !== undefined && { family }),
    ...(!isAll && { ports }),
    because: `SocketBindDeny=${spellOut(line.value)} keeps it from binding ${isAll ? `${kind} ports` : `${kind}, port ${range}`}`,
    at: line.at,
  };
}

function bindRules(assignments: readonly Assignment[], key: string): readonly BindRule[] {
  return settingsOf(assignments, key).flatMap((line) => {
    const rule = parseRule(line.value.text);
    return rule === undefined ? [] : [{ ...rule, line }];
  });
}

/** `[family:][protocol:][ports]` or `any`, at least one of them (parse_socket_bind_item in systemd 252). */
function parseRule(text: string): Omit<BindRule, 'line'> | undefined {
  const parts = text.split(':', 4);
  const [family] = FAMILIES.filter((name) => name === parts[0]);
  if (family !== undefined) parts.shift();
  const protocol = (['tcp', 'udp'] as const).find((name) => name === parts[0]?.toLowerCase());
  if (protocol !== undefined) parts.shift();
  const [range, ...others] = parts;
  if (others.length > 0) return undefined;
  if (range === undefined || range === 'any') return { family, protocol, ports: ALL };
  const [low = '', high = low, ...more] = range.split('-', 3);
  const [first, last] = [portOf(low), portOf(high)];
  if (more.length > 0 || first === undefined || last === undefined || last < first) return undefined;
  return { family, protocol, ports: { first, last } };
}

/** A port as strtoul reads it: decimal, octal after `0`, hexadecimal after `0x`; 0 is none. */
function portOf(text: string): number | undefined {
  if (!/^(?:[1-9]\d{0,5}|0[0-7]{1,9}|0[xX][0-9A-Fa-f]{1,9})$/.test(text)) return undefined;
  const port = Number.parseInt(text, /^0[xX]/.test(text) ? 16 : text.startsWith('0') ? 8 : 10);
  return port >= ALL.first && port <= ALL.last ? port : undefined;
}
