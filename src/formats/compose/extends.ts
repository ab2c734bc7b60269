import { extendService } from './merge.ts';
import { applyResets, type Resets } from './resets.ts';
import {
  type ComposeError,
  type Entry,
  isNullValue,
  type MapValue,
  member,
  stringText,
  type Value,
} from './value.ts';

/** A file that another one extends: its services, and the resets that stand in it. */
export interface ExtendedFile {
  readonly services: MapValue;
  readonly resets: Resets;
}

/** How `extends` gets at other files. */
export interface ExtendsSource {
  /** The path of the file being read, for cycles. */
  readonly path: string;
  /** `undefined`: there is no such file, or nothing to extend in it. */
  load(file: string): Promise<ExtendedFile | undefined>;
}

const MAX_CHAIN = 100;

/**
 * Replaces every service that `extends` another one by the two laid over each other (compose-go,
 * loader/extends.go). The extended service is seen as its own file has it, not as overrides change it.
 */
export async function applyExtends(
  model: MapValue,
  source: ExtendsSource,
  resets: Resets,
  errors: ComposeError[],
): Promise<MapValue> {
  const services = model.entries.get('services');
  if (services === undefined) return model;
  if (services.value.kind !== 'map') {
    errors.push({ message: 'services must be a mapping', at: services.value.at, path: ['services'] });
    return model;
  }
  const entries = new Map(services.value.entries);
  for (const [name, entry] of services.value.entries) {
    const value = await extended(name, entries, source, resets, [], errors);
    if (value !== undefined) entries.set(name, { ...entry, value });
  }
  const merged = { ...services.value, entries };
  return { ...model, entries: new Map(model.entries).set('services', { ...services, value: merged }) };
}

async function extended(
  name: string,
  services: Map<string, Entry>,
  source: ExtendsSource,
  resets: Resets,
  chain: readonly string[],
  errors: ComposeError[],
): Promise<Value | undefined> {
  const service = services.get(name)?.value;
  if (service === undefined || isNullValue(service)) return service;
  const path = ['services', name];
  const fail = (message: string, at: Value = service) => {
    errors.push({ message, at: at.at, path: [...path, 'extends'] });
    return service;
  };
  if (service.kind !== 'map') {
    errors.push({ message: 'a service must be a mapping', at: service.at, path });
    return service;
  }
  const extension = member(service, 'extends');
  if (extension === undefined) return service;
  const reference = stringText(extension.kind === 'map' ? member(extension, 'service') : extension);
  if (extension.kind === 'map' && reference === undefined)
    return fail('extends does not say which service', extension);
  const base = reference?.text ?? '';
  const fileValue = extension.kind === 'map' ? member(extension, 'file') : undefined;
  const file = isNullValue(fileValue) ? undefined : stringText(fileValue)?.text;
  if (!isNullValue(fileValue) && file === undefined) return fail('the file to extend is no text', extension);
  const other = file === undefined ? undefined : await source.load(file);
  const loaded =
    file === undefined
      ? { services, resets: [] }
      : other === undefined
        ? undefined
        : { services: new Map(other.services.entries), resets: other.resets };
  if (loaded === undefined) return fail(`there is no service to extend in ${file ?? ''}`, extension);
  if (!loaded.services.has(base)) return fail(`there is no service ${base} to extend`, extension);
  const link = `${file ?? source.path}\0${name}`;
  if (chain.includes(link) || chain.length >= MAX_CHAIN)
    return fail('services extend each other in a circle', extension);
  const found = await extended(base, loaded.services, source, loaded.resets, [...chain, link], errors);
  if (found?.kind !== 'map') return service;
  const inherited = applyResets(found, resets, path);
  if (inherited.kind !== 'map') return service;
  const merged = extendService(inherited, service, errors);
  const entries = new Map(merged.entries);
  entries.delete('extends');
  const value = { ...merged, entries };
  services.set(name, { key: services.get(name)?.key ?? service.at, value });
  return value;
}
