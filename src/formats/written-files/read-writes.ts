import type { Reading } from '../../launch/launch.ts';
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
import { type WrittenContent, writtenContents } from './contents.ts';
import { concernsSockets } from './opened-sockets.ts';
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

/** What a written file comes to. */
export interface WrittenReading {
  readonly content: WrittenContent;
  readonly reading: Reading;
}

/** The memcached that a machine starts by the configuration files that commands on it write. */
export async function readWrites(writes: readonly FileWrite[], repository: Repository): Promise<Reading> {
  const readings = await readContents(writtenContents(writes, packagedFile), repository);
  return joinReadings(readings.map(({ reading }) => reading));
}

/** The same for each file. */
export async function readContents(
  contents: readonly WrittenContent[],
  repository: Repository,
): Promise<readonly WrittenReading[]> {
  const readings: WrittenReading[] = [];
  for (const content of contents) {
    const written = new WrittenFile(content.path.replace(/^\/+/, ''), content.text, content.at);
    if (!/memcached/i.test(written.path + written.text)) continue;
    readings.push({ content, reading: await readWritten(written, content.edited, repository) });
  }
  return readings;
}

/**
 * Reads it as the first format that takes it, beside what else the repository holds. An edit of a package's file
 * that has nothing to do with sockets is none of anybody's business.
 */
async function readWritten(
  file: SourceFile,
  edited: SourceFile | undefined,
  repository: Repository,
): Promise<Reading> {
  const { path, text } = file;
  const format =
    READERS.find((reader) => reader.hasPath(path)) ?? READERS.find((reader) => reader.hasContent(text, path));
  if (format === undefined) return { launches: [], problems: [] };
  const reading = await format.read([file], repository);
  if (edited === undefined) return reading;
  const before = (await format.read([edited], repository)).launches;
  return { ...reading, launches: reading.launches.filter((launch) => concernsSockets(launch, before)) };
}
