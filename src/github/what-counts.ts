import path from 'node:path';
import * as core from '@actions/core';
import type { Change, ChangeSource } from '../changes/change.ts';
import type { GitFolder } from '../changes/git-changes.ts';
import { BASELINE_PATH, type BaselineEntry } from '../policy/baseline.ts';
import type { FileSystem } from '../repository/file-system.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import type { GitHubEvent } from './event.ts';
import { firstKnown, localChanges } from './event-changes.ts';
import { InputError } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import type { Workspace } from './workspace.ts';

/** The baseline of the input, from the workspace; else what the configuration names or the checked folder brings. */
export async function baselineFor(
  { baseline }: Inputs,
  { root, checkout, folder }: Workspace,
  repository: SearchableRepository,
  configured: string | undefined,
  fileSystem: FileSystem,
): Promise<readonly BaselineEntry[]> {
  const wanted = baseline ?? configured;
  if (wanted === undefined && !repository.has(repository.prefix + BASELINE_PATH)) return [];
  const [{ findBaseline, readBaseline }, { BASELINE_LIMIT }] = await Promise.all([
    import('../policy/find-baseline.ts'),
    import('../policy/baseline-file.ts'),
  ]);
  const read = (file: string) => fileSystem.read(file, BASELINE_LIMIT + 1);
  if (baseline === undefined) {
    const found = findBaseline(repository, configured, (name) => read(path.join(folder, name)));
    if (found !== undefined && 'error' in found) throw new InputError(found.error);
    return found?.entries ?? [];
  }
  const file = path.resolve(root, baseline);
  const bytes = read(file);
  if (bytes === undefined) {
    throw new InputError(
      `The input baseline takes a file of the workspace, and "${baseline}" cannot be read.`,
    );
  }
  const found = readBaseline(path.relative(checkout, file).replaceAll('\\', '/'), bytes);
  if ('error' in found) throw new InputError(found.error);
  return found.entries;
}

/**
 * What the event changed where only that shall fail: from the checkout's git, else as the API tells. Where nobody
 * knows, everything counts and one sentence says so.
 */
export async function changeFor(
  { scope }: Inputs,
  folder: GitFolder,
  event: GitHubEvent | undefined,
  api: ChangeSource | undefined,
): Promise<Change | undefined> {
  if (scope === 'all') return undefined;
  const change = await firstKnown([localChanges(folder, event), ...(api === undefined ? [] : [api])]);
  if (!('unavailable' in change)) return change;
  core.notice(change.unavailable, { title: 'scope: changed' });
  return undefined;
}
