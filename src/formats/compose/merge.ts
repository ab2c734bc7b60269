import { TracedText } from '../../text/traced-text.ts';
import {
  type ComposeError,
  impliedString,
  isNullValue,
  listValue,
  type MapValue,
  mapValue,
  matchesPath,
  nullValue,
  stringValue,
  type Value,
} from './value.ts';

type Path = readonly string[];
type Merger = (base: Value, other: Value, path: Path, errors: ComposeError[]) => Value;

/** Attributes with a rule of their own (compose-go, override/merge.go). */
const SPECIAL: readonly (readonly [Path, Merger])[] = (
  [
    ['networks.*.labels', toSequence],
    ['volumes.*.labels', toSequence],
    ['services.*.annotations', toSequence],
    ['services.*.build', mergeBuild],
    ['services.*.command', replace],
    ['services.*.depends_on', mergeDependencies],
    ['services.*.deploy.labels', toSequence],
    ['services.*.dns', toSequence],
    ['services.*.dns_opt', toSequence],
    ['services.*.dns_search', toSequence],
    ['services.*.entrypoint', replace],
    ['services.*.env_file', toSequence],
    ['services.*.label_file', toSequence],
    ['services.*.environment', toSequence],
    ['services.*.extra_hosts', toSequence],
    ['services.*.healthcheck.test', replace],
    ['services.*.labels', toSequence],
    ['services.*.logging', mergeLogging],
    ['services.*.models', mergeNames],
    ['services.*.networks', mergeNames],
    ['services.*.sysctls', toSequence],
    ['services.*.tmpfs', toSequence],
    ['services.*.ulimits.*', replace],
    ['services.*.build.args', toSequence],
    ['services.*.build.additional_contexts', toSequence],
    ['services.*.build.extra_hosts', toSequence],
    ['services.*.build.labels', toSequence],
  ] as const
).map(([pattern, merger]) => [pattern.split('.'), merger]);

/** Lays one Compose model over another: mappings key by key, lists one after the other, the rest replaced. */
export function mergeValues(base: Value, other: Value, path: Path, errors: ComposeError[]): Value {
  for (const [pattern, merger] of SPECIAL)
    if (matchesPath(path, pattern)) return merger(base, other, path, errors);
  if (isNullValue(other)) return base;
  if (base.kind === 'scalar') return other;
  if (base.kind === 'map' && other.kind === 'map') return mergeMaps(base, other, path, errors);
  if (base.kind === 'list' && other.kind === 'list')
    return listValue([...base.items, ...other.items], other.at);
  errors.push({ message: `it cannot be overridden by another kind of value`, at: other.at, path });
  return other;
}

/** The model of a service that `extends` another one. */
export function extendService(base: MapValue, service: MapValue, errors: ComposeError[]): MapValue {
  return mergeMaps(base, service, ['services', 'x'], errors);
}

function mergeMaps(base: MapValue, other: MapValue, path: Path, errors: ComposeError[]): MapValue {
  const entries = new Map(base.entries);
  for (const [key, entry] of other.entries) {
    const existing = entries.get(key);
    entries.set(
      key,
      existing === undefined
        ? entry
        : { key: entry.key, value: mergeValues(existing.value, entry.value, [...path, key], errors) },
    );
  }
  return { ...other, entries };
}

function replace(_base: Value, other: Value): Value {
  return other;
}

function toSequence(base: Value, other: Value): Value {
  return listValue([...sequenceOf(base), ...sequenceOf(other)], other.at);
}

/** `{A: 1, B: null}` as `["A=1", "B"]`, sorted. */
function sequenceOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'scalar') return value.type === 'string' ? [value] : [];
  const items: (readonly [string, Value])[] = [];
  for (const [name, { key, value: held }] of value.entries) {
    const parts = held.kind === 'list' ? held.items : [held];
    for (const part of parts) {
      const text = isNullValue(part)
        ? TracedText.decoded(name, key)
        : TracedText.concat([
            TracedText.decoded(`${name}=`, key),
            part.kind === 'scalar' ? part.text : TracedText.empty,
          ]);
      items.push([text.text, stringValue(text, part.kind === 'scalar' ? part.at : key)]);
    }
  }
  return items.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

function mergeBuild(base: Value, other: Value, path: Path, errors: ComposeError[]): Value {
  return mergeMaps(buildMap(base), buildMap(other), path, errors);
}

function buildMap(value: Value): MapValue {
  if (value.kind === 'map') return value;
  if (value.kind === 'scalar' && value.type === 'string')
    return mapValue([['context', { key: value.at, value }]], value.at);
  return mapValue([], value.at);
}

function mergeDependencies(base: Value, other: Value, path: Path, errors: ComposeError[]): Value {
  const started = (value: Value) =>
    namesOf(value, () =>
      mapValue(
        [['condition', { key: value.at, value: impliedString('service_started', value.at) }]],
        value.at,
      ),
    );
  return mergeMaps(started(base), started(other), path, errors);
}

function mergeNames(base: Value, other: Value, path: Path, errors: ComposeError[]): Value {
  const named = (value: Value) => namesOf(value, () => nullValue(value.at));
  return mergeMaps(named(base), named(other), path, errors);
}

/** A list of names as a mapping. */
export function namesOf(value: Value, implied: (item: Value) => Value): MapValue {
  if (value.kind === 'map') return value;
  const items = value.kind === 'list' ? value.items : [];
  return mapValue(
    items.flatMap((item) =>
      item.kind === 'scalar' ? [[item.text.text, { key: item.at, value: implied(item) }] as const] : [],
    ),
    value.at,
  );
}

/** Options of different log drivers do not mix. */
function mergeLogging(base: Value, other: Value, path: Path, errors: ComposeError[]): Value {
  if (base.kind !== 'map' || other.kind !== 'map') return other;
  const driver = (value: MapValue) => {
    const found = value.entries.get('driver')?.value;
    return found?.kind === 'scalar' ? found.text.text : undefined;
  };
  const [a, b] = [driver(base), driver(other)];
  return a === undefined || b === undefined || a === b ? mergeMaps(base, other, path, errors) : other;
}
