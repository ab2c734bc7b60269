import type { Format } from '../format.ts';
import { readRepositoryUnits } from './repository-units.ts';
import { isUnitPath, readsLikeUnit } from './unit-paths.ts';

/** Service units of systemd with their drop-ins and environment files, anywhere in a repository. */
export const systemd: Format = {
  name: 'systemd',
  title: 'systemd unit',
  hasPath: isUnitPath,
  hasContent: readsLikeUnit,
  async read(files, repository) {
    const { launches, problems } = readRepositoryUnits(files, repository);
    return { launches, problems };
  },
};
