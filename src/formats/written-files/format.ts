import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { shellScript } from '../shell-script/format.ts';
import { isScriptTemplate } from '../shell-script/recognition.ts';
import { writtenFiles } from '../shell-script/script-reading.ts';
import { templated } from '../templated.ts';
import { writtenContents } from './contents.ts';
import { machinesOf } from './machines.ts';
import { readContents, type WrittenReading } from './read-writes.ts';

/** A file of a machine's configuration that a script names, for only then it is worth a further look. */
const CONFIGURATION =
  /\/etc\/|memcached[\w@.-]*\.(?:conf|service|plist)|supervisord?|sysconfig|systemd|crontab|LaunchDaemons/;

/** Configuration files that shell scripts write: here-documents, `tee`, `echo … >>`, `sed -i`. */
export const writtenConfiguration: Format = templated(
  {
    name: 'written-files',
    readsAlone: true,
    title: 'configuration file that a script writes',
    hasPath: (path) => shellScript.hasPath(path),
    hasContent: (text, path) => CONFIGURATION.test(text) && shellScript.hasContent(text, path),
    async read(files, repository) {
      const readings: Reading[] = [];
      for (const file of files) {
        if (!/memcached/i.test(file.text) || !CONFIGURATION.test(file.text)) continue;
        readings.push(...(await readingsOf(file, repository)));
      }
      return joinReadings(readings);
    },
  },
  isScriptTemplate,
);

/**
 * What a script makes of the usual machine; and of others for which it looks to be written, as far as it says
 * nothing about the same file on the usual one.
 */
async function readingsOf(file: SourceFile, repository: Repository): Promise<readonly Reading[]> {
  const all: WrittenReading[] = [];
  for (const machine of machinesOf(file.text)) {
    const settled = new Set(
      all.filter(({ reading }) => saysMore(reading)).map(({ content }) => content.path),
    );
    const contents = writtenContents(writtenFiles(file, repository, machine.files), machine.files);
    const fresh = contents.filter((content) => !settled.has(content.path) && machine.tellsMore(content));
    all.push(...(await readContents(fresh, repository)));
  }
  return all.map(({ reading }) => reading);
}

function saysMore({ launches, problems }: Reading): boolean {
  return launches.length + problems.length > 0;
}
