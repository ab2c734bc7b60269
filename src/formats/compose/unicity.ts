import { type ComposeError, listValue, mapEntries, matchesPath, member, type Value } from './value.ts';

type Path = readonly string[];
/** The key under which an entry of a list is unique; `undefined`: Compose refuses the entry. */
type Indexer = (entry: Value) => string | undefined;

const UNIQUE: readonly (readonly [Path, Indexer])[] = [
  ...[
    'networks.*.labels',
    'services.*.annotations',
    'services.*.build.args',
    'services.*.build.additional_contexts',
    'services.*.build.platform',
    'services.*.build.tags',
    'services.*.build.labels',
    'services.*.cap_add',
    'services.*.cap_drop',
    'services.*.deploy.labels',
    'services.*.dns',
    'services.*.dns_opt',
    'services.*.dns_search',
    'services.*.environment',
    'services.*.labels',
    'services.*.links',
    'services.*.networks.*.aliases',
    'services.*.networks.*.link_local_ips',
    'services.*.profiles',
    'services.*.sysctls',
    'services.*.tmpfs',
  ].map((pattern) => [pattern.split('.'), byName] as const),
  [['services', '*', 'env_file'], byPath],
  [['services', '*', 'expose'], byNumber],
  [['services', '*', 'ports'], byPort],
  [['services', '*', 'volumes'], byTarget],
];

/** Drops what a later entry of a list redefines, in the place of the earlier one (compose-go, override/uncity.go). */
export function enforceUnicity(value: Value, path: Path, errors: ComposeError[]): Value {
  if (value.kind === 'map')
    return mapEntries(value, (held, key) => enforceUnicity(held, [...path, key], errors));
  if (value.kind !== 'list') return value;
  const indexer = UNIQUE.find(([pattern]) => matchesPath(path, pattern))?.[1];
  if (indexer === undefined) return value;
  const byKey = new Map<string, Value>();
  value.items.forEach((item, i) => {
    const key = indexer(item);
    if (key === undefined)
      errors.push({ message: 'it has an unexpected type', at: item.at, path: [...path, String(i)] });
    else byKey.set(key, item);
  });
  return byKey.size === value.items.length ? value : listValue([...byKey.values()], value.at);
}

function byName(entry: Value): string | undefined {
  if (entry.kind !== 'scalar' || entry.type !== 'string') return undefined;
  return entry.text.text.split('=', 1)[0];
}

function byPath(entry: Value): string | undefined {
  const path = entry.kind === 'map' ? member(entry, 'path') : entry;
  return path?.kind === 'scalar' ? path.text.text : undefined;
}

function byNumber(entry: Value): string | undefined {
  return entry.kind === 'scalar' && (entry.type === 'string' || entry.type === 'int')
    ? entry.text.text
    : undefined;
}

function byTarget(entry: Value): string | undefined {
  const target = entry.kind === 'map' ? member(entry, 'target') : entry;
  return target?.kind === 'scalar' ? target.text.text : undefined;
}

/** The short syntax is compared as written, the long one by address, host port, container port and protocol. */
function byPort(entry: Value): string | undefined {
  if (entry.kind === 'scalar') return entry.type === 'int' || entry.type === 'string' ? entry.text.text : '';
  if (entry.kind === 'list') return '';
  const text = (key: string, absent: string) => {
    const found = member(entry, key);
    // A number and a text are different things for compose-go, even with the same digits.
    return found?.kind !== 'scalar'
      ? absent
      : found.type === 'int'
        ? `int=${found.text.text}`
        : found.text.text;
  };
  if (member(entry, 'target') === undefined) return undefined;
  return `${text('host_ip', '0.0.0.0')}:${text('published', '<nil>')}:${text('target', '')}/${text('protocol', 'tcp')}`;
}
