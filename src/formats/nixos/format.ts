import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { nixBindings } from './bindings.ts';
import { commandLaunches } from './commands.ts';
import { containerReading } from './containers.ts';
import { KnownValues } from './known-values.ts';
import { moduleLaunches } from './module.ts';
import { FORMAT } from './name.ts';
import { withPackageVersion } from './package-version.ts';
import { nixTokens } from './tokens.ts';
import { unitReading } from './units.ts';

/**
 * Nix files: `services.memcached` of NixOS and devenv, units (`systemd.services`), jobs of launchd, scripts, and
 * containers (`virtualisation.oci-containers`, arion).
 */
export const nixos: Format = {
  name: FORMAT,
  title: 'Nix file',
  hasPath: (path) => path.endsWith('.nix'),
  hasContent: () => false,
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) readings.push(await readFile(file, repository));
    return joinReadings(readings);
  },
};

async function readFile(file: SourceFile, repository: Repository): Promise<Reading> {
  if (!file.text.includes('memcached')) return { launches: [], problems: [] };
  const tokens = nixTokens(file);
  const written = nixBindings(file, tokens);
  const known = new KnownValues(written);
  const bindings = known.in(written);
  const { launches, problems } = joinReadings([
    { launches: moduleLaunches(bindings), problems: [] },
    await unitReading(file, bindings, repository),
    { launches: commandLaunches(tokens, bindings, known), problems: [] },
  ]);
  const onHosts = { launches: withPackageVersion(launches, file, repository), problems };
  return joinReadings([onHosts, containerReading(bindings, repository)]);
}
