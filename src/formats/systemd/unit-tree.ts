import type { SourceFile } from '../../text/source-file.ts';
import { readUnitFile, type UnitFile } from './unit-file.ts';
import { dropInNames, parseUnitName, templateOf, type UnitName } from './unit-name.ts';

/** Files of one machine, by paths without a leading `/`. */
export interface MachineFiles {
  /** The names in a directory; empty if there is none. */
  list(directory: string): readonly string[];
  /** A file's text, links followed. */
  read(path: string): SourceFile | undefined;
  /** Where a symbolic link leads, as written; `undefined` for anything else. */
  link?(path: string): string | undefined;
}

/** The systemd that reads a unit: the machine's, or the one of a user. */
export type Manager = 'system' | 'user';

/** Where systemd looks for system units, the most important first (systemd.unit(5), "Unit file load path"). */
const SYSTEM_DIRECTORIES: readonly string[] = [
  'etc/systemd/system.control',
  'run/systemd/system.control',
  'run/systemd/transient',
  'run/systemd/generator.early',
  'etc/systemd/system',
  'etc/systemd/system.attached',
  'run/systemd/system',
  'run/systemd/system.attached',
  'run/systemd/generator',
  'usr/local/lib/systemd/system',
  'usr/lib/systemd/system',
  'lib/systemd/system',
  'run/systemd/generator.late',
];

/** The same for units of users; paths below the home directory have nothing before them. */
const USER_DIRECTORIES: readonly string[] = [
  '.config/systemd/user.control',
  '.config/systemd/user',
  'etc/systemd/user',
  'run/systemd/user',
  '.local/share/systemd/user',
  'usr/local/share/systemd/user',
  'usr/share/systemd/user',
  'usr/local/lib/systemd/user',
  'usr/lib/systemd/user',
];

/** The directories of both managers: no machine's units are among a user's, so one list finds either. */
export const UNIT_DIRECTORIES: readonly string[] = [...SYSTEM_DIRECTORIES, ...USER_DIRECTORIES];

/** A unit's files, as systemd finds them. */
export interface FoundUnit {
  readonly name: UnitName;
  /** Its own file; `undefined` where only drop-ins are there. */
  readonly fragment: UnitFile | undefined;
  /** The path of its own file on the machine, with a leading `/`. */
  readonly path?: string;
  /** In the order in which they apply. */
  readonly dropIns: readonly UnitFile[];
  /** An empty file or a link to /dev/null stands in for it. */
  readonly masked: boolean;
  readonly manager: Manager;
}

/** Finds a unit's own file and its drop-ins in the directories of one machine. */
export function findUnit(
  unitName: string,
  files: MachineFiles,
  manager: Manager = 'system',
): FoundUnit | undefined {
  const name = parseUnitName(unitName);
  if (!name) return undefined;
  const dropIns = findDropIns([name, ...aliasesOf(name, files)], files);
  const place = locate(name, files);
  if (!place) return { name, fragment: undefined, dropIns, masked: false, manager };
  const file = files.read(place);
  const masked = files.link?.(place) === '/dev/null' || file?.text === '';
  if (masked || !file) return { name, fragment: undefined, dropIns, masked, manager };
  return { name, fragment: readUnitFile(file), path: `/${place}`, dropIns, masked, manager };
}

function locate(name: UnitName, files: MachineFiles): string | undefined {
  for (const candidate of [name.full, templateOf(name)]) {
    if (candidate === undefined) continue;
    for (const directory of UNIT_DIRECTORIES) {
      const path = `${directory}/${candidate}`;
      if (!files.list(directory).includes(candidate)) continue;
      if (isUsableLink(name, candidate, files.link?.(path))) return path;
    }
  }
  return undefined;
}

/** A link from one instance to another instance is rejected by systemd. */
function isUsableLink(name: UnitName, candidate: string, target: string | undefined): boolean {
  if (target === undefined || !name.instance || candidate !== name.full) return true;
  const other = parseUnitName(target.slice(target.lastIndexOf('/') + 1));
  return !other?.instance || other.instance === name.instance;
}

/** Other names of the unit: links in the unit directories that lead to its file. */
function aliasesOf(name: UnitName, files: MachineFiles): readonly UnitName[] {
  if (!files.link) return [];
  const aliases: UnitName[] = [];
  const own = locate(name, files);
  for (const directory of UNIT_DIRECTORIES) {
    for (const entry of files.list(directory)) {
      const target = files.link(`${directory}/${entry}`);
      const alias = target === undefined || entry === name.full ? undefined : parseUnitName(entry);
      if (alias && target && resolve(directory, target) === own) aliases.push(alias);
    }
  }
  return aliases;
}

function resolve(directory: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : `${directory}/${target}`;
}

/**
 * Drop-ins of all names in all directories, by file name alone; of two with one name the one in the more
 * important place, then in the more specific `.d` directory, counts.
 */
function findDropIns(names: readonly UnitName[], files: MachineFiles): readonly UnitFile[] {
  const chosen = new Map<string, string>();
  const owners = [...names.map(dropInNames), [names[0]?.type ?? '']];
  for (const group of owners) {
    for (const directory of UNIT_DIRECTORIES) {
      for (const owner of group) {
        for (const entry of files.list(`${directory}/${owner}.d`)) {
          if (!entry.endsWith('.conf') || entry.startsWith('.') || chosen.has(entry)) continue;
          chosen.set(entry, `${directory}/${owner}.d/${entry}`);
        }
      }
    }
  }
  return [...chosen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, path]) => {
      const file = files.link?.(path) === '/dev/null' ? undefined : files.read(path);
      return file ? [readUnitFile(file)] : [];
    });
}
