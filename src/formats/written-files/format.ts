import type { Launch, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { bsdRc } from '../bsd-rc/format.ts';
import { cron } from '../cron/format.ts';
import { debianConf } from '../debian-conf/format.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { launchd } from '../launchd/format.ts';
import { openrc } from '../openrc/format.ts';
import { shellScript } from '../shell-script/format.ts';
import { writtenFiles } from '../shell-script/script-reading.ts';
import { supervisord } from '../supervisord/format.ts';
import { sysconfig } from '../sysconfig/format.ts';
import { systemd } from '../systemd/format.ts';
import { writtenContents } from './contents.ts';
import { packagedFile } from './packaged-files.ts';
import { WrittenFile } from './written-file.ts';

const READERS: readonly Format[] = [
  systemd,
  debianConf,
  sysconfig,
  openrc,
  bsdRc,
  supervisord,
  cron,
  launchd,
];

/** A file of a machine's configuration that a script names, for only then it is worth a further look. */
const CONFIGURATION =
  /\/etc\/|memcached[\w@.-]*\.(?:conf|service|plist)|supervisord?|sysconfig|systemd|crontab|LaunchDaemons/;

/** Configuration files that shell scripts write: here-documents, `tee`, `echo … >>`, `sed -i`. */
export const writtenConfiguration: Format = {
  name: 'written-files',
  title: 'configuration file that a script writes',
  hasPath: (path) => shellScript.hasPath(path),
  hasContent: (text, path) => CONFIGURATION.test(text) && shellScript.hasContent(text, path),
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) {
      if (!/memcached/i.test(file.text) || !CONFIGURATION.test(file.text)) continue;
      const writes = writtenFiles(file, repository, packagedFile);
      for (const content of writtenContents(writes)) {
        const written = new WrittenFile(content.path.replace(/^\/+/, ''), content.text, content.at);
        if (!/memcached/i.test(written.path + written.text)) continue;
        readings.push(await readWritten(written, content.isEdited, repository));
      }
    }
    return joinReadings(readings);
  },
};

/** Reads it as the first format that takes it, beside what else the repository holds. */
async function readWritten(file: SourceFile, isEdited: boolean, repository: Repository): Promise<Reading> {
  const { path, text } = file;
  const format =
    READERS.find((reader) => reader.hasPath(path)) ?? READERS.find((reader) => reader.hasContent(text, path));
  if (format === undefined) return { launches: [], problems: [] };
  const reading = await format.read([file], repository);
  const packaged = isEdited ? packagedFile(`/${path}`) : undefined;
  if (packaged === undefined) return reading;
  const usual = (await format.read([packaged], repository)).launches.flatMap(networkWords);
  const launches = reading.launches.filter((launch) => {
    const words = networkWords(launch);
    const listens = words.some((word) => word.startsWith('-l'));
    return !listens || words.some((word) => !usual.includes(word));
  });
  return { ...reading, launches };
}

/**
 * The words that decide about sockets, one for each address: where an edit leaves only packaged ones, the
 * script changes something else or listens less.
 */
function networkWords({ argv }: Launch): readonly string[] {
  return argv.flatMap((word, index) => {
    if (!word.isKnown || word.splits) return [`${word.text}?`];
    if (!/^-(?:[lspUA]|-)/.test(word.text)) return [];
    const value = argv[index + 1]?.text ?? '';
    return value.split(',').map((part) => `${word.text} ${part}`);
  });
}
