import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { readScript } from '../../shell/invocations.ts';
import type { ShellDialect } from '../../shell/wrappers/step.ts';
import { TracedText } from '../../text/traced-text.ts';
import { readOnMachines } from '../written-files/on-machines.ts';
import type { PackagedFiles } from '../written-files/packaged-files.ts';

/** A file of a machine's configuration. */
const CONFIGURATION = /\/etc\/|memcached[\w@.-]{0,60}\.(?:conf|service)/;

/**
 * The memcached that a machine starts by the configuration files that a target's recipe writes. Make gives each
 * line a shell of its own; what they write to files stays for the next one, so they are read as one script.
 *
 * @param lines the recipe's lines, variables of make filled in.
 */
export async function readWrittenFiles(
  lines: readonly TracedText[],
  dialect: ShellDialect,
  repository: Repository,
): Promise<readonly Reading[]> {
  const pieces = lines.flatMap((line) => {
    const at = line.locate();
    return at === undefined ? [] : [line, TracedText.decoded('\n', at.file.at(at.end, at.end))];
  });
  const script = TracedText.concat(pieces);
  if (!CONFIGURATION.test(script.text)) return [];
  const writesOn = (files: PackagedFiles) =>
    readScript(script, unknownEnvironment, { interest: () => false, files, dialect }).writes;
  return await readOnMachines(script.text, writesOn, repository);
}
