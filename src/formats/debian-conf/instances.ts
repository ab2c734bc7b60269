import { pathsWhere } from '../../repository/paths-where.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';

const INSTANCE = /^memcached_.+\.conf$/;

/**
 * Whether a path is that of an instance, `memcached_NAME.conf`: Debian's sysvinit script starts one memcached from
 * each of these and then leaves `memcached.conf` alone; its systemd unit reads `memcached.conf` and nothing else.
 */
export function isInstance(path: string): boolean {
  return INSTANCE.test(baseName(withoutTemplateSuffix(path)));
}

/** The name of the first instance in the directory of a `memcached.conf`. */
export function instanceBeside(path: string, repository: Repository): string | undefined {
  if (baseName(withoutTemplateSuffix(path)) !== 'memcached.conf') return undefined;
  const directory = directoryOf(path);
  const found = pathsWhere(repository, isInstance).find((other) => directoryOf(other) === directory);
  return found === undefined ? undefined : baseName(withoutTemplateSuffix(found));
}

const isService = (path: string): boolean => /\.service(?:$|\.)/.test(path);

/** Whether a unit of the repository has systemd-memcached-wrapper read an instance, by its name or one for all. */
export function isReadByUnit(path: string, repository: Repository): boolean {
  const name = baseName(withoutTemplateSuffix(path));
  return pathsWhere(repository, isService)
    .map((unit) => repository.read(unit))
    .filter(isReadable)
    .some(
      ({ text }) => text.includes('memcached-wrapper') && (text.includes(name) || /memcached_%/.test(text)),
    );
}
