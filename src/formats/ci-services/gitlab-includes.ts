import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { asItems, asText, child } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** Includes of one pipeline that are followed. */
const MOST_INCLUDES = 50;

/**
 * The files of the repository that a GitLab pipeline includes: `include: path`, `include: {local: path}` or a list of
 * them, from the root of the repository. Those of other projects, and patterns, are not followed.
 */
export function includedFiles(root: YamlNode | undefined, repository: Repository): readonly SourceFile[] {
  const node = child(root, 'include');
  const items = asItems(node) ?? (node === undefined ? [] : [node]);
  return items.slice(0, MOST_INCLUDES).flatMap((item) => {
    const path = (asText(item) ?? asText(child(item, 'local')))?.known?.replace(/^\/+/, '');
    if (path === undefined || !/\.ya?ml$/.test(path) || /:\/\/|[*$]/.test(path)) return [];
    const file = repository.has(path) ? repository.read(path) : undefined;
    return isReadable(file) ? [file] : [];
  });
}
