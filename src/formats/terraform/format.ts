import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { cloudInit } from '../cloud-init/format.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { parseHcl } from '../nomad/hcl/parse.ts';
import { fileVariables } from '../nomad/variables.ts';
import { readMachineScripts } from '../provisioning/machine-scripts.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { dockerContainers } from './docker-containers.ts';
import { heredocs, scriptsOf } from './scripts.ts';

/**
 * Terraform and Packer in HCL: scripts and cloud-init data that machines get as here-documents, provisioners that
 * run commands, and containers of the docker provider.
 */
export const terraform: Format = {
  name: 'terraform',
  title: 'Terraform or Packer configuration',
  hasPath: (path) => /\.(?:tf|tofu|pkr\.hcl)$/.test(path),
  hasContent: (_, path) => /\.(?:tf|tofu|pkr\.hcl)$/.test(path),
  async read(files, repository) {
    const readings = files
      .filter(({ text }) => /memcached/i.test(text))
      .map((file) => readFile(file, repository));
    return joinReadings(await Promise.all(readings));
  },
};

async function readFile(file: SourceFile, repository: Repository): Promise<Reading> {
  const variables = fileVariables(file);
  const body = parseHcl(file, variables);
  const texts = heredocs(file, variables);
  const format = terraform.name;
  const readings: Reading[] = [];
  for (const { name, lines } of scriptsOf(body, texts))
    readings.push(await readMachineScripts([lines], { format, name, dialect: 'sh', repository }));
  for (const text of texts) {
    const at = text.locate();
    if (at === undefined || !/^#cloud-config\b/.test(text.text)) continue;
    readings.push(await cloudInit.read([new WrittenFile(file.path, text, at)], repository));
  }
  const context = { format, environment: unknownEnvironment, repository };
  return joinReadings([...readings, dockerLaunches(dockerContainers(body), context)]);
}
