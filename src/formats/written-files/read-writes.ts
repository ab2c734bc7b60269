import type { Launch, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { FileWrite } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { bsdRc } from '../bsd-rc/format.ts';
import { cron } from '../cron/format.ts';
import { debianConf } from '../debian-conf/format.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { launchd } from '../launchd/format.ts';
import { openrc } from '../openrc/format.ts';
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

/** The memcached that a machine starts by the configuration files that commands on it write. */
export async function readWrites(writes: readonly FileWrite[], repository: Repository): Promise<Reading> {
  const readings: Reading[] = [];
  for (const content of writtenContents(writes)) {
    const written = new WrittenFile(content.path.replace(/^\/+/, ''), content.text, content.at);
    if (!/memcached/i.test(written.path + written.text)) continue;
    readings.push(await readWritten(written, content.isEdited, repository));
  }
  return joinReadings(readings);
}

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
