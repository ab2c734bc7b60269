import { TracedText } from '../../text/traced-text.ts';
import { namesOf } from './merge.ts';
import { canonicalPorts } from './ports.ts';
import {
  type ComposeError,
  impliedString,
  isNullValue,
  listValue,
  type MapValue,
  mapEntries,
  mapValue,
  member,
  nullValue,
  type Value,
  withEntry,
} from './value.ts';
import { canonicalVolume } from './volumes.ts';

type Path = readonly string[];

/** Brings the short syntaxes of a model into their long forms (compose-go, transform/canonical.go). */
export function canonical(model: MapValue, errors: ComposeError[]): MapValue {
  return mapEntries(model, (value, key) => {
    if (key === 'services' && value.kind === 'map')
      return mapEntries(value, (service, name) => canonicalService(service, ['services', name], errors));
    if (['volumes', 'networks', 'secrets', 'configs'].includes(key) && value.kind === 'map')
      return mapEntries(value, (held, name) => canonicalExternal(held, [key, name], errors));
    return value;
  });
}

function canonicalService(service: Value, path: Path, errors: ComposeError[]): Value {
  if (service.kind !== 'map') return service;
  return mapEntries(service, (value, key) => {
    const inner = [...path, key];
    switch (key) {
      case 'ports':
        return listValue(canonicalPorts(value, inner, errors), value.at);
      case 'build':
        return canonicalBuild(value, inner, errors);
      case 'networks':
      case 'models':
        return value.kind === 'list' ? namesOf(value, (item) => nullValue(item.at)) : value;
      case 'env_file':
        return canonicalEnvFile(value, inner, errors);
      case 'label_file':
      case 'dns':
        return value.kind === 'scalar' && value.type === 'string' ? listValue([value], value.at) : value;
      case 'depends_on':
        return canonicalDependencies(value, inner, errors);
      case 'extends':
        return value.kind === 'scalar' && value.type === 'string'
          ? mapValue([['service', { key: value.at, value }]], value.at)
          : value;
      case 'volumes':
        return value.kind === 'list'
          ? listValue(
              value.items.map((item, i) => canonicalVolume(item, [...inner, String(i)], errors)),
              value.at,
            )
          : value;
      default:
        return value;
    }
  });
}

function canonicalBuild(value: Value, path: Path, errors: ComposeError[]): Value {
  if (value.kind === 'map') return value;
  if (value.kind === 'scalar' && value.type === 'string')
    return mapValue([['context', { key: value.at, value }]], value.at);
  errors.push({ message: 'build must be a text or a mapping', at: value.at, path });
  return value;
}

function canonicalEnvFile(value: Value, path: Path, errors: ComposeError[]): Value {
  const items = value.kind === 'list' ? value.items : value.kind === 'scalar' ? [value] : undefined;
  if (items === undefined || (value.kind === 'scalar' && value.type !== 'string')) {
    errors.push({ message: 'env_file must be a text or a list', at: value.at, path });
    return value;
  }
  const required = (at: Value['at']): Value => ({
    kind: 'scalar',
    type: 'bool',
    text: TracedText.decoded('true', at),
    at,
  });
  return listValue(
    items.map((item) => {
      const long = item.kind === 'map' ? item : mapValue([['path', { key: item.at, value: item }]], item.at);
      return member(long, 'required') === undefined ? withEntry(long, 'required', required(item.at)) : long;
    }),
    value.at,
  );
}

function canonicalDependencies(value: Value, path: Path, errors: ComposeError[]): Value {
  if (value.kind === 'scalar') {
    errors.push({ message: 'depends_on must be a list or a mapping', at: value.at, path });
    return value;
  }
  const named = namesOf(value, (item) => mapValue([], item.at));
  return mapEntries(named, (held, name) => {
    if (held.kind !== 'map') {
      errors.push({ message: 'a dependency must be a mapping', at: held.at, path: [...path, name] });
      return held;
    }
    return member(held, 'condition') === undefined
      ? withEntry(held, 'condition', impliedString('service_started', held.at))
      : held;
  });
}

/** `external: {name: x}` is the old spelling of `external: true` with `name: x`. */
function canonicalExternal(value: Value, path: Path, errors: ComposeError[]): Value | undefined {
  if (isNullValue(value) || value.kind !== 'map') return value;
  const external = member(value, 'external');
  if (external?.kind !== 'map') return value;
  const isTrue: Value = {
    kind: 'scalar',
    type: 'bool',
    text: TracedText.decoded('true', external.at),
    at: external.at,
  };
  const resource = withEntry(value, 'external', isTrue);
  const [name, old] = [member(value, 'name'), member(external, 'name')];
  if (old === undefined) return resource;
  if (name === undefined) return withEntry(resource, 'name', old);
  if (name.kind !== 'scalar' || old.kind !== 'scalar' || name.text.text !== old.text.text)
    errors.push({ message: 'name and external.name differ', at: old.at, path });
  return resource;
}
