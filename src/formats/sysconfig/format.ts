import type { Launch, Problem } from '../../launch/launch.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readEnvironmentFile } from '../environment-file/environment-file.ts';
import type { Format } from '../format.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { environmentFilesOfUnits } from '../systemd/repository-units.ts';
import { sysconfigCommand } from './command-line.ts';
import { isSysconfigPath, readsLikeSysconfig } from './recognition.ts';

/**
 * `/etc/sysconfig/memcached` of Red Hat, Fedora, Amazon Linux, openEuler and SUSE: variables that the
 * distribution's unit turns into a command line. Where a unit of the repository reads the file, that unit's
 * launch says it all.
 */
export const sysconfig: Format = {
  name: 'sysconfig',
  title: 'sysconfig/memcached of Red Hat and SUSE',
  hasPath: isSysconfigPath,
  hasContent: readsLikeSysconfig,
  async read(files, repository) {
    if (files.length === 0) return { launches: [], problems: [] };
    const covered = environmentFilesOfUnits(repository);
    const problems: Problem[] = [];
    const launches = files.filter(({ path }) => !covered.has(path)).flatMap(launchesOf);
    return { launches, problems };
  },
};

function launchesOf(file: SourceFile): readonly Launch[] {
  const command = sysconfigCommand(readEnvironmentFile(file));
  if (!command) return [];
  return [
    {
      format: 'sysconfig',
      name: baseName(withoutTemplateSuffix(file.path)),
      at: command.at,
      program: command.program,
      argv: command.argv,
      version: {
        state: 'unknown',
        because: 'nothing in the repository says which memcached reads this file',
      },
      network: { kind: 'host', limits: [] },
      related: [],
    },
  ];
}
