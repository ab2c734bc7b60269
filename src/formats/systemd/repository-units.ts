import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readDropInsAlone } from './drop-ins-alone.ts';
import { PathIndex, RepositoryEnvironmentFiles, UnitFiles } from './repository-files.ts';
import { UNKNOWN_INSTANCE } from './unit-name.ts';
import { isDropInPath, isUnitPath, placeOfUnit, readsLikeUnit, type UnitPlace } from './unit-paths.ts';
import { readUnit } from './unit-reading.ts';
import { findUnit } from './unit-tree.ts';

/** What the units of a repository come to. */
export interface UnitsReading extends Reading {
  /** Paths of the environment files that units which start memcached read. */
  readonly environmentFiles: ReadonlySet<string>;
}

/** Units that a machine would have beside each other. */
interface Tree {
  readonly root: string;
  readonly layout: boolean;
  readonly files: UnitFiles;
  readonly units: Set<string>;
}

/** Reads units and drop-ins together, tree by tree. */
export function readRepositoryUnits(files: readonly SourceFile[], repository: Repository): UnitsReading {
  const launches: Launch[] = [];
  const problems: Problem[] = [];
  const environmentFiles = new Set<string>();
  const index = new PathIndex(repository.paths);
  for (const tree of treesOf(files, repository)) {
    for (const unit of tree.units) {
      for (const name of startedNames(unit, tree.units)) {
        const found = findUnit(name, tree.files);
        if (!found || found.masked) continue;
        const environment = new RepositoryEnvironmentFiles(repository, index, tree.root, !tree.layout);
        const reading = found.fragment
          ? readUnit(found, found.fragment, environment)
          : readDropInsAlone(found, environment);
        launches.push(...reading.launches);
        problems.push(...reading.problems);
        if (reading.launches.length + reading.problems.length > 0)
          for (const file of environment.read) environmentFiles.add(file.path);
      }
    }
  }
  return { launches, problems, environmentFiles };
}

/** The environment files that the repository's own units of memcached read, whichever files are checked. */
export function environmentFilesOfUnits(repository: Repository): ReadonlySet<string> {
  const files = repository.paths
    .filter((path) => isUnitPath(path) || placeOfUnit(path).layout)
    .map((path) => repository.read(path))
    .filter(isReadable)
    .filter(({ text, path }) => /memcache/i.test(text) && (isUnitPath(path) || readsLikeUnit(text, path)));
  return readRepositoryUnits(files, repository).environmentFiles;
}

function treesOf(files: readonly SourceFile[], repository: Repository): readonly Tree[] {
  const trees = new Map<string, Tree>();
  // A plain file goes before a template of the same name.
  for (const file of [...files].sort((a, b) => a.path.length - b.path.length)) {
    const place = placeOfUnit(file.path);
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

function keyOf({ root, layout }: UnitPlace): string {
  return `${layout} ${root}`;
}

function newTree({ root, layout }: UnitPlace): Tree {
  return { root, layout, files: new UnitFiles(), units: new Set() };
}

/** A template is started as the instances that the tree has files for, or else as one that nobody knows. */
function startedNames(unit: string, units: ReadonlySet<string>): readonly string[] {
  if (!unit.includes('@.')) return [unit];
  const start = unit.slice(0, unit.indexOf('@') + 1);
  const known = [...units].some((other) => other !== unit && other.startsWith(start));
  return known ? [] : [unit.replace('@.', `@${UNKNOWN_INSTANCE}.`)];
}
