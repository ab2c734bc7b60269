import { TracedText } from '../../text/traced-text.ts';
import { listValue, type MapValue, mapEntries, member, type Value } from './value.ts';

/** Joins two paths with `/` and removes `.` and `..`, like Go's `filepath.Join`; an empty path is `.`. */
export function joinPath(base: string, path: string): string {
  const parts: string[] = [];
  const isAbsolute = base.startsWith('/');
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolute) parts.push('..');
  }
  return `${isAbsolute ? '/' : ''}${parts.join('/')}` || '.';
}

/** The folder of a file, `.` at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash) || '/';
}

/** A path that another folder does not change: absolute or in somebody's home. */
export function isFixedPath(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~') || /^[a-zA-Z]:[\\/]/.test(path);
}

/** A build context that is no folder: a URL, a git reference, another service's image. */
export function isRemoteContext(context: string): boolean {
  return context.includes('://') || /^(?:service:|github\.com\/|git@)/.test(context);
}

/**
 * Makes the relative paths in a model relative to the folder above `folder` instead of `folder` itself, as
 * compose-go does each time it takes a file from another folder in.
 */
export function rebasePaths(model: MapValue, folder: string): MapValue {
  return mapEntries(model, (value, key) => {
    if (value.kind !== 'map') return value;
    if (key === 'services') return mapEntries(value, (held) => rebaseService(held, folder));
    return key === 'configs' ? mapEntries(value, (held) => rebaseMember(held, 'file', folder)) : value;
  });
}

function rebaseService(service: Value, folder: string): Value {
  if (service.kind !== 'map') return service;
  return mapEntries(service, (value, key) => {
    if (key === 'build' && value.kind === 'map')
      return mapEntries(value, (held, name) =>
        name === 'context' ? rebase(held, folder, isRemoteContext) : held,
      );
    if (key === 'extends' && value.kind === 'map')
      return mapEntries(value, (held, name) => (name === 'file' ? rebase(held, folder) : held));
    if (key === 'env_file' && value.kind === 'list')
      return listValue(
        value.items.map((item) =>
          item.kind === 'map' && member(item, 'path') !== undefined
            ? mapEntries(item, (held, name) => (name === 'path' ? rebase(held, folder) : held))
            : item,
        ),
        value.at,
      );
    if (key === 'volumes' && value.kind === 'list')
      return listValue(
        value.items.map((item) => (isBind(item) ? rebaseMember(item, 'source', folder) : item)),
        value.at,
      );
    return value;
  });
}

function isBind(volume: Value): boolean {
  const type = member(volume, 'type');
  const source = member(volume, 'source');
  return (
    type?.kind === 'scalar' &&
    type.text.text === 'bind' &&
    source?.kind === 'scalar' &&
    !source.text.text.startsWith('~')
  );
}

function rebaseMember(value: Value, name: string, folder: string): Value {
  if (value.kind !== 'map') return value;
  return mapEntries(value, (held, key) => (key === name ? rebase(held, folder) : held));
}

function rebase(value: Value, folder: string, isKept: (path: string) => boolean = () => false): Value {
  if (value.kind !== 'scalar' || value.type !== 'string' || !value.text.isKnown) return value;
  const path = value.text.text;
  if (path === '' || isFixedPath(path) || isKept(path)) return value;
  return { ...value, text: TracedText.decoded(joinPath(folder, path), value.at) };
}
