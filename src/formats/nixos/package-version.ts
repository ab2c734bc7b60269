import type { Launch } from '../../launch/launch.ts';
import { parseReleases, type Version } from '../../memcached/version.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { directoryOf } from '../host/paths.ts';

/**
 * The launches of a file with what is known of nixpkgs' memcached, which is 1.5.6 or later since 2018: flakes and
 * devenv came afterwards, so that a file beside or below a `flake.nix` or `devenv.nix` gets no older one.
 */
export function withPackageVersion(
  launches: readonly Launch[],
  file: SourceFile,
  repository: Repository,
): readonly Launch[] {
  if (launches.every(({ version }) => version.state === 'known')) return launches;
  const version = packageVersion(file, repository);
  if (version === undefined) return launches;
  return launches.map((launch) => (launch.version.state === 'known' ? launch : { ...launch, version }));
}

function packageVersion(file: SourceFile, repository: Repository): Version | undefined {
  const releases = parseReleases('>=1.5.6');
  if (releases === undefined) return undefined;
  let directory = directoryOf(file.path);
  for (let depth = 0; depth < 64; depth++) {
    for (const name of ['flake.nix', 'devenv.nix']) {
      const found = repository.has(directory + name) ? repository.read(directory + name) : undefined;
      if (!isReadable(found)) continue;
      const because = `nixpkgs has had 1.5.6 or later for longer than there is a ${name}`;
      return {
        state: 'known',
        releases,
        label: '1.5.6 or later',
        because,
        at: found.at(0, found.line(1).length),
      };
    }
    if (directory === '') return undefined;
    directory = directoryOf(directory.slice(0, -1));
  }
  return undefined;
}
