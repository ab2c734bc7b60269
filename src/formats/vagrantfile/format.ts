import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { readMachineScripts } from '../provisioning/machine-scripts.ts';
import { withForwardedPorts } from './forwarded-ports.ts';
import { inlineScripts } from './provisioners.ts';

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

async function readVagrantfile(file: SourceFile, repository: Repository): Promise<Reading> {
  // Vagrant's shell on the machine is bash, which runs a script without a first line of its own.
  const where = { format: vagrantfile.name, name: 'shell provisioner', dialect: 'bash', repository } as const;
  const reading = await readMachineScripts(inlineScripts(file), where);
  return { ...reading, launches: withForwardedPorts(reading.launches, file) };
}
