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

/** The families, protocol and ports of one rule, each of which may be left out but not all (parse_socket_bind_item in systemd 252). */
const RULE = /^(?:(ipv4|ipv6)(?=:|$):?)?(?:(tcp|udp|TCP|UDP)(?=:|$):?)?(?:any|(\d{1,5})(?:-(\d{1,5}))?)?$/;

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
    const match = RULE.exec(line.value.text);
    if (!match || line.value.length === 0) return [];
    const [, familyName, protocolName, low, high] = match;
    const first = Number(low ?? ALL.first);
    const last = Number(high ?? low ?? ALL.last);
    if (first < 1 || last > ALL.last || last < first) return [];
    const family = FAMILIES.find((name) => name === familyName);
    const protocol = (['tcp', 'udp'] as const).find((name) => name === protocolName?.toLowerCase());
    return [{ family, protocol, ports: { first, last }, line }];
  });
}
