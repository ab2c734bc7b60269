import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
} from 'yaml';
import type { SourceFile } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import type { ScalarStyle, YamlDocument, YamlIssue, YamlNode, YamlPair, YamlScalar } from './node.ts';
import { scalarText } from './scalar-text.ts';

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/**
 * The tolerant path: goes on after an error and keeps what it could read. Ten times slower than the fast
 * one, and a package of its own, so it is loaded only for broken files.
 */
export function readTolerant(
  file: SourceFile,
  maxDepth: number,
): { documents: readonly YamlDocument[]; issues: readonly YamlIssue[] } {
  const issues: YamlIssue[] = [];
  const parsed = parseAllDocuments(file.text, {
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
    schema: 'failsafe',
  });
  if (!Array.isArray(parsed)) return { documents: [], issues };
  const documents: YamlDocument[] = [];
  for (const document of parsed) {
    for (const { pos, message } of document.errors)
      issues.push({ kind: 'syntax', start: pos[0], end: Math.max(pos[0], pos[1]), message });
    const version = document.directives?.yaml.explicit ? document.directives.yaml.version : undefined;
    const root = new TreeReader(file, document, maxDepth).root();
    documents.push({ root, ...(version === undefined ? {} : { version }) });
  }
  return { documents, issues };
}

class TreeReader {
  readonly file: SourceFile;
  readonly #document: Document.Parsed;
  readonly #maxDepth: number;
  readonly #anchors = new Map<string, YamlNode>();

  constructor(file: SourceFile, document: Document.Parsed, maxDepth: number) {
    this.file = file;
    this.#document = document;
    this.#maxDepth = maxDepth;
  }

  root(): YamlNode | undefined {
    return this.#document.contents === null ? undefined : this.#node(this.#document.contents, 0, 0);
  }

  #node(node: Node | null, cursor: number, depth: number): YamlNode {
    const start = node?.range?.[0] ?? cursor;
    const end = node?.range?.[1] ?? cursor;
    const { file } = this;
    if (node === null || depth >= this.#maxDepth) return this.#absent(cursor);
    if (isAlias(node)) return this.#alias(node, start, end);
    const named = {
      ...(node.tag === undefined || !node.tag.startsWith('!') ? {} : { tag: node.tag }),
      ...(isScalar(node) || isMap(node) || isSeq(node)
        ? node.anchor === undefined
          ? {}
          : { anchor: node.anchor }
        : {}),
    };
    if (isMap(node)) {
      const pairs: YamlPair[] = [];
      const flow = node.flow ?? false;
      const mapping: YamlNode = { kind: 'mapping', file, start, end, flow, pairs, ...named };
      this.#remember(mapping);
      let at = start;
      for (const pair of node.items) {
        const key = this.#node(pair.key as Node | null, at, depth + 1);
        const value = this.#node(pair.value as Node | null, key.end, depth + 1);
        at = value.end;
        pairs.push({ key, value });
      }
      return mapping;
    }
    if (isSeq(node)) {
      const items: YamlNode[] = [];
      const sequence: YamlNode = {
        kind: 'sequence',
        file,
        start,
        end,
        flow: node.flow ?? false,
        items,
        ...named,
      };
      this.#remember(sequence);
      for (const item of node.items)
        items.push(this.#node(item as Node | null, items.at(-1)?.end ?? start, depth + 1));
      return sequence;
    }
    if (!isScalar(node)) return this.#absent(cursor);
    const style = STYLES[node.type ?? ''] ?? 'plain';
    const scalar = this.#scalar(start, end, style, String(node.value ?? ''), named);
    this.#remember(scalar);
    return scalar;
  }

  #remember(node: YamlNode): void {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
  }

  #alias(node: Alias, start: number, end: number): YamlNode {
    const name = node.source;
    return { kind: 'alias', file: this.file, start, end, name, target: this.#anchors.get(name) };
  }

  #absent(at: number): YamlScalar {
    const { file } = this;
    return { kind: 'scalar', file, start: at, end: at, style: 'plain', absent: true, text: TracedText.empty };
  }

  #scalar(
    start: number,
    end: number,
    style: ScalarStyle,
    value: string,
    named: { tag?: string; anchor?: string },
  ): YamlScalar {
    const { file } = this;
    const decode = () => decoded(file, start, end, style, value);
    let text: TracedText | undefined;
    return {
      kind: 'scalar',
      file,
      start,
      end,
      style,
      absent: start === end && style === 'plain',
      ...named,
      get text() {
        text ??= decode();
        return text;
      },
    };
  }
}

/** Our decoding, which knows places, where it agrees with the parser's; else the parser's text at the whole scalar. */
function decoded(
  file: SourceFile,
  start: number,
  end: number,
  style: ScalarStyle,
  value: string,
): TracedText {
  const quoted = style === 'single-quoted' || style === 'double-quoted';
  const inset = quoted ? 1 : 0;
  const closed = quoted && file.text[end - 1] === file.text[start] && end - start > 1;
  if (style !== 'literal' && style !== 'folded') {
    const text = scalarText(file, start + inset, closed ? end - 1 : end, style);
    return text.text === value ? text : TracedText.decoded(value, file.at(start, end));
  }
  const header = /^[|>]([-+]?)(\d?)([-+]?)[^\r\n]*(?:\r\n?|\n)?/.exec(file.text.slice(start, end));
  const sign = header?.[1] || header?.[3];
  const chomping = sign === '-' ? 'strip' : sign === '+' ? 'keep' : 'clip';
  const from = start + (header?.[0].length ?? 0);
  const first = /^(?: *(?:\r\n?|\n))*( *)/.exec(file.text.slice(from, end))?.[1]?.length ?? 0;
  const indents = header?.[2] ? Array.from({ length: first + 1 }, (_, n) => first - n) : [first];
  for (const indent of indents) {
    const text = scalarText(file, from, end, style, { indent, chomping });
    if (text.text === value) return text;
  }
  return TracedText.decoded(value, file.at(from, end));
}
