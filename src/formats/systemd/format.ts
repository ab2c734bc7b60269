import type { Reading } from '../../launch/launch.ts';
import type { Format } from '../format.ts';
import { directoryOf } from '../host/paths.ts';
import { templated } from '../templated.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import { readContainer } from './quadlet/container.ts';
import { readKube } from './quadlet/kube.ts';
import { QuadletFiles, type QuadletUnit } from './quadlet/quadlet-unit.ts';
import { isQuadletPath, quadletKind, quadletOf } from './quadlet/recognition.ts';
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
    const services = files.filter(({ path }) => !isQuadletPath(path));
    const reading = readRepositoryUnits(services, repository);
    const launches = [...reading.launches];
    const problems = [...reading.problems];
    const index = new PathIndex(repository.paths);
    const quadlets = new Set(
      files.filter(({ path }) => isQuadletPath(path)).map(({ path }) => quadletOf(path)),
    );
    const units = new QuadletFiles(repository, index, files);
    for (const path of quadlets) {
      const unit = units.unit(path);
      if (!unit) continue;
      const environment = new RepositoryEnvironmentFiles(repository, index, directoryOf(path), true);
      const found = await readQuadlet(unit, units, environment);
      launches.push(...found.launches);
      problems.push(...found.problems);
    }
    return { launches, problems };
  },
});

/** Pods, networks and images are read for the containers that name them. */
async function readQuadlet(
  unit: QuadletUnit,
  units: QuadletFiles,
  environment: EnvironmentFiles,
): Promise<Reading> {
  const kind = quadletKind(unit.file.path);
  if (kind === 'kube') return readKube(unit, units);
  return kind === 'container' ? readContainer(unit, units, environment) : { launches: [], problems: [] };
}
