import { TracedText } from '../../../text/traced-text.ts';
import { asMapping, asText, child } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import type { KubernetesObject } from '../objects.ts';
import { containerPaths } from '../workloads.ts';
import { changeAt, textNode } from './edit-node.ts';

/** The objects with the `images:` of a kustomization applied. */
export function applyImages(
  objects: readonly KubernetesObject[],
  images: readonly YamlNode[],
): readonly KubernetesObject[] {
  if (images.length === 0) return objects;
  return objects.map((object) => {
    let node: YamlNode = object.node;
    for (const path of containerPaths(object))
      node = changeAt(node, [...path, 'image'], (image) =>
        image === undefined ? image : renamed(image, images),
      );
    return { ...object, node: asMapping(node) ?? object.node };
  });
}

function renamed(node: YamlNode, images: readonly YamlNode[]): YamlNode {
  let text = asText(node);
  if (text === undefined) return node;
  for (const image of images) {
    const name = asText(child(image, 'name'))?.known;
    if (name !== undefined && repositoryOf(text).text === name) text = replaced(text, image);
  }
  return textNode(text, node);
}

function replaced(text: TracedText, image: YamlNode): TracedText {
  const newTag = asText(child(image, 'newTag'));
  const digest = asText(child(image, 'digest'));
  const old = repositoryOf(text);
  const name = asText(child(image, 'newName')) ?? old;
  const mark = (piece: string) => TracedText.decoded(piece, image.file.at(image.start, image.end));
  if (digest !== undefined) return TracedText.concat([name, mark('@'), digest]);
  if (newTag !== undefined) return TracedText.concat([name, mark(':'), newTag]);
  return TracedText.concat([name, text.slice(old.length)]);
}

/** The image without tag and digest. */
function repositoryOf(text: TracedText): TracedText {
  const at = text.text.indexOf('@');
  const end = at < 0 ? text.length : at;
  const colon = text.text.lastIndexOf(':', end - 1);
  return text.slice(0, colon > text.text.lastIndexOf('/', end - 1) ? colon : end);
}
