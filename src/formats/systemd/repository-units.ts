import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readDropInsAlone } from './drop-ins-alone.ts';
import { enabledInstances } from './enabled-instances.ts';
import { PodmanPods } from './podman-pods.ts';
import { PathIndex, RepositoryEnvironmentFiles, UnitFiles } from './repository-files.ts';
import { type RunService, throughSockets } from './socket-proxy.ts';
import type { Assignment } from './unit-file.ts';
import { UNKNOWN_INSTANCE } from './unit-name.ts';
import {
  isDropInPath,
  isUnitPath,
  placeOfFile,
  placeOfUnit,
  readsLikeUnit,
  type UnitPlace,
} from './unit-paths.ts';
import { findPods, readUnit } from './unit-reading.ts';
import { type FoundUnit, findUnit, type Manager, UNIT_DIRECTORIES } from './unit-tree.ts';

/** What the units of a repository come to. */
export interface UnitsReading extends Reading {
  /** Paths of the environment files that units which start memcached read. */
  readonly environmentFiles: ReadonlySet<string>;
}

/** Units that a machine would have beside each other. */
interface Tree {
  readonly root: string;
  readonly layout: boolean;
  readonly manager: Manager;
  readonly files: UnitFiles;
  readonly units: Set<string>;
}

/** Reads units and drop-ins together, tree by tree. */
export function readRepositoryUnits(files: readonly SourceFile[], repository: Repository): UnitsReading {
  const launches: Launch[] = [];
  const problems: Problem[] = [];
  const environmentFiles = new Set<string>();
  const index = new PathIndex(repository.paths);
  const take = (reading: Reading, environment: RepositoryEnvironmentFiles) => {
    launches.push(...reading.launches);
    problems.push(...reading.problems);
    if (reading.launches.length + reading.problems.length === 0) return;
    for (const file of environment.read) environmentFiles.add(file.path);
  };
  const trees = treesOf(files, repository);
  const services: RunService[] = [];
  const pods = new PodmanPods();
  if (files.some(({ text }) => /\bpod\s{1,9}create\b/.test(text)))
    for (const { root, layout, manager, files: own, units } of trees)
      for (const unit of units) {
        const found = findUnit(unit, own, manager);
        const environment = new RepositoryEnvironmentFiles(repository, index, root, !layout);
        if (found?.fragment) findPods(found, found.fragment, environment, pods);
      }
  for (const tree of trees) {
    const applied = new Set<SourceFile>();
    const alone: FoundUnit[] = [];
    const environmentOf = () => new RepositoryEnvironmentFiles(repository, index, tree.root, !tree.layout);
    for (const name of [...tree.units].flatMap((unit) =>
      startedNames(unit, tree, environmentOf(), repository),
    )) {
      const found = findUnit(name, tree.files, tree.manager);
      if (!found || found.masked) continue;
      if (!found.fragment) {
        alone.push(found);
        continue;
      }
      for (const { file } of found.dropIns) applied.add(file);
      const environment = environmentOf();
      const reading = readUnit(found, found.fragment, environment, pods);
      take(reading, environment);
      services.push({ unit: found, fragment: found.fragment, environment, launches: reading.launches });
    }
    // Drop-ins of a prefix or template change the units above; they are no unit of their own.
    for (const found of alone.filter(({ dropIns }) => !dropIns.every(({ file }) => applied.has(file)))) {
      const environment = environmentOf();
      take(readDropInsAlone(found, environment), environment);
    }
  }
  const sockets = throughSockets(services, repository);
  return {
    launches: [...launches, ...sockets.launches],
    problems: [...problems, ...sockets.problems],
    environmentFiles,
  };
}

/** The environment files that the repository's own units of memcached read, whichever files are checked. */
export function environmentFilesOfUnits(repository: Repository): ReadonlySet<string> {
  const files = repository.paths
    .filter((path) => isUnitPath(path) || placeOfUnit(path).layout)
    .map((path) => repository.read(path))
    .filter(isReadable)
    .filter(
      ({ text, path }) =>
        (/memcache/i.test(path) || /memcache/i.test(text)) && (isUnitPath(path) || readsLikeUnit(text, path)),
    );
  return readRepositoryUnits(files, repository).environmentFiles;
}

function treesOf(files: readonly SourceFile[], repository: Repository): readonly Tree[] {
  const trees = new Map<string, Tree>();
  // A plain file goes before a template of the same name.
  for (const file of [...files].sort((a, b) => a.path.length - b.path.length)) {
    const place = placeOfFile(file);
    const tree = trees.get(keyOf(place)) ?? newTree(place);
    trees.set(keyOf(place), tree);
    tree.files.add(place.path, file);
    tree.units.add(place.unit);
  }
  // Drop-ins that do not name memcached themselves, such as those for all services.
  for (const path of repository.paths) {
    if (!isDropInPath(path)) continue;
    const place = placeOfUnit(path);
    const file = trees.has(keyOf(place)) ? repository.read(path) : undefined;
    if (isReadable(file)) trees.get(keyOf(place))?.files.add(place.path, file);
  }
  return [...trees.values()];
}

function keyOf({ root, layout, manager }: UnitPlace): string {
  return `${layout} ${manager} ${root}`;
}

function newTree({ root, layout, manager }: UnitPlace): Tree {
  return { root, layout, manager, files: new UnitFiles(), units: new Set() };
}

/**
 * A template is started as the instances that are units of their own in the tree (a file or an enabling link),
 * that have an environment file, or that some file of the repository starts by name; otherwise as one that
 * nobody knows, beside those with drop-ins.
 */
function startedNames(
  unit: string,
  tree: Tree,
  environment: RepositoryEnvironmentFiles,
  repository: Repository,
): readonly string[] {
  if (!unit.includes('@.')) return [unit];
  const start = unit.slice(0, unit.indexOf('@') + 1);
  const others = [...tree.units].filter((other) => other !== unit && other.startsWith(start));
  if (
    others.some((other) => UNIT_DIRECTORIES.some((directory) => tree.files.list(directory).includes(other)))
  )
    return [];
  const named = (instance: string) => unit.replace('@.', () => `@${instance}.`);
  const assignments = findUnit(unit, tree.files)?.fragment?.assignments ?? [];
  const paths = assignments.filter(({ key }) => key === 'EnvironmentFile').map(({ value }) => value.text);
  const instances = new Set(
    paths
      .filter((path) => /%[iI]/.test(path))
      .flatMap((path) => environment.instances(path.replace(/^-/, ''))),
  );
  if (instances.size > 0) return [...instances].map(named);
  // Where nothing hangs on the instance one launch says what there is to say of them all.
  if (!assignments.some(isDecidedByInstance)) return [named(UNKNOWN_INSTANCE)];
  const enabled = enabledInstances(start.slice(0, -1), repository);
  const own = enabled.names.map(named).filter((name) => !tree.units.has(name));
  return enabled.names.length > 0 && !enabled.others ? own : [...own, named(UNKNOWN_INSTANCE)];
}

/** Whether an assignment may put the instance's name where memcached is told its addresses or its UDP port. */
function isDecidedByInstance({ section, key, value }: Assignment): boolean {
  if (section !== 'Service') return false;
  if (key === 'ExecStart')
    return /(?:-\w{0,9}[lU]|--listen|--udp-port)[\s="']{0,9}[^\s%]{0,99}%[iI]/.test(value.text);
  return key === 'Environment' && /(?:^|[\s"'])(?!\w{0,99}PORT\b)\w{1,99}=[^%]{0,99}%[iI]/.test(value.text);
}
