import type { Location } from '../text/source-file.ts';
import { locate, placeOf } from '../yaml/access.ts';
import type { YamlNode } from '../yaml/node.ts';

const DEPTH_LIMIT = 20;

/** A YAML node as plain data: texts stay as written (`1.10` is not 1.1), only `true`, `false` and nothing are typed. */
export function plainValue(node: YamlNode, depth = 0): unknown {
  if (depth > DEPTH_LIMIT) return null;
  switch (node.kind) {
    case 'scalar':
      return plainScalar(node.style, node.text.text, node.absent);
    case 'sequence':
      return node.items.map((item) => plainValue(item, depth + 1));
    case 'mapping':
      return Object.fromEntries(
        node.pairs.flatMap(({ key, value }) =>
          key.kind === 'scalar' ? [[key.text.text, plainValue(value, depth + 1)]] : [],
        ),
      );
    case 'alias':
      return node.target === undefined ? null : plainValue(node.target, depth + 1);
  }
}

function plainScalar(style: string, text: string, absent: boolean): unknown {
  if (style !== 'plain') return text;
  if (absent || text === '~' || text === 'null') return undefined;
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}

/** Where a value (or its key) stands, by its path; the nearest node on the way where it does not exist. */
export function locateInYaml(
  root: YamlNode,
  path: readonly (string | number)[],
  side: 'key' | 'value',
): Location {
  const places = locate(root, path);
  if (places === undefined)
    return path.length === 0 ? placeOf(root) : locateInYaml(root, path.slice(0, -1), side);
  const { key, value } = places;
  return key !== undefined && (side === 'key' || value.start === value.end) ? key : value;
}
