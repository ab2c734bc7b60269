import type { ProjectFiles, VariableMap } from '../../../src/formats/compose/load-context.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { parseYaml } from '../../../src/yaml/parse.ts';

/** Files and variables for tests of the model. */
export function memoryFiles(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): { projectFiles: ProjectFiles; variables: VariableMap } {
  const read = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  const variables = new Map(
    Object.entries(env).map(([name, value]) => {
      const file = new SourceFile(`variable ${name}`, value);
      return [name, TracedText.source(file, 0, value.length)];
    }),
  );
  return { projectFiles: { read: (path) => read.get(path), parse: (file) => parseYaml(file) }, variables };
}
