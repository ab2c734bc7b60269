import type { ReachLimit } from '../../network/network.ts';
import { spellOut } from '../../text/spell-out.ts';
import { addressFilterLimit } from './address-filter.ts';
import type { ExecCommand } from './exec-line.ts';
import type { Service } from './service.ts';
import type { Assignment } from './unit-file.ts';

/**
 * What a unit's settings leave of the network (systemd.exec(5) and systemd.resource-control(5)). A command
 * with the prefix `+` runs outside of the unit's namespaces and system call filters, not of its cgroup.
 */
export function confinement(service: Service, command: ExecCommand): readonly ReachLimit[] {
  const { assignments } = service;
  const cgroup = [
    addressFilterLimit(assignments),
    ...socketBindLimits(assignments),
    interfaceLimit(assignments),
  ];
  const process = command.privileged ? [] : [namespaceLimit(service), familyLimit(assignments)];
  return [...process, ...cgroup].filter((limit) => limit !== undefined);
}

function namespaceLimit({ settings }: Service): ReachLimit | undefined {
  const path = settings.get('Service.NetworkNamespacePath');
  if (path && path.value.length > 0)
    return { reach: 'unknown', because: 'NetworkNamespacePath= puts it into another network', at: path.at };
  const own = settings.get('Service.PrivateNetwork');
  if (!own || !isYes(own.value.text)) return undefined;
  const joined = settings.get('Unit.JoinsNamespaceOf');
  if (joined && joined.value.length > 0)
    return {
      reach: 'unknown',
      because: 'it shares the network of another unit (JoinsNamespaceOf=)',
      at: joined.at,
    };
  return {
    reach: 'none',
    because: 'PrivateNetwork=yes leaves it only a loopback interface of its own',
    at: own.at,
  };
}

/** `RestrictAddressFamilies=` without IPv4 and IPv6 keeps every network socket from being created. */
function familyLimit(assignments: readonly Assignment[]): ReachLimit | undefined {
  const lines = serviceLines(assignments, 'RestrictAddressFamilies');
  let list: { readonly allow: boolean; readonly families: Set<string> } | undefined;
  for (const { value } of lines) {
    const inverted = value.text.startsWith('~');
    const names = value.text.slice(inverted ? 1 : 0).split(/[ \t]+/);
    if (value.length === 0) list = undefined;
    else if (value.text === 'none') list = { allow: true, families: new Set() };
    else {
      list ??= { allow: !inverted, families: new Set() };
      for (const name of names) {
        if (list.allow === !inverted) list.families.add(name);
        else list.families.delete(name);
      }
    }
  }
  const last = lines.at(-1);
  if (!list || !last) return undefined;
  const { allow, families } = list;
  if (['AF_INET', 'AF_INET6'].some((family) => families.has(family) === allow)) return undefined;
  return {
    reach: 'none',
    because: `RestrictAddressFamilies=${spellOut(last.value)} forbids network sockets`,
    at: last.at,
  };
}

/** `SocketBindDeny=` for a whole protocol, unless `SocketBindAllow=` lets some port of it through. */
function socketBindLimits(assignments: readonly Assignment[]): readonly ReachLimit[] {
  const denied = bindRules(assignments, 'SocketBindDeny');
  const allowed = bindRules(assignments, 'SocketBindAllow');
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const applies = (rule: BindRule) => rule.protocol === undefined || rule.protocol === protocol;
    const whole = denied.filter((rule) => applies(rule) && rule.wholeProtocol);
    const last = whole.at(-1);
    const families = new Set(whole.flatMap(({ family }) => (family ? [family] : ['ipv4', 'ipv6'])));
    if (!last || families.size < 2 || allowed.some(applies)) return [];
    const because = `SocketBindDeny=${spellOut(last.line.value)} keeps it from binding ${protocol.toUpperCase()} ports`;
    return [{ reach: 'none' as const, protocol, because, at: last.line.at }];
  });
}

interface BindRule {
  readonly family: string | undefined;
  readonly protocol: string | undefined;
  readonly wholeProtocol: boolean;
  readonly line: Assignment;
}

function bindRules(assignments: readonly Assignment[], key: string): readonly BindRule[] {
  let rules: BindRule[] = [];
  for (const line of serviceLines(assignments, key)) {
    if (line.value.length === 0) rules = [];
    for (const word of line.value.text.split(/[ \t]+/).filter((text) => text !== '')) {
      const parts = word.split(':');
      const wholeProtocol = !parts.some((part) => /^\d/.test(part));
      const family = parts.find((part) => part === 'ipv4' || part === 'ipv6');
      rules.push({
        family,
        protocol: parts.find((part) => part === 'tcp' || part === 'udp'),
        wholeProtocol,
        line,
      });
    }
  }
  return rules;
}

function interfaceLimit(assignments: readonly Assignment[]): ReachLimit | undefined {
  const lines = serviceLines(assignments, 'RestrictNetworkInterfaces');
  const last = lines.at(-1);
  if (!last || last.value.length === 0) return undefined;
  const reset = lines.findLastIndex(({ value }) => value.length === 0);
  const texts = lines.slice(reset + 1).map(({ value }) => value.text);
  const names = texts.flatMap((text) => text.split(/[ \t]+/));
  if (texts.every((text) => !text.startsWith('~')) && names.every((name) => name === 'lo'))
    return {
      reach: 'loopback',
      because: 'RestrictNetworkInterfaces=lo keeps it to the loopback interface',
      at: last.at,
    };
  const because = 'RestrictNetworkInterfaces= names interfaces whose networks are not known';
  return { reach: 'unknown', because, at: last.at };
}

function serviceLines(assignments: readonly Assignment[], key: string): readonly Assignment[] {
  return assignments.filter((line) => line.section === 'Service' && line.key === key);
}

/** Boolean words of systemd. */
function isYes(text: string): boolean {
  return /^(?:1|yes|y|true|t|on)$/i.test(text);
}
