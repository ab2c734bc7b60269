import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { FileWrite } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { compose } from '../compose/format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { writtenContents } from '../written-files/contents.ts';
import { WrittenFile } from '../written-files/written-file.ts';

/**
 * What the Compose files start that a machine gets from scripts or provisioning tools. Only what is written there with
 * them counts beside them, such as a `.env`: the machine is not the repository.
 */
export async function readWrittenCompose(writes: readonly FileWrite[]): Promise<Reading> {
  const readings: Reading[] = [];
  const contents = writtenContents(writes, () => undefined).map((content) => {
    const path = content.path.replace(/^(?:\.?\/)+/, '');
    return new WrittenFile(path, content.text, content.at);
  });
  for (const file of contents) {
    if (!/memcached/i.test(file.text) || !compose.hasPath(file.path)) continue;
    readings.push(await compose.read([file], machineWith(file, contents)));
  }
  return joinReadings(readings);
}

/** The machine's files, in one form each. */
function machineWith(own: SourceFile, others: readonly SourceFile[]): Repository {
  const files = new Map([...others, own].map((file) => [file.path, file]));
  return {
    paths: [...files.keys()].sort(),
    has: (path) => files.has(path),
    read: (path) => files.get(path),
  };
}
