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
  /** Those of `ExecStartPre=`, of which systemd kills what they leave behind. */
  readonly before: readonly UnitCommand[];
  /** Those of `ExecStartPost=`, of which it keeps that. */
  readonly after: readonly UnitCommand[];
  readonly environment: UnitEnvironment;
  readonly service: Service;
  /** Why nothing is started. */
  readonly refused?: Remark;
}

/** The commands that a unit with a file of its own runs, in order, as systemd 252 runs them. */
export function unitCommands(unit: FoundUnit, fragment: UnitFile, files: EnvironmentFiles): UnitCommands {
  const { name, path, manager } = unit;
  const context = { unit: name, manager, ...(path === undefined ? {} : { fragment: path }) };
  const service = readService(fragment, unit.dropIns, context);
  const environment = new UnitEnvironment(service, files);
  const refused = service.refused ?? environment.refused;
  const nothing = { commands: [], before: [], after: [], environment, service };
  if (refused) return { ...nothing, refused };
  const failing = service.before.find(fails);
  if (failing) return { ...nothing, refused: { at: failing.at, because: 'this command fails first' } };
  const expanded = (command: ExecCommand): readonly UnitCommand[] => {
    const argv = command.literal ? command.argv : expandVariables(command.argv, environment.value);
    return argv.length > 0 ? [{ words: [command.path, ...argv.slice(1)], command }] : [];
  };
  const end = service.commands.findIndex(fails);
  return {
    ...nothing,
    commands: service.commands.slice(0, end < 0 ? undefined : end).flatMap(expanded),
    before: service.before.flatMap(expanded),
    after: end < 0 ? service.after.flatMap(expanded) : [],
  };
}

/** Whether a command surely fails and so ends the sequence. */
function fails({ path, ignoreFailure }: ExecCommand): boolean {
  return !ignoreFailure && /^(?:(?:\/usr)?\/bin\/)?false$/.test(path.text);
}
