import type { WrittenContent } from './contents.ts';
import { otherReleases, type PackagedFiles, packagedFile } from './packaged-files.ts';

/** A machine that a script may run on. */
export interface ScriptMachine {
  readonly files: PackagedFiles;
  /** Whether it can make something of a file that the usual machine does not. */
  readonly tellsMore: (content: WrittenContent) => boolean;
}

/** A script that asks whether there is one of the packaged files. */
const ASKS = /(?:^|\s)-[efrsw][ \t]{1,9}["']?\/etc\/(?:memcached\.conf|(?:sysconfig|conf\.d)\/memcached)\b/m;

/**
 * The usual machine, where the package is installed already; one without it, for a script that asks; and those
 * with the files of other releases for which the script looks to be written: an edit of a text that a release
 * does not have changes nothing there.
 */
export function machinesOf(script: string): readonly ScriptMachine[] {
  const usual: ScriptMachine = { files: packagedFile, tellsMore: () => true };
  const bare: ScriptMachine = {
    files: () => undefined,
    tellsMore: ({ path, isWhole }) => isWhole || packagedFile(path) === undefined,
  };
  const others = otherReleases(script).map(
    (file): ScriptMachine => ({
      files: (path) => (path === file.path ? file : packagedFile(path)),
      tellsMore: ({ edited }) => edited === file,
    }),
  );
  return [usual, ...(ASKS.test(script) ? [bare] : []), ...others];
}
