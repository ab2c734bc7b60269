import { TracedText } from '../../../text/traced-text.ts';
import { asItems, asMapping, asText, child, entries, follow, nodeAt } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import { type KubernetesObject, textsOf } from '../objects.ts';
import { changeAt, textNode } from './edit-node.ts';
import { isTarget } from './patches.ts';

/** No field path of a manifest leads to more places. */
const MOST_PLACES = 200;

/** The objects with one entry of `replacements`: a value of one object is written into fields of others. */
export function applyReplacement(
  objects: readonly KubernetesObject[],
  replacement: YamlNode,
): readonly KubernetesObject[] {
  const value = sourceOf(objects, replacement);
  if (value === undefined) return objects;
  let result = objects;
  for (const target of asItems(child(replacement, 'targets')) ?? []) {
    const select = child(target, 'select');
    const rejected = asItems(child(target, 'reject')) ?? [];
    const options = child(target, 'options');
    result = result.map((object) => {
      if (select === undefined || !isTarget(object, select)) return object;
      if (rejected.some((item) => isTarget(object, item))) return object;
      let node: YamlNode = object.node;
      for (const text of textsOf(child(target, 'fieldPaths')))
        for (const path of placesOf(node, stepsOf(text.text)))
          node = changeAt(node, path, (old) =>
            old === undefined ? undefined : written(old, value, options),
          );
      return { ...object, node: asMapping(node) ?? object.node };
    });
  }
  return result;
}

/** The text that is written: a field of an object, or a part of it. */
function sourceOf(objects: readonly KubernetesObject[], replacement: YamlNode): TracedText | undefined {
  const written = asText(child(replacement, 'sourceValue'));
  const source = child(replacement, 'source');
  if (source === undefined) return written;
  const object = objects.find((candidate) => isTarget(candidate, source));
  const field = asText(child(source, 'fieldPath'))?.known ?? 'metadata.name';
  const [path] = object === undefined ? [] : placesOf(object.node, stepsOf(field));
  const text = path === undefined ? undefined : asText(valueAt(object?.node, path));
  const options = child(source, 'options');
  const delimiter = asText(child(options, 'delimiter'))?.known;
  return text === undefined || !delimiter ? text : pieces(text, delimiter)[indexOf(options)];
}

/** A whole value, or one of its pieces between delimiters. */
function written(old: YamlNode, value: TracedText, options: YamlNode | undefined): YamlNode {
  const text = asText(old);
  const delimiter = asText(child(options, 'delimiter'))?.known;
  if (text === undefined || !delimiter) return textNode(value, old);
  const parts = [...pieces(text, delimiter)];
  const index = indexOf(options);
  if (index < 0 || index >= parts.length) return old;
  parts[index] = value;
  const between = TracedText.decoded(delimiter, old.file.at(old.start, old.end));
  return textNode(TracedText.concat(parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]))), old);
}

function indexOf(options: YamlNode | undefined): number {
  return Number(asText(child(options, 'index'))?.known ?? 0);
}

function pieces(text: TracedText, delimiter: string): readonly TracedText[] {
  let from = 0;
  return text.text.split(delimiter).map((part) => {
    const piece = text.slice(from, from + part.length);
    from += part.length + delimiter.length;
    return piece;
  });
}

/** `spec.template.spec.containers.[name=mc].args.1`; a backslash keeps a dot in a key. */
function stepsOf(path: string): readonly string[] {
  const steps: string[] = [];
  let step = '';
  let open = false;
  for (let index = 0; index < path.length; index++) {
    const character = path[index] ?? '';
    if (character === '\\') step += path[++index] ?? '';
    else if (character === '.' && !open) {
      if (step !== '') steps.push(step);
      step = '';
    } else {
      if (character === '[') open = true;
      if (character === ']') open = false;
      step += character;
    }
  }
  return step === '' ? steps : [...steps, step];
}

/** The value at a path whose indices are texts. */
function valueAt(node: YamlNode | undefined, path: readonly string[]): YamlNode | undefined {
  return nodeAt(
    node,
    path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
  );
}

/** The places that a field path leads to; `*` and `[name=mc]` choose among the items of a list. */
function placesOf(node: YamlNode, steps: readonly string[]): readonly (readonly string[])[] {
  let places: (readonly string[])[] = [[]];
  for (const step of steps) {
    const next: (readonly string[])[] = [];
    for (const place of places) {
      const at = follow(valueAt(node, place));
      const items = asItems(at);
      const [, key, wanted] = /^\[([^=\]]+)=([^\]]*)\]$/.exec(step) ?? [];
      if (items === undefined) {
        if (entries(at).has(step)) next.push([...place, step]);
      } else if (key === undefined) {
        if (step === '*') next.push(...items.map((_, index) => [...place, `${index}`]));
        else if (items[Number(step)] !== undefined) next.push([...place, step]);
      } else
        for (const [index, item] of items.entries())
          if (asText(child(item, key))?.text === wanted) next.push([...place, `${index}`]);
    }
    places = next.slice(0, MOST_PLACES);
  }
  return places;
}
