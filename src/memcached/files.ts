import type { FileUse, Machine } from './prediction.ts';

/** Directories that every machine has, where no socket or file can be made. */
const DIRECTORIES = new Set([
  '/',
  '.',
  '..',
  '/tmp',
  '/run',
  '/var',
  '/var/run',
  '/var/tmp',
  '/etc',
  '/dev',
  '/usr',
]);

/**
 * Whether memcached can use a file that its command line names. Nobody can look, so that a file is taken to
 * be there and right unless the machine is known better, or the name is a mistake on its face: a directory,
 * a socket as a URL (`unix:/run/x`), or an option or blank that was taken for the name of a file to read.
 */
export function isUsable(path: string, use: FileUse, { usable }: Machine): boolean {
  if (use === 'read') {
    if (/^[-\s]/.test(path)) return false;
  } else if (DIRECTORIES.has(path) || path.endsWith('/') || /^[a-z]+:\//.test(path)) return false;
  return usable === undefined || usable(path, use);
}
