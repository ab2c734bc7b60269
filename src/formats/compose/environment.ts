import type { TracedText } from '../../text/traced-text.ts';
import { parseDotEnv, parseRawEnv } from './dotenv.ts';
import type { LoadContext, VariableMap } from './load-context.ts';
import { assignments, items, scalarText } from './service.ts';
import { type MapValue, member } from './value.ts';

/**
 * The variables of a service's containers: `environment:` over `env_file:`, a later file over an earlier one;
 * a name without a value takes that of the project's variables. `undefined`: named, but set nowhere.
 */
export function serviceEnvironment(
  name: string,
  service: MapValue,
  variables: VariableMap,
  context: LoadContext,
): ReadonlyMap<string, TracedText | undefined> {
  const path = ['services', name, 'environment'];
  const own = new Map<string, TracedText | undefined>();
  for (const [key, value] of assignments(member(service, 'environment'))) {
    if (/\s$/.test(key))
      context.errors.push({ message: `the name ${key.trim()} ends in a blank`, at: service.at, path });
    own.set(key, value ?? variables.get(key));
  }
  let fromFiles: VariableMap = new Map(
    [...own].flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  for (const item of items(member(service, 'env_file'))) {
    const source = scalarText(member(item, 'path'));
    const required = scalarText(member(item, 'required'))?.text !== 'false';
    const file = source?.known === undefined ? undefined : context.files.read(source.known);
    if (file === undefined) {
      if (required)
        context.errors.push({
          message: `there is no file ${source?.text ?? ''}`,
          at: item.at,
          path: ['services', name, 'env_file'],
        });
      continue;
    }
    const lookup = (key: string) => variables.get(key) ?? own.get(key);
    const format = scalarText(member(item, 'format'))?.text ?? '';
    const parsed =
      format === 'raw' ? parseRawEnv(file, lookup, fromFiles) : parseDotEnv(file, lookup, fromFiles);
    if (format !== 'raw' && format !== '')
      context.errors.push({ message: `${format} is no format of an env_file`, at: item.at, path });
    if (parsed.error !== undefined)
      context.errors.push({ message: parsed.error, at: item.at, path: ['services', name, 'env_file'] });
    fromFiles = parsed.values;
  }
  return new Map<string, TracedText | undefined>([...fromFiles, ...own]);
}
