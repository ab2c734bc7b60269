import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { layered, unknownEnvironment } from '../../shell/environment.ts';
import { invocationsIn, invocationsOf } from '../../shell/invocations.ts';
import { splitWords } from '../../shell/words.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';

/** Process files of PM2 in JSON or YAML: `script` and `args` of an app; a command line goes through bash. */
export const pm2: Format = {
  name: 'pm2',
  title: 'PM2 process file',
  hasPath: (path) => /(?:^|\/)(?:ecosystem(?:\.config)?|pm2(?:\.config)?)\.(?:json|ya?ml)$/.test(path),
  hasContent: (text, path) =>
    /\.(?:json|ya?ml)$/.test(path) &&
    /^[{\s]*["']?apps["']?[ \t]*:/m.test(text) &&
    /["']?(?:script|cmd)["']?[ \t]*:/.test(text),
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) {
      if (!/memcached/i.test(file.text)) continue;
      const { documents } = await parseYaml(file);
      for (const { root } of documents)
        for (const app of asItems(child(root, 'apps')) ?? asItems(root) ?? [])
          readings.push(readApp(app, repository));
    }
    return joinReadings(readings);
  },
};

function readApp(app: YamlNode, repository: Repository): Reading {
  const fields = entries(app);
  const node = fields.get('script')?.value ?? fields.get('cmd')?.value;
  const script = asText(node);
  if (node === undefined || script === undefined) return { launches: [], problems: [] };
  const variables = [...entries(fields.get('env')?.value)].flatMap(([name, { value }]) => {
    const text = asText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  const environment = layered(new Map(variables), unknownEnvironment);
  const given = fields.get('args')?.value;
  const args = asItems(given)?.flatMap((item) => asText(item) ?? []) ?? argumentsIn(asText(given));
  const isLine = /\s/.test(script.text.trim());
  const invocations = isLine
    ? invocationsIn(script, environment, { dialect: 'bash' })
    : invocationsOf([script, ...args], environment);
  const name = asText(fields.get('name')?.value)?.text ?? script.text;
  const at = given === undefined || isLine ? placeOf(node) : placeOf(given);
  return hostReading(invocations, { format: pm2.name, name: `app ${name}`, at, environment, repository });
}

function argumentsIn(text: TracedText | undefined): readonly TracedText[] {
  return text === undefined ? [] : splitWords(text, 'posix').words;
}
