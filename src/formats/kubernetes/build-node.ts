import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { YamlMapping, YamlNode } from '../../yaml/node.ts';

/** What a node is made of: a text, further keys, a list; keys without a value are left out. */
export type Shape = TracedText | string | readonly Shape[] | { readonly [key: string]: Shape | undefined };

/** An object as a manifest would hold it. What comes from words stands where they do, the rest at `at`. */
export function buildObject(shape: { readonly [key: string]: Shape | undefined }, at: Location): YamlMapping {
  const place = { file: at.file, start: at.start, end: at.end };
  const pairs = Object.entries(shape).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key: buildNode(key, at), value: buildNode(value, at) }],
  );
  return { kind: 'mapping', ...place, flow: false, pairs };
}

function buildNode(shape: Shape, at: Location): YamlNode {
  if (typeof shape === 'string') return scalar(TracedText.decoded(shape, at), at);
  if (shape instanceof TracedText) return scalar(shape, shape.locate() ?? at);
  if (!isList(shape)) return buildObject(shape, at);
  const items = shape.map((item) => buildNode(item, at));
  const first = items[0];
  const last = items.at(-1);
  const isRun =
    first !== undefined && last !== undefined && first.file === last.file && last.end >= first.end;
  const place = isRun ? { file: first.file, start: first.start, end: last.end } : at;
  return { kind: 'sequence', file: place.file, start: place.start, end: place.end, flow: false, items };
}

function isList(shape: Exclude<Shape, string | TracedText>): shape is readonly Shape[] {
  return Array.isArray(shape);
}

function scalar(text: TracedText, { file, start, end }: Location): YamlNode {
  return { kind: 'scalar', file, start, end, style: 'double-quoted', absent: false, text };
}
