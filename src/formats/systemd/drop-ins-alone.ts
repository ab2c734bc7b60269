import type { Launch, Reading } from '../../launch/launch.ts';
import type { Location } from '../../text/source-file.ts';
import { readEnvironmentFile } from '../environment-file/environment-file.ts';
import {
  ARCH_UNIT,
  anchored,
  type DistributionUnit,
  RED_HAT_7_UNIT,
  SUSE_UNIT,
  SYSCONFIG_READER,
  UPSTREAM_UNIT,
} from './distribution-units.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import { readService, type Service } from './service.ts';
import { readUnitFile, type UnitFile } from './unit-file.ts';
import { displayName } from './unit-problems.ts';
import { readUnit } from './unit-reading.ts';
import type { FoundUnit } from './unit-tree.ts';

/**
 * The launches that drop-ins alone decide, their unit being elsewhere: with an `ExecStart=` of their own that
 * one; otherwise what they make of the memcached.service that distributions ship, as far as it holds for all
 * of those that know the variables.
 */
export function readDropInsAlone(unit: FoundUnit, files: EnvironmentFiles): Reading {
  const first = unit.dropIns[0];
  if (!first) return { launches: [], problems: [] };
  const nothing: UnitFile = { file: first.file, assignments: [] };
  const alone = readService(nothing, unit.dropIns, { unit: unit.name, manager: unit.manager });
  const because = `${displayName(unit)} itself is not in this repository`;
  if (alone.commands.length > 0) {
    // Where the repository has the file that Red Hat's unit reads, that unit is the one which is changed.
    if (unit.name.full === 'memcached.service' && hasSysconfig(files))
      return readUnit(unit, readUnitFile(SYSCONFIG_READER), files);
    return readUnit(unit, nothing, withHiddenUnit(files, because));
  }
  if (unit.name.prefix !== 'memcached') return { launches: [], problems: [] };
  return readOnDistributions(unit, alone, files);
}

function readOnDistributions(unit: FoundUnit, alone: Service, files: EnvironmentFiles): Reading {
  const variables = variablesOf(alone, files);
  const units = candidates(new Set(variables.keys()), files);
  const at = ['LISTEN', 'MEMCACHED_PARAMS', 'OPTIONS']
    .map((name) => variables.get(name))
    .find((place) => place);
  if (units.length === 0 || !at) return { launches: [], problems: [] };
  const readings = units.map((base) => readUnit(unit, readUnitFile(base.file), files).launches);
  const [best, ...others] = readings;
  if (!best?.[0] || !others.every((other) => sameWords(other, best))) {
    const labels = units.map(({ label }) => label).join(', ');
    const message = `what this drop-in changes depends on the distribution's own ${displayName(unit)} (${labels}); keep that unit in the repository too`;
    return { launches: [], problems: [{ kind: 'unresolved', at, message }] };
  }
  return { launches: best.map((launch) => anchorLaunch(launch, units, at)), problems: [] };
}

/** The variables that the drop-ins set themselves, with their places. */
function variablesOf(service: Service, files: EnvironmentFiles): ReadonlyMap<string, Location> {
  const places = new Map(service.environment.map(({ name, at }) => [name, at]));
  for (const path of service.environmentFiles) {
    const found = files.find(path);
    for (const file of found.kind === 'found' ? found.files : [])
      for (const { name, at } of readEnvironmentFile(file)) places.set(name, at);
  }
  return places;
}

/** The distributions whose unit uses the variables that decide where memcached listens. */
function candidates(names: ReadonlySet<string>, files: EnvironmentFiles): readonly DistributionUnit[] {
  if (names.has('MEMCACHED_PARAMS')) return [SUSE_UNIT];
  if (names.has('LISTEN')) return [ARCH_UNIT];
  if (!names.has('OPTIONS')) return [];
  const shipped = [UPSTREAM_UNIT, RED_HAT_7_UNIT];
  return hasSysconfig(files) ? shipped : [...shipped, ARCH_UNIT];
}

function hasSysconfig(files: EnvironmentFiles): boolean {
  const path = '/etc/sysconfig/memcached';
  const place = { path, label: path, optional: true, at: UPSTREAM_UNIT.file.at(0, 1) };
  return files.find(place, 'exact').kind === 'found';
}

/** Whether two readings pass the same words, in whatever order. */
function sameWords(a: readonly Launch[], b: readonly Launch[]): boolean {
  const words = (launches: readonly Launch[]) =>
    launches.map(({ argv }) => argv.map(({ text }) => text).sort());
  return JSON.stringify(words(a)) === JSON.stringify(words(b));
}

function anchorLaunch(launch: Launch, units: readonly DistributionUnit[], at: Location): Launch {
  return {
    ...launch,
    at,
    program: anchored(launch.program, units, at),
    argv: launch.argv.map((word) => anchored(word, units, at)),
    related: launch.related.filter((place) => !units.some(({ file }) => file === place.at.file)),
  };
}

/** Environment files of drop-ins whose unit may bring variables of its own. */
function withHiddenUnit(files: EnvironmentFiles, because: string): EnvironmentFiles {
  return { find: (path, exact) => files.find(path, exact), others: because };
}
