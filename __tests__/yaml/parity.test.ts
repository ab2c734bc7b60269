import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/text/source-file.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { readEvents } from '../../src/yaml/read-events.ts';
import { readTolerant } from '../../src/yaml/tolerant.ts';

const cases = readFileSync(new URL('../oracle/compose.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { files: Record<string, string> });
const texts = new Set(
  cases.flatMap(({ files }) =>
    Object.entries(files)
      .filter(([path]) => /\.ya?ml$/.test(path))
      .map(([, text]) => text),
  ),
);

/** Every scalar in order: where it starts and what it says. */
function scalarsOf(node: YamlNode | undefined): [number, string][] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return node.absent ? [] : [[contentStart(node), node.text.text]];
  if (node.kind === 'sequence') return node.items.flatMap(scalarsOf);
  if (node.kind === 'mapping')
    return node.pairs.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)]);
  return [];
}

/** The two parsers start block scalars at different places: compare where their text starts. */
function contentStart(node: YamlNode & { kind: 'scalar' }): number {
  return node.style === 'literal' || node.style === 'folded' ? (node.text.locate()?.start ?? -1) : node.start;
}

describe('the fast and the tolerant reader', () => {
  it(`agree on every scalar and its place in the ${texts.size} recorded Compose files`, () => {
    let compared = 0;
    let scalars = 0;
    for (const text of texts) {
      const file = new SourceFile('compose.yaml', text);
      const fast = readEvents(file);
      if (!('documents' in fast)) continue;
      const tolerant = readTolerant(file, 200);
      if (tolerant.issues.length > 0) continue;
      const left = fast.documents.flatMap(({ root }) => scalarsOf(root));
      const right = tolerant.documents.flatMap(({ root }) => scalarsOf(root));
      expect(left, text).toEqual(right);
      compared += 1;
      scalars += left.length;
    }
    expect(compared).toBeGreaterThan(800);
    expect(scalars).toBeGreaterThan(5_000);
  });
});
