import type { TracedText } from '../../text/traced-text.ts';

/** A network that a container joins. */
export interface JoinedNetwork {
  readonly target: TracedText;
  readonly hasAlias: boolean;
}

const KEYS = new Set([
  'name',
  'alias',
  'ip',
  'ip6',
  'mac-address',
  'link-local-ip',
  'driver-opt',
  'gw-priority',
]);

/** Reads a `--network` value: a name, or `name=…,alias=…` (docker/cli `opts.NetworkOpt`). A text says why it is refused. */
export function parseNetwork(value: TracedText): JoinedNetwork | string {
  if (!/\w=\w/.test(value.text)) return { target: value, hasAlias: false };
  let target: TracedText | undefined;
  let hasAlias = false;
  let from = 0;
  for (const part of value.text.split(',')) {
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(equals, 0)).toLowerCase().trim();
    if (equals <= 0 || !KEYS.has(key)) return `--network has no field ${part}`;
    if (key === 'name') target = value.slice(from + equals + 1, from + part.length);
    if (key === 'alias') hasAlias = true;
    from += part.length + 1;
  }
  if (target === undefined || target.text === '') return '--network names no network';
  return { target, hasAlias };
}

/** The engine's own network modes; everything else is a network that somebody made. */
export function isUserDefined(network: string): boolean {
  return !/^(?:default|bridge|host|none|container:.*)$/s.test(network);
}

/** What contradicts itself in a container's networks. */
export function networkConflict(networks: readonly JoinedNetwork[], hasAliases: boolean): string | undefined {
  const names = networks.map(({ target }) => target.text);
  if (networks.some(({ target }) => target.isKnown && target.text.trim() === ''))
    return '--network names no network';
  if (new Set(names).size < names.length) return 'a network is specified twice';
  if (networks.some(({ target }) => !target.isKnown)) return undefined;
  const own = names.filter((name) => isUserDefined(name)).length;
  if (own > 0 && own < names.length) return 'a network mode and a network cannot be combined';
  const first = names[0] ?? 'default';
  const wantsAlias = hasAliases || networks[0]?.hasAlias === true;
  return wantsAlias && !isUserDefined(first) ? `the network ${first} takes no aliases` : undefined;
}
