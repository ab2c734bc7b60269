import { asText, follow, isNull } from '../../../yaml/access.ts';
import type { YamlNode, YamlPair } from '../../../yaml/node.ts';

const DEEPEST = 60;

/** Values laid over others as Helm does: maps are merged, everything else is replaced, `null` takes away. */
export function mergeValues(
  base: YamlNode | undefined,
  over: YamlNode | undefined,
  depth = 0,
): YamlNode | undefined {
  const under = follow(base);
  const upper = follow(over);
  if (upper === undefined) return under;
  if (under?.kind !== 'mapping' || upper.kind !== 'mapping' || depth > DEEPEST) return upper;
  const found = new Map<string, YamlPair>();
  for (const pair of under.pairs) found.set(asText(pair.key)?.text ?? '', pair);
  for (const pair of upper.pairs) {
    const key = asText(pair.key)?.text ?? '';
    const merged = isNull(pair.value) ? undefined : mergeValues(found.get(key)?.value, pair.value, depth + 1);
    if (merged === undefined) found.delete(key);
    else found.set(key, { key: pair.key, value: merged });
  }
  return { ...under, pairs: [...found.values()] };
}
