import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { buildObject, type Shape } from '../kubernetes/build-node.ts';

/** One value by its path, as `--set service.type=NodePort` or Argo CD's `parameters` give it. */
export interface SetValue {
  readonly path: string;
  readonly value: TracedText;
}

/** Values nested deeper than this are none of a memcached chart's. */
const DEEPEST = 12;
/** Indices beyond this are no list of words. */
const LONGEST_LIST = 100;

type Tree = Map<string, Tree> | TracedText | readonly TracedText[];

/** The values that paths and their texts come to; later ones win. `undefined` where there are none. */
export function valuesOfPaths(values: readonly SetValue[], at: Location): YamlNode | undefined {
  const root = new Map<string, Tree>();
  for (const { path, value } of values) {
    const steps = stepsOf(path);
    const last = steps.pop();
    if (last === undefined || steps.length > DEEPEST) continue;
    let node = root;
    for (const step of steps) {
      const next = node.get(step);
      const inner: Map<string, Tree> = next instanceof Map ? next : new Map<string, Tree>();
      node.set(step, inner);
      node = inner;
    }
    node.set(last, listOf(value) ?? value);
  }
  return root.size === 0 ? undefined : buildObject(shapeOf(root), at);
}

/** `a.b[0]`; a backslash keeps a dot in a key. Indices become keys of digits, which `shapeOf` makes a list again. */
function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let step = '';
  const done = () => {
    if (step !== '') steps.push(step);
    step = '';
  };
  for (let index = 0; index < path.length; index++) {
    const character = path[index] ?? '';
    if (character === '\\') step += path[++index] ?? '';
    else if (character === '.' || character === ']') done();
    else if (character === '[') {
      done();
      step = INDEX;
    } else step += character;
  }
  done();
  return steps;
}

const INDEX = '[';

/** `{a,b}` is a list. */
function listOf(value: TracedText): readonly TracedText[] | undefined {
  const { text } = value;
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  return splitAt(value.slice(1, -1), ',').filter((item) => item.text !== '');
}

/** A text in pieces between commas; a backslash or braces keep one together. */
function splitAt(value: TracedText, separator: string): readonly TracedText[] {
  const pieces: TracedText[] = [];
  let from = 0;
  let depth = 0;
  for (let index = 0; index < value.length; index++) {
    const character = value.text[index];
    if (character === '\\') index++;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === separator && depth <= 0) {
      pieces.push(value.slice(from, index));
      from = index + 1;
    }
  }
  pieces.push(value.slice(from, value.length));
  return pieces;
}

function shapeOf(tree: Map<string, Tree>): { readonly [key: string]: Shape } {
  const found: Record<string, Shape> = {};
  for (const [key, value] of tree) {
    if (value instanceof TracedText || !(value instanceof Map)) found[key] = value;
    else found[key] = itemsOf(value) ?? shapeOf(value);
  }
  return found;
}

function itemsOf(tree: Map<string, Tree>): readonly Shape[] | undefined {
  const items: Shape[] = [];
  for (const [key, value] of tree) {
    const index = key.startsWith(INDEX) ? Number(key.slice(1)) : Number.NaN;
    if (!Number.isInteger(index) || index < 0 || index > LONGEST_LIST) return undefined;
    items[index] = value instanceof Map ? (itemsOf(value) ?? shapeOf(value)) : value;
  }
  return items.length === 0 ? undefined : items.filter((item) => item !== undefined);
}

/** The words of `--set a=b,c=d`. */
export function setWords(word: TracedText): readonly SetValue[] {
  return splitAt(word, ',').flatMap((piece) => {
    const equals = piece.text.indexOf('=');
    return equals < 1 ? [] : [{ path: piece.text.slice(0, equals), value: piece.slice(equals + 1) }];
  });
}
