import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { readScript } from '../../shell/invocations.ts';
import type { ShellDialect } from '../../shell/wrappers/step.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { shebangDialect } from '../shell-script/recognition.ts';
import { readOnMachines } from '../written-files/on-machines.ts';
import { type PackagedFiles, packagedFile } from '../written-files/packaged-files.ts';
import { readWrittenCompose } from './written-compose.ts';

/** Where scripts of a machine come from. */
export interface MachineScripts {
  readonly format: string;
  readonly name: string;
  /** What reads a script without a first line of its own. */
  readonly dialect: ShellDialect;
  readonly repository: Repository;
}

/**
 * What scripts start on one machine, and the configuration files that they write: all of them run there, as far as
 * one can tell, and what the first writes, the next may change.
 */
export async function readMachineScripts(
  scripts: readonly TracedText[],
  { format, name, dialect, repository }: MachineScripts,
): Promise<Reading> {
  const own = scripts.flatMap((script) => {
    const shell = shebangDialect(script.text) ?? dialect;
    const matters = shell !== 'other' && /memcached|docker|podman|nerdctl/i.test(script.text);
    return matters ? [{ script, shell }] : [];
  });
  const readOn = (files: PackagedFiles) =>
    own.map(({ script, shell }) =>
      readScript(script, unknownEnvironment, { interest: leadsToMemcached, files, dialect: shell }),
    );
  const usual = readOn(packagedFile);
  const invocations = usual.flatMap((reading) => reading.invocations);
  const writesOn = (files: PackagedFiles) =>
    (files === packagedFile ? usual : readOn(files)).flatMap(({ writes }) => writes);
  const text = own.map(({ script }) => script.text).join('\n');
  const context = { format, environment: unknownEnvironment, repository };
  return joinReadings([
    { launches: hostLaunches(invocations, { format, name }), problems: [] },
    dockerLaunches(invocations, context),
    ...(await readOnMachines(text, writesOn, repository)),
    await readWrittenCompose(writesOn(packagedFile)),
  ]);
}
