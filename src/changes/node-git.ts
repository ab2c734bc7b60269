import type { Git } from './git-changes.ts';

/** The most that a diff may take; beyond it what changed is not known. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Runs the machine's git without a shell. Hooks, the file system monitor and fetching what is missing are off: what
 * stands in a working tree must not start anything.
 */
export function nodeGit(environment: Readonly<Record<string, string | undefined>>): Git {
  return async (folder, args) => {
    const { execFile } = await import('node:child_process');
    const safe = [
      '-c',
      'core.fsmonitor=false',
      '-c',
      'core.hooksPath=/dev/null',
      '-c',
      'core.quotePath=false',
    ];
    return new Promise((resolve) => {
      execFile(
        'git',
        [...safe, ...args],
        {
          cwd: folder,
          encoding: 'utf8',
          maxBuffer: MOST_BYTES,
          windowsHide: true,
          env: {
            ...environment,
            GIT_OPTIONAL_LOCKS: '0',
            GIT_NO_LAZY_FETCH: '1',
            GIT_TERMINAL_PROMPT: '0',
            GIT_PAGER: 'cat',
            LC_ALL: 'C',
          },
        },
        (error, output) => resolve(error === null ? output : undefined),
      );
    });
  };
}
