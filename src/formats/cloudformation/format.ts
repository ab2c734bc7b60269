import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { cloudInit } from '../cloud-init/format.ts';
import type { Format } from '../format.ts';
import { joinReadings } from '../host/host-reading.ts';
import { readMachineScripts } from '../provisioning/machine-scripts.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { userDataOf } from './user-data.ts';

/** Templates of CloudFormation and SAM in YAML or JSON: the user data of machines, a script or cloud-init's. */
export const cloudformation: Format = {
  name: 'cloudformation',
  title: 'CloudFormation template',
  hasPath: () => false,
  hasContent: (text, path) =>
    /\.(?:ya?ml|json|template)$/.test(path) &&
    /\bUserData["']?[ \t]*:/.test(text) &&
    /["']?Type["']?[ \t]*:[ \t]*["']?AWS::/.test(text),
  async read(files, repository) {
    const readings = files
      .filter(({ text }) => /memcached/i.test(text))
      .map((file) => readTemplate(file, repository));
    return joinReadings(await Promise.all(readings));
  },
};

async function readTemplate(file: SourceFile, repository: Repository): Promise<Reading> {
  const { documents } = await parseYaml(file);
  const readings: Reading[] = [];
  const format = cloudformation.name;
  for (const { name, text } of userDataOf(documents[0]?.root)) {
    const at = text.locate();
    const script = text.slice(text.length - text.text.trimStart().length);
    if (/^#!/.test(script.text))
      readings.push(await readMachineScripts([script], { format, name, dialect: 'sh', repository }));
    else if (at !== undefined && /^#cloud-config\b/.test(script.text))
      readings.push(await cloudInit.read([new WrittenFile(file.path, script, at)], repository));
  }
  return joinReadings(readings);
}
