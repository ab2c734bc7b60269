import type { Change, Unavailable } from './change.ts';
import { parseDiff } from './parse-diff.ts';

/** What `git` prints when run in a folder; `undefined` where it is missing or fails. */
export type Git = (folder: string, args: readonly string[]) => Promise<string | undefined>;

export interface GitFolder {
  readonly git: Git;
  /** The absolute folder that is checked; in a working tree, at its top or below. */
  readonly folder: string;
  /** What paths in reports begin with. */
  readonly prefix: string;
}

/**
 * What the working tree changed since it left a revision: commits since the common ancestor, what is not committed
 * yet, and new files that git does not know but does not ignore. Never goes to the network.
 */
export async function changesSince(
  { git, folder, prefix }: GitFolder,
  revision: string,
): Promise<Change | Unavailable> {
  if ((await git(folder, ['rev-parse', '--is-inside-work-tree']))?.trim() !== 'true') {
    return unavailable('git is not installed, or this folder is in no working tree of it');
  }
  const commit = await resolveCommit({ git, folder }, revision);
  if (commit === undefined) {
    return unavailable(
      `the commit ${revision} is not in this clone, which may be shallow (fetch-depth: 0 fetches all)`,
    );
  }
  const base = (await git(folder, ['merge-base', commit, 'HEAD']))?.trim();
  if (base === undefined || base === '') {
    return unavailable(`this clone has no common ancestor of ${revision} and HEAD; it may be shallow`);
  }
  const diff = await git(folder, [...DIFF, base, '--', '.']);
  const others = await git(folder, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']);
  if (diff === undefined || others === undefined) {
    return unavailable(`git cannot compare with ${revision} here`);
  }
  return [
    ...parseDiff(diff).map((file) => ({
      ...file,
      path: prefix + file.path,
      ...(file.previousPath === undefined ? {} : { previousPath: prefix + file.previousPath }),
    })),
    ...others
      .split('\0')
      .filter((path) => path !== '')
      .map((path) => ({ path: prefix + path, status: 'added' as const })),
  ];
}

/** The id of the commit that a name stands for, if this clone has it. */
export async function resolveCommit(
  { git, folder }: Pick<GitFolder, 'git' | 'folder'>,
  revision: string,
): Promise<string | undefined> {
  // A name that begins with a dash would be an option.
  if (!/^[\w@^~]/.test(revision)) return undefined;
  const id = (await git(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]))?.trim();
  return id !== undefined && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** Everything that a user's own settings could change is said. */
const DIFF = [
  'diff',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--relative',
  '--unified=0',
  '--inter-hunk-context=0',
  '--find-renames',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
];

function unavailable(because: string): Unavailable {
  return { unavailable: `What changed cannot be known, so every finding counts: ${because}.` };
}
