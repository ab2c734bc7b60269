import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { PathIndex, RepositoryEnvironmentFiles, UnitFiles } from './repository-files.ts';
import { UNKNOWN_INSTANCE } from './unit-name.ts';
import { isUnitPath, placeOfUnit, readsLikeUnit, type UnitPlace } from './unit-paths.ts';
import { readUnit } from './unit-reading.ts';
import { findUnit } from './unit-tree.ts';

/** Service units of systemd with their drop-ins and environment files, anywhere in a repository. */
export const systemd: Format = {
  name: 'systemd',
  title: 'systemd unit',
  hasPath: isUnitPath,
  hasContent: (text) => readsLikeUnit(text),
  async read(files, repository) {
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    const index = new PathIndex(repository.paths);
    for (const tree of treesOf(files)) {
      for (const unit of tree.units) {
        const reading = readOne(unit, tree, repository, index);
        launches.push(...reading.launches);
        problems.push(...reading.problems);
      }
    }
    return { launches, problems };
  },
};

/** Units that a machine would have beside each other. */
interface Tree {
  readonly root: string;
  readonly layout: boolean;
  readonly files: UnitFiles;
  readonly units: Set<string>;
}

function treesOf(files: readonly SourceFile[]): readonly Tree[] {
  const trees = new Map<string, Tree>();
  const plainFirst = [...files].sort((a, b) => a.path.length - b.path.length);
  for (const file of plainFirst) {
    const place = placeOfUnit(file.path);
    const tree = treeAt(trees, place);
    tree.files.add(place.path, file);
    tree.units.add(place.unit);
  }
  return [...trees.values()];
}

function treeAt(trees: Map<string, Tree>, place: UnitPlace): Tree {
  const key = `${place.layout} ${place.root}`;
  const tree = trees.get(key) ?? {
    root: place.root,
    layout: place.layout,
    files: new UnitFiles(),
    units: new Set(),
  };
  trees.set(key, tree);
  return tree;
}

function readOne(unit: string, tree: Tree, repository: Repository, index: PathIndex): Reading {
  const environmentFiles = new RepositoryEnvironmentFiles(repository, index, tree.root, !tree.layout);
  const launches: Launch[] = [];
  const problems: Problem[] = [];
  for (const name of startedNames(unit, tree.units)) {
    const found = findUnit(name, tree.files);
    if (!found?.fragment) continue;
    const reading = readUnit(found, found.fragment, environmentFiles);
    launches.push(...reading.launches);
    problems.push(...reading.problems);
  }
  return { launches, problems };
}

/** A template is started as the instances that the tree has files for, or else as one that nobody knows. */
function startedNames(unit: string, units: ReadonlySet<string>): readonly string[] {
  if (!unit.includes('@.')) return [unit];
  const start = unit.slice(0, unit.indexOf('@') + 1);
  const known = [...units].some((other) => other !== unit && other.startsWith(start));
  return known ? [] : [unit.replace('@.', `@${UNKNOWN_INSTANCE}.`)];
}
