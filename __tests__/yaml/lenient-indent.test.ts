import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/text/source-file.ts';
import { asText, nodeAt } from '../../src/yaml/access.ts';
import { parseYaml } from '../../src/yaml/parse.ts';

const cases: readonly (readonly [string, string, (string | number)[], string])[] = [
  ['a bracket closed under its key', 'a:\n  c: [\n    x,\n    y\n  ]\nd: z\n', ['a', 'c', 1], 'y'],
  ['… with CRLF', 'a:\r\n  c: [\r\n    x,\r\n    y\r\n  ]\r\nd: z\r\n', ['d'], 'z'],
  ['… below its key', 'a:\n  b:\n    c: [\n  x\n]\nd: z\n', ['a', 'b', 'c', 0], 'x'],
  ['… behind a comment', 'a:\n  c: [ # "one\n  # two\n\n  x # three\n  ]\n', ['a', 'c', 0], 'x'],
  ['… behind a text with #', 'a:\n  c: [\n  "x #y",\n  z\n  ]\n', ['a', 'c', 0], 'x #y'],
  ['braces', 'a:\n  c: {\n    x: 1,\n  y: 2\n  }\nd: z\n', ['a', 'c', 'y'], '2'],
  ['a quoted text', 'a:\n  c: "x\n  y"\nd: z\n', ['a', 'c'], 'x y'],
  ['an escaped line break', 'a:\n  c: "x\\\n  y"\nd: z\n', ['a', 'c'], 'xy'],
  ['an empty line in a quoted text', "a:\n  c: 'x\n\n  y'\nd: z\n", ['a', 'c'], 'x\ny'],
];

describe('lines that are not indented enough', () => {
  it.each(cases)('%s', async (_name, text, path, expected) => {
    const file = new SourceFile('x.yaml', text);
    const { documents, issues } = await parseYaml(file);
    expect(issues).toEqual([]);
    expect(asText(nodeAt(documents[0]?.root, path))?.text).toBe(expected);
  });

  it('does not hide a bracket that is never closed', async () => {
    const { issues } = await parseYaml(new SourceFile('x.yaml', 'a:\n  c: [x,\n  y\nd: z\n'));
    expect(issues).not.toEqual([]);
  });
});
