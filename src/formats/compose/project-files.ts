import { isFixedPath, joinPath } from './paths.ts';

/** Names that Compose looks for, in this order (compose-go, cli/options.go). */
export const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
/** Names of which the first is laid over the default file. */
export const DEFAULT_OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * The files that Compose loads without `-f`, in order; empty if it finds none. `composeFile` is the value of
 * `COMPOSE_FILE`. Parent folders are searched up to the repository's root.
 */
export function defaultFiles(
  folder: string,
  exists: (path: string) => boolean,
  composeFile?: { readonly value: string; readonly separator: string },
): readonly string[] {
  if (composeFile !== undefined)
    return composeFile.value
      .split(composeFile.separator)
      .map((path) => (isFixedPath(path) ? path : joinPath(folder, path)));
  for (let at = folder; ; at = joinPath(at, '..')) {
    const first = (names: readonly string[]) => names.map((name) => joinPath(at, name)).find(exists);
    const main = first(DEFAULT_FILES);
    if (main !== undefined) {
      const override = first(DEFAULT_OVERRIDES);
      return override === undefined ? [main] : [main, override];
    }
    if (at === '.' || at.startsWith('..')) return [];
  }
}
