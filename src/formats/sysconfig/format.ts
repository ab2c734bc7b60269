import type { Launch, Problem } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readEnvironmentFile } from '../environment-file/environment-file.ts';
import type { Format } from '../format.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { packagedUnitLimits } from '../systemd/packaged-unit-limits.ts';
import { environmentFilesOfUnits } from '../systemd/repository-units.ts';
import { templated } from '../templated.ts';
import { sysconfigCommand } from './command-line.ts';
import { initScriptCommand, sourcingInitScripts, startsWith } from './init-script.ts';
import { isSysconfigPath, readsLikeSysconfig } from './recognition.ts';

/**
 * `/etc/sysconfig/memcached` of Red Hat, Fedora, Amazon Linux, openEuler and SUSE: variables that the
 * distribution's unit turns into a command line. Where a unit or an init script of the repository reads the
 * file, the launch of that one says it all.
 */
export const sysconfig: Format = templated({
  name: 'sysconfig',
  title: 'sysconfig/memcached of Red Hat and SUSE',
  hasPath: isSysconfigPath,
  hasContent: readsLikeSysconfig,
  async read(files, repository) {
    if (files.length === 0) return { launches: [], problems: [] };
    const covered = environmentFilesOfUnits(repository);
    const own = files
      .filter(({ path }) => !covered.has(path))
      .map((file) => ({ file, scripts: sourcingInitScripts(file.path, repository) }))
      .filter(({ file, scripts }) => !startsWith(scripts, file, repository));
    return {
      launches: own.flatMap(({ file, scripts }) => launchesOf(file, scripts.length > 0, repository)),
      problems: own.flatMap(({ file }) => problemsOf(file)),
    };
  },
});

function launchesOf(file: SourceFile, sourced: boolean, repository: Repository): readonly Launch[] {
  const bySystemd = sysconfigCommand(readEnvironmentFile(file));
  if (bySystemd === undefined) return [];
  const command = (sourced ? initScriptCommand(file, bySystemd.at) : undefined) ?? bySystemd;
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
      network: { kind: 'host', limits: sourced ? [] : packagedUnitLimits(file.path, repository) },
      related: [],
    },
  ];
}

/** Options in a variable that no known unit reads: somebody passes them to memcached, but nothing says how. */
function problemsOf(file: SourceFile): readonly Problem[] {
  const variables = readEnvironmentFile(file);
  if (sysconfigCommand(variables)) return [];
  return variables
    .filter(({ value }) => /(?:^|\s)(?:-[lU]|--listen|--udp-port)/.test(value.text))
    .map(({ name, at }) => {
      const message = `no unit in this repository says how ${name} gets to memcached; keep that unit beside this file`;
      return { kind: 'unresolved', at, message };
    });
}
