import type { SourceFile } from '../../text/source-file.ts';
import { asItems, asMapping, asText, child } from '../../yaml/access.ts';
import type { YamlNode, YamlResult } from '../../yaml/node.ts';
import { folderOf, joinPath } from './paths.ts';

/**
 * Files that others of these `include:`: they are read as parts of those, with their variables. Alone such a file
 * would seem to lack what is set beside the project that takes it in. Files that include each other in a circle and
 * that nobody else includes are not among them.
 */
export async function includedFiles(
  files: readonly SourceFile[],
  parse: (file: SourceFile) => Promise<YamlResult>,
): Promise<ReadonlySet<string>> {
  const included = new Map<string, readonly string[]>();
  for (const file of files) {
    if (!/^["']?include["']?[ \t]*:/m.test(file.text)) continue;
    const { documents } = await parse(file);
    const names = documents.flatMap(({ root }) => namesIn(child(root, 'include')));
    included.set(
      file.path,
      names.map((name) => joinPath(folderOf(file.path), name)),
    );
  }
  const inner = new Set([...included.values()].flat());
  const found = new Set<string>();
  const visit = (path: string) => {
    for (const other of included.get(path) ?? [])
      if (!found.has(other)) {
        found.add(other);
        visit(other);
      }
  };
  for (const path of included.keys()) if (!inner.has(path)) visit(path);
  return found;
}

function namesIn(include: YamlNode | undefined): readonly string[] {
  return (asItems(include) ?? []).flatMap((item) => {
    const path = asMapping(item) === undefined ? item : child(item, 'path');
    return [path, ...(asItems(path) ?? [])].flatMap((one) => asText(one)?.known ?? []);
  });
}
