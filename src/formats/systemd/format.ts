import { isReadable } from '../../repository/repository.ts';
import type { Format } from '../format.ts';
import { directoryOf } from '../host/paths.ts';
import { templated } from '../templated.ts';
import { isQuadletPath, quadletOf, readQuadlet } from './quadlet.ts';
import { PathIndex, RepositoryEnvironmentFiles } from './repository-files.ts';
import { readRepositoryUnits } from './repository-units.ts';
import { isUnitPath, readsLikeUnit } from './unit-paths.ts';

/**
 * Service units of systemd with their drop-ins and environment files, anywhere in a repository, and the
 * containers of Podman's Quadlet, which become such units.
 */
export const systemd: Format = templated({
  name: 'systemd',
  title: 'systemd unit',
  hasPath: (path) => isUnitPath(path) || isQuadletPath(path),
  hasContent: readsLikeUnit,
  async read(files, repository) {
    const units = files.filter(({ path }) => !isQuadletPath(path));
    const reading = readRepositoryUnits(units, repository);
    const launches = [...reading.launches];
    const problems = [...reading.problems];
    const index = new PathIndex(repository.paths);
    const quadlets = new Set(
      files.filter(({ path }) => isQuadletPath(path)).map(({ path }) => quadletOf(path)),
    );
    for (const path of quadlets) {
      const file = repository.read(path);
      if (!isReadable(file)) continue;
      const environment = new RepositoryEnvironmentFiles(repository, index, directoryOf(path), true);
      const container = readQuadlet(file, repository, environment);
      launches.push(...container.launches);
      problems.push(...container.problems);
    }
    return { launches, problems };
  },
});
