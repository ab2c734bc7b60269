import type { ReachLimit } from '../../network/network.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { addressFilterLimits } from './address-filter.ts';
import type { ExecCommand } from './exec-line.ts';
import type { Service } from './service.ts';
import { socketBindLimits } from './socket-bind.ts';
import { type Assignment, settingsOf } from './unit-file.ts';
import type { Manager } from './unit-tree.ts';

/**
 * What a unit's settings leave of the network (systemd.exec(5) and systemd.resource-control(5)). A command
 * with the prefix `+` runs outside of the unit's namespaces and system call filters, not of its cgroup. A
 * user's manager may not load the programs that filter for a cgroup, says so in its log and goes on.
 */
export function confinement(
  service: Service,
  command: Pick<ExecCommand, 'privileged'>,
  manager: Manager,
): readonly ReachLimit[] {
  const { assignments } = service;
  const process = command.privileged ? [] : [namespaceLimit(assignments), ...familyLimits(assignments)];
  if (manager === 'user') return process.filter((limit) => limit !== undefined);
  const cgroup = [
    ...addressFilterLimits(assignments),
    ...socketBindLimits(assignments),
    interfaceLimit(assignments),
    filterProgramLimit(assignments),
  ];
  return [...process, ...cgroup].filter((limit) => limit !== undefined);
}

function namespaceLimit(assignments: readonly Assignment[]): ReachLimit | undefined {
  const path = settingsOf(assignments, 'NetworkNamespacePath').findLast(({ value }) => isAbsolute(value));
  if (path)
    return { reach: 'unknown', because: 'NetworkNamespacePath= puts it into another network', at: path.at };
  // What is no boolean, also nothing at all, is left out.
  const own = assignments.findLast(
    ({ section, key, value }) => section === 'Service' && key === 'PrivateNetwork' && isBoolean(value.text),
  );
  if (!own || !isYes(own.value.text)) return undefined;
  const joined = settingsOf(assignments, 'JoinsNamespaceOf', 'Unit').at(-1);
  if (joined)
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

function isAbsolute(path: TracedText): boolean {
  return path.text.startsWith('/') || !path.slice(0, 1).isKnown;
}

/** `RestrictAddressFamilies=` that leaves IPv4 or IPv6 out keeps sockets of that family from being created. */
function familyLimits(assignments: readonly Assignment[]): readonly ReachLimit[] {
  const lines = settingsOf(assignments, 'RestrictAddressFamilies');
  let list: { readonly allow: boolean; readonly families: Set<string> } | undefined;
  for (const { value } of lines) {
    const inverted = value.text.startsWith('~');
    const names = value.text
      .slice(inverted ? 1 : 0)
      .toUpperCase()
      .split(/[ \t]+/);
    if (value.text === 'none') list = { allow: true, families: new Set() };
    else {
      list ??= { allow: !inverted, families: new Set() };
      for (const name of names) {
        if (list.allow === !inverted) list.families.add(name);
        else list.families.delete(name);
      }
    }
  }
  const last = lines.at(-1);
  if (!list || !last || lines.some(({ value }) => !value.isKnown)) return [];
  const { allow, families } = list;
  const shut = FAMILIES.filter(({ setting }) => families.has(setting) !== allow);
  const because = `RestrictAddressFamilies=${spellOut(last.value)} forbids`;
  if (shut.length === FAMILIES.length)
    return [{ reach: 'none', because: `${because} network sockets`, at: last.at }];
  return shut.map(({ family, label }) => ({
    reach: 'none',
    family,
    because: `${because} ${label} sockets`,
    at: last.at,
  }));
}

const FAMILIES = [
  { family: 'ipv4', setting: 'AF_INET', label: 'IPv4' },
  { family: 'ipv6', setting: 'AF_INET6', label: 'IPv6' },
] as const;

/** A program of the unit's own for the packets that come in. */
function filterProgramLimit(assignments: readonly Assignment[]): ReachLimit | undefined {
  const last = settingsOf(assignments, 'IPIngressFilterPath').at(-1);
  const because = 'IPIngressFilterPath= names a filter that is not known';
  return last && { reach: 'unknown', because, at: last.at };
}

function interfaceLimit(assignments: readonly Assignment[]): ReachLimit | undefined {
  const lines = settingsOf(assignments, 'RestrictNetworkInterfaces');
  const last = lines.at(-1);
  if (!last) return undefined;
  const texts = lines.map(({ value }) => value.text.replace(/["']/g, ''));
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

/** Boolean words of systemd, in any case (parse_boolean). */
function isYes(text: string): boolean {
  return /^(?:1|yes|y|true|t|on)$/i.test(text);
}

function isBoolean(text: string): boolean {
  return isYes(text) || /^(?:0|no|n|false|f|off)$/i.test(text);
}
