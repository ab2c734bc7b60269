import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, follow } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** What one machine gets when it starts. */
export interface UserData {
  /** `UserData of CacheServer`. */
  readonly name: string;
  readonly text: TracedText;
}

const DEEPEST = 6;

/** The user data in the resources of a template, with the defaults of its parameters filled in. */
export function userDataOf(root: YamlNode | undefined): readonly UserData[] {
  const parameters = child(root, 'Parameters');
  const defaultOf = (name: string): TracedText | undefined =>
    asText(child(child(parameters, name), 'Default'));
  return [...entries(child(root, 'Resources'))].flatMap(([id, { value }]) => {
    const properties = child(value, 'Properties');
    const data = child(properties, 'UserData') ?? child(child(properties, 'LaunchTemplateData'), 'UserData');
    const text = data && textOf(data, defaultOf, 0);
    return text === undefined ? [] : [{ name: `UserData of ${id}`, text }];
  });
}

type Defaults = (name: string) => TracedText | undefined;

/** What a value and the functions around it come to: `Fn::Base64`, `Fn::Sub`, `Fn::Join`, `Ref`. */
function textOf(node: YamlNode, defaults: Defaults, depth: number): TracedText | undefined {
  const found = follow(node);
  if (found === undefined || depth > DEEPEST) return undefined;
  const text = asText(found);
  if (text !== undefined) {
    if (found.tag === '!Ref') return referred(text, defaults);
    return found.tag === '!Sub' ? substituted(text, defaults) : text;
  }
  const items = asItems(found);
  if (items !== undefined) {
    const [first, second] = items;
    if (found.tag === '!Sub') return first && substituted(asText(first), defaults);
    return found.tag === '!Join' ? joined(first, second, defaults, depth) : undefined;
  }
  const [name, pair] = [...entries(found)][0] ?? [];
  const value = pair?.value;
  if (value === undefined) return undefined;
  if (name === 'Fn::Base64') return textOf(value, defaults, depth + 1);
  if (name === 'Ref') return referred(asText(value), defaults);
  if (name === 'Fn::Sub') return substituted(asText(value) ?? asText(asItems(value)?.[0]), defaults);
  const [separator, list] = asItems(value) ?? [];
  return name === 'Fn::Join' ? joined(separator, list, defaults, depth) : undefined;
}

function joined(
  separator: YamlNode | undefined,
  list: YamlNode | undefined,
  defaults: Defaults,
  depth: number,
): TracedText | undefined {
  const between = asText(separator)?.known;
  if (between === undefined) return undefined;
  const pieces = (asItems(list) ?? []).flatMap((item, index) => {
    const at = item.file.at(item.start, item.end);
    const text =
      textOf(item, defaults, depth + 1) ?? TracedText.unknown('…', 'CloudFormation works it out', at);
    return index === 0 ? [text] : [TracedText.decoded(between, item.file.at(item.start, item.start)), text];
  });
  return TracedText.concat(pieces);
}

function referred(name: TracedText | undefined, defaults: Defaults): TracedText | undefined {
  const at = name?.locate();
  if (name === undefined || at === undefined) return undefined;
  return defaults(name.text) ?? TracedText.unknown(name.text, 'CloudFormation works it out', at);
}

/** `${Name}` is a parameter or attribute, `${!Name}` the text `${Name}`. */
function substituted(text: TracedText | undefined, defaults: Defaults): TracedText | undefined {
  if (text === undefined) return undefined;
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: written, 1: literal, 2: name = '', index } of text.text.matchAll(
    /\$\{(!?)([\w.:]{1,200})\}/g,
  )) {
    const end = index + written.length;
    const at = text.locate(index, end);
    pieces.push(text.slice(done, index));
    done = end;
    if (literal === '!') pieces.push(text.slice(index, index + 2), text.slice(index + 3, end));
    else if (at !== undefined)
      pieces.push(defaults(name) ?? TracedText.unknown(name, 'CloudFormation works it out', at));
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
