import type { SourceFile } from '../../text/source-file.ts';
import { parseDotEnv } from './dotenv.ts';
import type { VariableMap } from './load-context.ts';
import { joinPath } from './paths.ts';

/** Names under which repositories show what their `.env`, which they do not hold, looks like. */
const NAMES = ['.env', 'env'].flatMap((name) =>
  ['example', 'dist', 'sample', 'template', 'tmpl', 'default', 'defaults'].map(
    (suffix) => `${name}.${suffix}`,
  ),
);
/** `<your address>`, `CHANGE_ME`, `...`: to be filled in. */
const PLACEHOLDER = /^$|[<>]|\.\.\.|change.?me|^x+$|^your[ _-]/i;

/**
 * The variables of a project that has no `.env`, as its example has them: whoever starts it copies that file first.
 * What the example leaves to be filled in stays unset.
 */
export function exampleEnvironment(
  folder: string,
  read: (path: string) => SourceFile | undefined,
): VariableMap {
  if (read(joinPath(folder, '.env')) !== undefined) return new Map();
  for (const name of [...NAMES, 'example.env', 'sample.env']) {
    const file = read(joinPath(folder, name));
    if (file === undefined) continue;
    const { values } = parseDotEnv(file, () => undefined);
    return new Map([...values].filter(([, value]) => !PLACEHOLDER.test(value.text)));
  }
  return new Map();
}
