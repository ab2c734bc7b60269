import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { FileWrite } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { child } from '../../yaml/access.ts';
import { parseTemplatedYaml } from '../../yaml/parse.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { readWrittenCompose } from '../provisioning/written-compose.ts';
import { readWrites } from '../written-files/read-writes.ts';
import { commandsOf, filesOf, settingsOf } from './machine.ts';

/** cloud-init tells its YAML by the first line; one that names a template's language may come before it. */
const HEADER = /^\ufeff?(?:## template: ?jinja[ \t]*\r?\n)?#cloud-config[ \t]*(?:\r?\n|$)/;

/** cloud-init's user data: commands that a machine runs and files that it gets when it starts. */
export const cloudInit: Format = {
  name: 'cloud-init',
  title: 'cloud-init configuration',
  hasPath: () => false,
  hasContent: (text) => HEADER.test(text.slice(0, 200)),
  async read(files, repository) {
    const readings = files
      .filter(({ text }) => /memcached/i.test(text))
      .map((file) => readUserData(file, repository));
    return joinReadings(await Promise.all(readings));
  },
};

async function readUserData(file: SourceFile, repository: Repository): Promise<Reading> {
  const { documents } = await parseTemplatedYaml(file);
  const readings: Reading[] = [];
  for (const settings of settingsOf(documents[0]?.root)) {
    const writes: FileWrite[] = [...filesOf(child(settings, 'write_files'))];
    const all: Invocation[] = [];
    for (const name of ['bootcmd', 'runcmd']) {
      const commands = commandsOf(child(settings, name), writes);
      all.push(...commands.invocations);
      writes.push(...commands.writes);
      const launches = hostLaunches(commands.invocations, { format: cloudInit.name, name });
      readings.push({ launches, problems: [] });
    }
    const context = { format: cloudInit.name, environment: unknownEnvironment, repository };
    readings.push(
      dockerLaunches(all, context),
      await readWrites(writes, repository),
      await readWrittenCompose(writes),
    );
  }
  return joinReadings(readings);
}
