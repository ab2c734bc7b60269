import type { ReachLimit } from '../../network/network.ts';
import { pathsWhere } from '../../repository/paths-where.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { confinement } from './confinement.ts';
import { UnitFiles } from './repository-files.ts';
import { readService } from './service.ts';
import { placeOfUnit } from './unit-paths.ts';
import { findUnit } from './unit-tree.ts';

const UNIT = 'memcached.service';
/** A command that starts memcached from `/etc/memcached.conf`. */
const WRAPPER = /\/systemd-memcached-wrapper$/;

const mayBelong = (path: string): boolean => path.includes('service');

/**
 * What a repository's drop-ins of memcached.service leave of the network to a memcached that the package's unit
 * starts from a configuration file (`/etc/memcached.conf`, `/etc/sysconfig/memcached`), given that file's path; also
 * where the repository has Debian's unit itself. None where the file is not in its place below some root.
 */
export function packagedUnitLimits(path: string, repository: Repository): readonly ReachLimit[] {
  const root = /^((?:.*\/)?)etc\/(?:memcached\.conf|(?:sysconfig|default)\/memcached)$/.exec(
    withoutTemplateSuffix(path),
  )?.[1];
  if (root === undefined) return [];
  const tree = new UnitFiles();
  for (const candidate of pathsWhere(repository, mayBelong)) {
    if (!candidate.startsWith(root)) continue;
    const place = placeOfUnit(candidate);
    const isOwn = place.unit === UNIT || place.unit === 'service';
    if (!place.layout || place.root !== root || place.manager !== 'system' || !isOwn) continue;
    const file = repository.read(candidate);
    if (isReadable(file)) tree.add(place.path, file);
  }
  const unit = findUnit(UNIT, tree);
  const first = unit?.fragment ?? unit?.dropIns[0];
  if (!unit || !first || unit.masked) return [];
  const own = unit.fragment ?? { file: first.file, assignments: [] };
  const service = readService(own, unit.dropIns, { unit: unit.name });
  const starts = service.commands.find(({ path: program }) => WRAPPER.test(program.text));
  // A command of its own starts something else than the package's unit does.
  if (service.commands.length > 0 && !starts) return [];
  return confinement(service, { privileged: starts?.privileged ?? false }, 'system');
}
