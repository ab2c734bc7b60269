import type { TracedText } from '../../text/traced-text.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import type { ExecCommand } from './exec-line.ts';
import { type Remark, readService, type Service } from './service.ts';
import { UnitEnvironment } from './unit-environment.ts';
import type { UnitFile } from './unit-file.ts';
import type { FoundUnit } from './unit-tree.ts';
import { expandVariables } from './variables.ts';

/** One command that a unit runs. */
export interface UnitCommand {
  /** The program and the words that it gets. */
  readonly words: readonly TracedText[];
  readonly command: ExecCommand;
}

/** What systemd makes of a unit's `ExecStart=`. */
export interface UnitCommands {
  readonly commands: readonly UnitCommand[];
  readonly environment: UnitEnvironment;
  readonly service: Service;
  /** Why nothing is started. */
  readonly refused?: Remark;
}

/** The commands that a unit with a file of its own runs, in order, as systemd 252 runs them. */
export function unitCommands(unit: FoundUnit, fragment: UnitFile, files: EnvironmentFiles): UnitCommands {
  const context = { unit: unit.name, ...(unit.path === undefined ? {} : { fragment: unit.path }) };
  const service = readService(fragment, unit.dropIns, context);
  const environment = new UnitEnvironment(service, files);
  const refused = service.refused ?? environment.refused;
  if (refused) return { commands: [], environment, service, refused };
  const failing = service.before.find(fails);
  if (failing)
    return {
      commands: [],
      environment,
      service,
      refused: { at: failing.at, because: 'this command fails first' },
    };
  const commands: UnitCommand[] = [];
  for (const command of service.commands) {
    if (fails(command)) break;
    const argv = command.literal ? command.argv : expandVariables(command.argv, environment.value);
    if (argv.length > 0) commands.push({ words: [command.path, ...argv.slice(1)], command });
  }
  return { commands, environment, service };
}

/** Whether a command surely fails and so ends the sequence. */
function fails({ path, ignoreFailure }: ExecCommand): boolean {
  return !ignoreFailure && /^(?:(?:\/usr)?\/bin\/)?false$/.test(path.text);
}
