import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, entries, isNull } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { HclAttribute, HclBlock, HclBody, HclValue } from '../nomad/hcl/node.ts';
import { parseHcl } from '../nomad/hcl/parse.ts';
import type { Interpolate } from '../nomad/hcl/scanner.ts';

/** Reads a bake file with the values of its names. */
export type BodyOf = (interpolate: Interpolate) => HclBody;

/** A bake file in HCL, or in HCL's JSON syntax. */
export async function bodyReader(file: SourceFile): Promise<BodyOf> {
  if (!file.path.endsWith('.json')) return (interpolate) => parseHcl(file, interpolate);
  const { documents } = await parseYaml(file);
  const root = documents[0]?.root;
  return (interpolate) => jsonBody(root, interpolate);
}

/** Properties that stand for labelled blocks. */
const BLOCKS = new Set(['target', 'group', 'variable', 'function']);

function jsonBody(root: YamlNode | undefined, interpolate: Interpolate): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const [type, { value }] of entries(root)) {
    if (!BLOCKS.has(type)) attributes.push(...attributeOf(type, value, interpolate));
    else
      for (const { key, value: held } of entries(value).values()) {
        const label = asText(key);
        const body = { attributes: attributesOf(held, interpolate), blocks: [] };
        if (label !== undefined)
          blocks.push({ type, labels: [label], body, start: held.start, end: held.end });
      }
  }
  return { attributes, blocks };
}

function attributesOf(node: YamlNode, interpolate: Interpolate): readonly HclAttribute[] {
  return [...entries(node)].flatMap(([name, { value }]) => attributeOf(name, value, interpolate));
}

function attributeOf(name: string, node: YamlNode, interpolate: Interpolate): readonly HclAttribute[] {
  return isNull(node) ? [] : [{ name, value: hclValue(node, interpolate) }];
}

function hclValue(node: YamlNode, interpolate: Interpolate): HclValue {
  const { start, end } = node;
  const items = asItems(node);
  if (items !== undefined)
    return { kind: 'list', items: items.map((item) => hclValue(item, interpolate)), start, end };
  if (asMapping(node) !== undefined)
    return { kind: 'object', attributes: attributesOf(node, interpolate), start, end };
  const text = filled(asText(node) ?? TracedText.empty, interpolate);
  return { kind: 'text', quoted: true, text, start, end };
}

/** Strings of the JSON syntax hold `${…}` as those of HCL do. */
function filled(text: TracedText, interpolate: Interpolate): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const match of text.text.matchAll(/\$\{([^{}]{0,200})\}/g)) {
    const end = match.index + match[0].length;
    const expression = (match[1] ?? '').trim();
    const at = text.locate(match.index, end);
    if (at === undefined) continue;
    const because = `${expression} is not computed here`;
    pieces.push(text.slice(done, match.index));
    pieces.push(interpolate(expression) ?? TracedText.unknown(expression, because, at));
    done = end;
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
