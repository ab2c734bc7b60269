import type { Location } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type ExpansionBudget, placeOf } from '../../yaml/access.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.ts';
import { goScalar } from './scalar-type.ts';
import { type ComposeError, type Entry, listValue, mapValue, nullValue, type Value } from './value.ts';

/** A decoded document, and the paths that `!reset` and `!override` mark in it. */
export interface Decoded {
  readonly value: Value;
  readonly resets: readonly (readonly string[])[];
  readonly errors: readonly ComposeError[];
}

/**
 * Makes values of YAML nodes as compose-go does: aliases are replaced by what they stand for, `!reset`
 * takes a node away, merge keys fill what a mapping lacks, scalars get Go's types.
 */
export function decodeDocument(root: YamlNode, budget: ExpansionBudget): Decoded {
  const decoder = new Decoder(budget);
  const value = decoder.node(root, []) ?? nullValue(placeOf(root));
  return { value, resets: decoder.resets, errors: decoder.errors };
}

class Decoder {
  readonly resets: (readonly string[])[] = [];
  readonly errors: ComposeError[] = [];
  readonly #open = new Set<YamlNode>();
  readonly #budget: ExpansionBudget;
  #isSpent = false;
  /** Inside `!override`, tags mean nothing any more. */
  #depthOfOverride = 0;

  constructor(budget: ExpansionBudget) {
    this.#budget = budget;
  }

  node(node: YamlNode, written: readonly string[]): Value | undefined {
    const path = withoutMergeKey(written);
    if (!this.#budget.spend()) {
      if (!this.#isSpent) this.#fail('its aliases expand to too much', node, path);
      this.#isSpent = true;
      return undefined;
    }
    const anchor = node.kind === 'alias' ? node.name : node.anchor;
    if (anchor !== undefined && !/^[\w-]+$/.test(anchor))
      this.#fail(`${anchor} is no name of an anchor`, node, path);
    if (node.kind === 'alias') {
      if (node.target === undefined) return undefined;
      return this.node(node.target, path);
    }
    if (this.#open.has(node)) {
      this.#fail('an anchor contains itself', node, path);
      return undefined;
    }
    if (this.#depthOfOverride === 0 && node.tag === '!reset') {
      this.resets.push(path);
      return undefined;
    }
    const isOverride = this.#depthOfOverride === 0 && node.tag === '!override';
    if (isOverride) this.resets.push(path);
    if (isOverride) this.#depthOfOverride += 1;
    this.#open.add(node);
    const value = this.#plain(node, path);
    this.#open.delete(node);
    if (isOverride) this.#depthOfOverride -= 1;
    return value;
  }

  #plain(node: Exclude<YamlNode, { kind: 'alias' }>, path: readonly string[]): Value | undefined {
    if (node.kind === 'scalar') return this.#scalar(node, path);
    if (node.kind === 'mapping') return this.#mapping(node, path);
    const items: Value[] = [];
    node.items.forEach((item, i) => {
      const value = this.node(item, [...path, String(i)]);
      if (value !== undefined) items.push(value);
    });
    return listValue(items, placeOf(node));
  }

  #scalar(node: YamlScalar, path: readonly string[]): Value {
    const at = placeOf(node);
    const tag = this.#depthOfOverride > 0 && node.tag === '!override' ? undefined : node.tag;
    const found = goScalar(node.text.text, node.style, tag);
    if (found === undefined) this.#fail(`it cannot be read as ${node.tag ?? ''}`, node, path);
    const { type, text } = found ?? { type: 'string' as const, text: node.text.text };
    const traced = text === node.text.text ? node.text : TracedText.decoded(text, at);
    return { kind: 'scalar', type, text: traced, at };
  }

  #mapping(node: YamlMapping, path: readonly string[]): Value {
    const entries = new Map<string, Entry>();
    const seen = new Set<string>();
    const merged: Entry[] = [];
    for (const { key, value } of node.pairs) {
      const name = this.#key(key, path);
      if (name === undefined) continue;
      if (seen.has(name)) this.#fail(`the key ${name} is there twice`, key, [...path, name]);
      seen.add(name);
      const found = this.node(value, [...path, name]);
      if (found === undefined) continue;
      const entry = { key: placeOf(key), value: found };
      if (isMergeKey(key)) merged.push(entry);
      else entries.set(name, entry);
    }
    for (const { value } of merged)
      for (const source of value.kind === 'list' ? value.items : [value]) {
        if (source.kind !== 'map') this.#fail('<< takes a mapping or a list of mappings', node, path);
        else
          for (const [name, entry] of source.entries) {
            if (!this.#budget.spend()) break;
            if (!entries.has(name)) entries.set(name, entry);
          }
      }
    return mapValue(entries, placeOf(node));
  }

  #key(node: YamlNode, path: readonly string[]): string | undefined {
    const key = node.kind === 'alias' ? node.target : node;
    if (key?.kind !== 'scalar') {
      this.#fail('a key must be text', node, path);
      return undefined;
    }
    if (isMergeKey(key)) return '<<';
    if (goScalar(key.text.text, key.style, key.tag)?.type !== 'string')
      this.#fail(`the key ${spellOut(key.text)} must be text`, node, path);
    return key.text.text;
  }

  #fail(message: string, node: YamlNode, path: readonly string[]): void {
    const at: Location = placeOf(node);
    this.errors.push({ message, at, path });
  }
}

function isMergeKey(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && node.text.text === '<<';
}

/** What a merge key brings in counts as written beside it. */
function withoutMergeKey(path: readonly string[]): readonly string[] {
  return path.at(-1) === '<<' ? path.slice(0, -1) : path;
}
