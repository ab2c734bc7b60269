import { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import type { YamlDocument, YamlNode } from '../../../yaml/node.ts';
import { parseYaml } from '../../../yaml/parse.ts';
import { RunIndex } from './run-index.ts';

/** Parses a text that was put together from several files; each node stands where its text comes from. */
export async function parseRendered(file: SourceFile, text: TracedText): Promise<readonly YamlDocument[]> {
  const { documents } = await parseYaml(new SourceFile(file.path, text.text));
  const reader = new Restorer(file, new RunIndex(text));
  return documents.map(({ root }) => ({ root: root === undefined ? undefined : reader.node(root) }));
}

class Restorer {
  readonly #file: SourceFile;
  readonly #index: RunIndex;
  readonly #done = new Map<YamlNode, YamlNode>();

  constructor(file: SourceFile, index: RunIndex) {
    this.#file = file;
    this.#index = index;
  }

  node(node: YamlNode): YamlNode {
    const known = this.#done.get(node);
    if (known !== undefined) return known;
    const { file, start, end } = this.#index.locate(node.start, node.end) ?? this.#file.at(0, 0);
    const named = {
      ...(node.tag === undefined ? {} : { tag: node.tag }),
      ...(node.anchor === undefined ? {} : { anchor: node.anchor }),
    };
    const place = { file, start, end, ...named };
    if (node.kind === 'scalar') {
      const text = () => this.#text(node.text);
      let decoded: TracedText | undefined;
      const restored: YamlNode = {
        kind: 'scalar',
        ...place,
        style: node.style,
        absent: node.absent,
        get text() {
          decoded ??= text();
          return decoded;
        },
      };
      this.#done.set(node, restored);
      return restored;
    }
    if (node.kind === 'alias') {
      // The anchor stands before its aliases, so its node is done already, or it is being done around this one.
      const target = node.target === undefined ? undefined : this.#done.get(node.target);
      return { kind: 'alias', ...place, name: node.name, target };
    }
    if (node.kind === 'sequence') {
      const items: YamlNode[] = [];
      const restored: YamlNode = { kind: 'sequence', ...place, flow: node.flow, items };
      this.#done.set(node, restored);
      for (const item of node.items) items.push(this.node(item));
      return restored;
    }
    const pairs: { key: YamlNode; value: YamlNode }[] = [];
    const restored: YamlNode = { kind: 'mapping', ...place, flow: node.flow, pairs };
    this.#done.set(node, restored);
    for (const { key, value } of node.pairs) pairs.push({ key: this.node(key), value: this.node(value) });
    return restored;
  }

  #text(text: TracedText): TracedText {
    return TracedText.concat(
      text.runs.map((run) => {
        if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, run.origin, run.splits);
        const { start, end } = run.origin;
        if (run.exact) return this.#index.slice(start, end);
        return TracedText.decoded(run.text, this.#index.locate(start, end) ?? this.#file.at(0, 0));
      }),
    );
  }
}
