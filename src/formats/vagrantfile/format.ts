import type { Reading } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { type FileWrite, readScript } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import { engineOf } from '../docker-run/option-table.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { shebangDialect } from '../shell-script/recognition.ts';
import { packagedFile } from '../written-files/packaged-files.ts';
import { readWrites } from '../written-files/read-writes.ts';
import { withForwardedPorts } from './forwarded-ports.ts';
import { inlineScripts } from './provisioners.ts';

const interest = (name: string): boolean => isMemcachedProgram(name) || engineOf(name) !== undefined;

/** Vagrantfiles: what inline shell and docker provisioners start, and the configuration files that they write. */
export const vagrantfile: Format = {
  name: 'vagrantfile',
  title: 'Vagrantfile',
  hasPath: isVagrantfile,
  hasContent: (_, path) => isVagrantfile(path),
  async read(files, repository) {
    const readings = files
      .filter(({ text }) => /memcached/i.test(text))
      .map((file) => readVagrantfile(file, repository));
    return joinReadings(await Promise.all(readings));
  },
};

function isVagrantfile(path: string): boolean {
  return /^(?:Vagrantfile(?:\.\w+)?|.+\.[Vv]agrantfile)$/.test(baseName(withoutTemplateSuffix(path)));
}

/** All provisioners run on one machine as far as one can tell: what the first writes, the next may change. */
async function readVagrantfile(file: SourceFile, repository: Repository): Promise<Reading> {
  const invocations: Invocation[] = [];
  const writes: FileWrite[] = [];
  for (const script of inlineScripts(file)) {
    // Vagrant's shell on the machine is bash, which runs a script without a first line of its own.
    const dialect = shebangDialect(script.text) ?? 'bash';
    if (dialect === 'other' || !/memcached|docker|podman|nerdctl/i.test(script.text)) continue;
    const reading = readScript(script, unknownEnvironment, { interest, files: packagedFile, dialect });
    invocations.push(...reading.invocations);
    writes.push(...reading.writes);
  }
  const launches = hostLaunches(invocations, { format: vagrantfile.name, name: 'shell provisioner' });
  const context = { format: vagrantfile.name, environment: unknownEnvironment, repository };
  const reading = joinReadings([
    { launches, problems: [] },
    dockerLaunches(invocations, context),
    await readWrites(writes, repository),
  ]);
  return { ...reading, launches: withForwardedPorts(reading.launches, file) };
}
