import { patternProblem } from '../discovery/pattern-problem.ts';
import {
  type Configuration,
  DEFAULT_CONFIGURATION,
  type LoadedConfiguration,
} from '../policy/configuration.ts';
import type { Finding } from '../policy/finding.ts';
import { loadConfiguration, readConfiguration } from '../policy/load-configuration.ts';
import { type ConfigurationOverrides, overrideConfiguration } from '../policy/override-configuration.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Host } from './host.ts';
import type { Selection } from './parse-command-line.ts';
import { resolvePaths, type Target } from './resolve-paths.ts';
import { UserError } from './user-error.ts';

const CONFIGURATION_LIMIT = 1024 * 1024;

export interface Prepared extends Target {
  readonly configuration: Configuration;
  /** Its mistakes. */
  readonly configurationFindings: readonly Finding[];
  /** The same for another state of the repository. */
  readonly configurationOf: (repository: SearchableRepository) => Promise<Configuration>;
}

/** Opens the repository that the paths name and reads its configuration, the command line's word last. */
export async function prepare(command: Selection & ConfigurationOverrides, host: Host): Promise<Prepared> {
  refusePatterns([...command.include, ...command.exclude]);
  const target = await resolvePaths(command, host);
  const override = (loaded: LoadedConfiguration): Configuration => {
    const configuration = overrideConfiguration(loaded.configuration, command);
    if (typeof configuration === 'string') throw new UserError(`--memcached-version: ${configuration}.`);
    return configuration;
  };
  const loaded = await configurationFor(command, target.repository, host);
  return {
    ...target,
    configuration: override(loaded),
    configurationFindings: loaded.findings,
    configurationOf: async (repository) => override(await configurationFor(command, repository, host)),
  };
}

/** The absolute path of a file that an option names. */
export function inWorkingDirectory(name: string, host: Host): string {
  const path = name.replaceAll('\\', '/');
  return path.startsWith('/') || /^[A-Za-z]:/.test(path) ? path : `${host.workingDirectory}/${path}`;
}

async function configurationFor(
  command: Selection,
  repository: SearchableRepository,
  host: Host,
): Promise<LoadedConfiguration> {
  if (command.noConfig) return { configuration: DEFAULT_CONFIGURATION, findings: [] };
  if (command.config === undefined) return loadConfiguration(repository);
  const path = command.config.replaceAll('\\', '/');
  const bytes = host.fileSystem.read(inWorkingDirectory(path, host), CONFIGURATION_LIMIT);
  if (bytes === undefined) throw new UserError(`The configuration ${command.config} cannot be read.`);
  return readConfiguration(new SourceFile(path, new TextDecoder().decode(bytes)));
}

function refusePatterns(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    const problem = patternProblem(pattern);
    if (problem !== undefined) throw new UserError(`"${pattern}" is no usable pattern: ${problem}.`);
  }
}
