import type { Reading } from '../../launch/launch.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { shellScript } from '../shell-script/format.ts';
import { isScriptTemplate } from '../shell-script/recognition.ts';
import { writtenFiles } from '../shell-script/script-reading.ts';
import { templated } from '../templated.ts';
import { readOnMachines } from './on-machines.ts';
import type { PackagedFiles } from './packaged-files.ts';

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
        const writesOn = (machine: PackagedFiles) => writtenFiles(file, repository, machine);
        readings.push(...(await readOnMachines(file.text, writesOn, repository)));
      }
      return joinReadings(readings);
    },
  },
  isScriptTemplate,
);
