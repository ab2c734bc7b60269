import type { Launch, Problem, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { baseName } from '../host/paths.ts';
import { confinement } from './confinement.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import { type UnitCommand, type UnitCommands, unitCommands } from './unit-commands.ts';
import type { Assignment, UnitFile } from './unit-file.ts';
import { UNKNOWN_INSTANCE } from './unit-name.ts';
import type { FoundUnit } from './unit-tree.ts';

const FORMAT = 'systemd';
const VERSION_UNKNOWN = 'nothing in the repository says which memcached the machine has';
/** memcached as a program: at the start of a command or behind a shell's or a wrapper's words. */
const NAMES_MEMCACHED = /(?:^|[\s/"';@:+!|-])memcached(?:-debug)?(?=$|[\s"';])/;

/** The launches of a unit, given what stands for its own file. */
export function readUnit(unit: FoundUnit, fragment: UnitFile, files: EnvironmentFiles): Reading {
  const result = unitCommands(unit, fragment, files);
  const problems = problemsOf(unit, result);
  const launches = result.commands.flatMap((command) => launchesOf(unit, command, result));
  return { launches, problems };
}

function launchesOf(unit: FoundUnit, command: UnitCommand, result: UnitCommands): readonly Launch[] {
  return invocations(command)
    .filter(({ name }) => name === 'memcached')
    .map((invocation) => ({
      format: FORMAT,
      name: displayName(unit),
      at: command.command.at,
      program: invocation.program,
      argv: invocation.argv,
      version: { state: 'unknown', because: VERSION_UNKNOWN },
      network: { kind: 'host', limits: confinement(result.service, command.command) },
      related: relatedPlaces(result),
    }));
}

function invocations({ words, command }: UnitCommand): readonly Invocation[] {
  const [program, ...argv] = words;
  if (!program) return [];
  const name = baseName(program.text);
  return [
    { name, program, argv, at: command.at, conditional: false, ownNetwork: false, posixlyCorrect: false },
  ];
}

function relatedPlaces({ environment, service }: UnitCommands): readonly RelatedPlace[] {
  const unitFile = service.commands[0]?.at.file;
  return [...environment.used]
    .filter(([, { at }]) => at.file !== unitFile)
    .map(([name, { at }]) => ({ at, message: `the unit's ExecStart= takes ${name} from here` }));
}

function problemsOf(unit: FoundUnit, { service, refused }: UnitCommands): readonly Problem[] {
  const lines = service.assignments.filter(startsMemcached);
  if (lines.length === 0) return [];
  const problems = service.ignored
    .filter(({ at }) =>
      lines.some((line) => line.at.file === at.file && line.at.start <= at.start && at.end <= line.at.end),
    )
    .map(
      ({ at, because }): Problem => ({
        kind: 'refused',
        at,
        message: `systemd ignores this command line: ${because}`,
      }),
    );
  if (!refused) return problems;
  const message = `systemd does not start ${displayName(unit)}: ${refused.because}`;
  return [...problems, { kind: 'refused', at: refused.at, message }];
}

export function displayName({ name }: FoundUnit): string {
  return name.full.replace(UNKNOWN_INSTANCE, '');
}

function startsMemcached({ section, key, value }: Assignment): boolean {
  return section === 'Service' && key === 'ExecStart' && NAMES_MEMCACHED.test(value.text);
}
