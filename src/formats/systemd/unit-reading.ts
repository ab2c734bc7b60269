import type { Launch, Problem, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { type FileLookup, invocationsOf } from '../../shell/invocations.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { dockerRunLaunches } from '../docker-run/launches.ts';
import { confinement } from './confinement.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import { PodmanPods } from './podman-pods.ts';
import { withoutPortsOfOthers } from './shared-network.ts';
import { type UnitCommand, type UnitCommands, unitCommands } from './unit-commands.ts';
import type { UnitEnvironment } from './unit-environment.ts';
import type { UnitFile } from './unit-file.ts';
import { displayName, problemsOf } from './unit-problems.ts';
import type { FoundUnit } from './unit-tree.ts';

const FORMAT = 'systemd';
const PROGRAMS: ReadonlySet<string> = new Set(['memcached', 'docker', 'podman', 'nerdctl']);
const VERSION_UNKNOWN = 'nothing in the repository says which memcached the machine has';

/** The launches of a unit, given what stands for its own file; also in containers that it runs. */
export function readUnit(
  unit: FoundUnit,
  fragment: UnitFile,
  files: EnvironmentFiles,
  pods = new PodmanPods(),
): Reading {
  const result = unitCommands(unit, fragment, files);
  const launches: Launch[] = [];
  const problems: Problem[] = [];
  for (const { command, lasts } of lastingCommands(result)) {
    for (const program of programsOf(command, unit, result.environment, files).filter(lasts)) {
      if (program.name === 'memcached') {
        launches.push(launchOf(program, unit, command, result));
        continue;
      }
      const reading = inContainer(program, unit, result, pods);
      launches.push(...reading.launches);
      problems.push(...reading.problems);
    }
  }
  problems.push(...problemsOf(unit, fragment, result, launches.length + problems.length > 0));
  return { launches, problems };
}

/**
 * The commands of a unit that can leave something running, and which of their programs do: of `ExecStartPre=`
 * only containers outlive the command (systemd.service(5)), of `ExecStartPost=` also daemons.
 */
function lastingCommands({ before, commands, after }: UnitCommands) {
  const isDaemon = (program: Invocation) => program.name === 'memcached' && detaches(program);
  return [
    ...before.map((command) => ({ command, lasts: leavesContainer })),
    ...commands.map((command) => ({ command, lasts: () => true })),
    ...after.map((command) => ({
      command,
      lasts: (program: Invocation) => isDaemon(program) || leavesContainer(program),
    })),
  ];
}

/** `docker create`, for a later `docker start`, or `docker run -d`. */
function leavesContainer({ name, argv }: Invocation): boolean {
  if (name === 'memcached') return false;
  const words = argv.map((word) => word.text);
  const command = words.findIndex((word) => word === 'create' || word === 'run');
  return words[command] === 'create' || (words[command] === 'run' && words.slice(command).some(isDetach));
}

function isDetach(word: string): boolean {
  return /^(?:--detach(?:=true)?|-[it]{0,2}d[it]{0,2})$/.test(word);
}

function detaches({ argv }: Invocation): boolean {
  return argv.some((word) => /^(?:--daemon|-[vrkMCFLhi]{0,9}d[vrkMCFLhi]{0,9})$/.test(word.text));
}

/** The pods that a unit creates for containers of other units. */
export function findPods(
  unit: FoundUnit,
  fragment: UnitFile,
  files: EnvironmentFiles,
  pods: PodmanPods,
): void {
  const { before, commands, after, environment } = unitCommands(unit, fragment, files);
  for (const command of [...before, ...commands, ...after])
    for (const program of programsOf(command, unit, environment, files)) pods.add(program);
}

/** The unit confines the engine's client only, so the container is judged by its own network. */
function inContainer(found: Invocation, unit: FoundUnit, result: UnitCommands, pods: PodmanPods): Reading {
  const condition = conditionOf(result, found);
  const { program, shared } = pods.inPod(found);
  const reading = dockerRunLaunches(program, {
    format: FORMAT,
    environment: result.environment,
    related: relatedPlaces(result),
    ...(condition !== undefined && { condition }),
  });
  const launches = reading.launches.map((launch) => ({ ...launch, name: displayName(unit) }));
  return { ...reading, launches: shared ? launches.map(withoutPortsOfOthers) : launches };
}

function launchOf(
  program: Invocation,
  unit: FoundUnit,
  { command }: UnitCommand,
  result: UnitCommands,
): Launch {
  const condition = conditionOf(result, program);
  return {
    format: FORMAT,
    name: displayName(unit),
    at: command.at,
    program: program.program,
    argv: program.argv,
    version: { state: 'unknown', because: VERSION_UNKNOWN },
    network: program.ownNetwork
      ? { kind: 'none', because: 'a wrapper gives it a network namespace of its own' }
      : { kind: 'host', limits: confinement(result.service, command, unit.manager) },
    related: relatedPlaces(result),
    ...(program.posixlyCorrect && { posixlyCorrect: true }),
    ...(condition !== undefined && { condition }),
  };
}

/** The programs that a command starts in the end, behind shells and wrappers. */
function programsOf(
  { words, command }: UnitCommand,
  unit: FoundUnit,
  environment: UnitEnvironment,
  files: EnvironmentFiles,
): readonly Invocation[] {
  // systemd knows no builtins of a shell.
  if (/^(?:exec|eval|source|builtin|command|\.)$/.test(command.path.text)) return [];
  const [program, ...argv] = words;
  if (program && isFilledIn(program) && unit.name.prefix.startsWith('memcached')) {
    const { at } = command;
    const plain = { conditional: false, ownNetwork: false, posixlyCorrect: false };
    return [{ name: 'memcached', program, argv, at, ...plain }];
  }
  return invocationsOf(words, environment, {
    interest: (name) => PROGRAMS.has(name),
    files: (path) => sourcedFile(path, environment, files),
  });
}

/** Whether the name of a program is what a template fills in. */
function isFilledIn(program: TracedText): boolean {
  return !program.slice(program.text.lastIndexOf('/') + 1).isKnown;
}

/** A file that a unit's shell reads; a machine's file, so only an absolute path leads to one. */
function sourcedFile(path: string, environment: UnitEnvironment, files: EnvironmentFiles): FileLookup {
  if (!path.startsWith('/') || /[*?[\\]/.test(path)) return undefined;
  const at = environment.place;
  const found = at && files.find({ path, label: path, optional: true, at }, 'exact');
  if (found?.kind === 'absent') return 'missing';
  return found?.kind === 'found' ? found.files[0] : undefined;
}

/** What must hold for the unit, or for this part of its command line, to run at all. */
function conditionOf({ service }: UnitCommands, program: Invocation): string | undefined {
  for (const { section, key, value } of service.assignments) {
    if (section === 'Unit' && /^(?:Condition|Assert)[A-Z]/.test(key) && value.length > 0)
      return `where ${key}=${spellOut(value)} holds`;
  }
  return program.conditional ? 'if its command line gets to this command' : undefined;
}

function relatedPlaces({ environment, service }: UnitCommands): readonly RelatedPlace[] {
  const unitFile = service.commands[0]?.at.file;
  return [...environment.used]
    .filter(([, { at }]) => at.file !== unitFile)
    .map(([name, { at }]) => ({ at, message: `the unit's ExecStart= takes ${name} from here` }));
}
