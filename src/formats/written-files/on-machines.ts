import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { FileWrite } from '../../shell/invocations.ts';
import { writtenContents } from './contents.ts';
import { machinesOf } from './machines.ts';
import type { PackagedFiles } from './packaged-files.ts';
import { readContents, type WrittenReading } from './read-writes.ts';

/**
 * What a script makes of the usual machine; and of others for which it looks to be written, as far as it says
 * nothing about the same file on the usual one.
 *
 * @param writesOn the files that it writes on a machine with these files of packages.
 */
export async function readOnMachines(
  script: string,
  writesOn: (files: PackagedFiles) => readonly FileWrite[],
  repository: Repository,
): Promise<readonly Reading[]> {
  const all: WrittenReading[] = [];
  for (const machine of machinesOf(script)) {
    const settled = new Set(
      all.filter(({ reading }) => saysMore(reading)).map(({ content }) => content.path),
    );
    const contents = writtenContents(writesOn(machine.files), machine.files);
    const fresh = contents.filter((content) => !settled.has(content.path) && machine.tellsMore(content));
    all.push(...(await readContents(fresh, repository)));
  }
  return all.map(({ reading }) => reading);
}

function saysMore({ launches, problems }: Reading): boolean {
  return launches.length + problems.length > 0;
}
