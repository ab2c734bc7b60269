import { lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FileSystem } from '../repository/file-system.ts';
import { InputError } from './input-error.ts';

/** The checked-out repository on the runner, and the part of it that is checked. Absolute paths. */
export interface Workspace {
  /** The runner's workspace, from which inputs are relative. */
  readonly root: string;
  /** The checkout, from which paths in reports are relative: GitHub looks them up in the repository. */
  readonly checkout: string;
  /** What is checked. */
  readonly folder: string;
  /** `folder` from `checkout`, with `/` at its end; empty for all of it. */
  readonly prefix: string;
}

/** Finds the folder that the input `path` names. Throws an `InputError` where it is none of the workspace. */
export function resolveWorkspace(root: string, input: string, fileSystem: FileSystem): Workspace {
  const folder = path.resolve(root, input);
  if (!isWithin(path.resolve(root), folder)) {
    throw new InputError(`The input path takes a folder of the workspace, and "${input}" lies outside.`);
  }
  if (fileSystem.list(folder) === undefined) {
    throw new InputError(
      input === ''
        ? `There is no workspace at ${root}: run actions/checkout before this action.`
        : `The input path takes a folder of the workspace, and "${input}" is none.`,
    );
  }
  const checkout = findCheckout(path.resolve(root), folder, fileSystem);
  const relative = path.relative(checkout, folder).replaceAll('\\', '/');
  return { root, checkout, folder, prefix: relative === '' ? '' : `${relative}/` };
}

/** The nearest folder with a `.git`, from `folder` up to the workspace; the workspace where there is none. */
function findCheckout(root: string, folder: string, fileSystem: FileSystem): string {
  for (let at = folder; at !== root; at = path.dirname(at)) {
    if (isCheckout(at, fileSystem)) return at;
  }
  return root;
}

export function isCheckout(folder: string, fileSystem: FileSystem): boolean {
  return fileSystem.list(folder)?.some(({ name }) => name === '.git') ?? false;
}

/**
 * Writes a report where an input says. The pull request may have put a link in its place, so what is there
 * is removed first, and a folder that leads out of the workspace is refused.
 */
export function writeReportFile(root: string, name: string, input: string, text: string): void {
  const file = path.resolve(root, input);
  const directory = path.dirname(file);
  try {
    mkdirSync(directory, { recursive: true });
    if (!path.isAbsolute(input) && !isWithin(realpathSync(root), realpathSync(directory))) {
      throw new Error('a link in it leads out of the workspace');
    }
    if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
    rmSync(file, { force: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new InputError(`The file of the input ${name} cannot be written to ${input}: ${because}.`);
  }
}

function isWithin(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
