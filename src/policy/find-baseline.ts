import type { SearchableRepository } from '../repository/repository.ts';
import { BASELINE_PATH, type BaselineEntry } from './baseline.ts';
import { parseBaseline } from './baseline-file.ts';
import { sentence } from './sentence.ts';

/** A baseline that was read, or one sentence that says why it cannot be. */
export type LoadedBaseline =
  | { readonly path: string; readonly entries: readonly BaselineEntry[] }
  | { readonly error: string };

/** Reads a file by its path from the root; `undefined` if it cannot be read. */
export type ReadFromRoot = (path: string) => Uint8Array | undefined;

/** The baseline that the configuration names, else the one at the root of the repository, if there is one. */
export function findBaseline(
  repository: SearchableRepository,
  configured: string | undefined,
  read: ReadFromRoot,
): LoadedBaseline | undefined {
  const path = configured ?? BASELINE_PATH;
  // Only what the repository lists: no link out of it.
  const bytes = repository.has(repository.prefix + path) ? read(path) : undefined;
  if (bytes !== undefined) return readBaseline(repository.prefix + path, bytes);
  if (configured === undefined) return undefined;
  return {
    error: `The baseline ${configured}, which the configuration names, does not exist or is ignored by git; memcached-guard baseline writes it.`,
  };
}

/** Reads a baseline whose bytes are there. */
export function readBaseline(path: string, bytes: Uint8Array): LoadedBaseline {
  const entries = parseBaseline(path, bytes);
  if (typeof entries !== 'string') return { path, entries };
  return { error: sentence(`The baseline ${path} cannot be used: ${entries}`) };
}
