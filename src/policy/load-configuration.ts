import { isReadable, type SearchableRepository } from '../repository/repository.ts';
import type { SourceFile } from '../text/source-file.ts';
import { DEFAULT_CONFIGURATION, type LoadedConfiguration } from './configuration.ts';

/** Where a configuration is looked for, in this order. */
const CONFIGURATION_PATHS = [
  '.github/memcached-guard.yml',
  '.github/memcached-guard.yaml',
  '.memcached-guard.yml',
  '.memcached-guard.yaml',
];

/** Reads the configuration of a repository; the defaults where there is none. */
export async function loadConfiguration(repository: SearchableRepository): Promise<LoadedConfiguration> {
  const path = CONFIGURATION_PATHS.map((name) => repository.prefix + name).find((name) =>
    repository.has(name),
  );
  const file = path === undefined ? undefined : repository.read(path);
  return isReadable(file) ? readConfiguration(file) : { configuration: DEFAULT_CONFIGURATION, findings: [] };
}

/** Reads a configuration file. Its reader, which brings YAML and the schema, is loaded only now. */
export async function readConfiguration(file: SourceFile): Promise<LoadedConfiguration> {
  return (await import('./configuration-file.ts')).readConfiguration(file);
}
