import fc from 'fast-check';
import { getScalarValue, parseEvents, type ScalarEvent } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { Document, parse, Scalar } from 'yaml';
import { SourceFile } from '../../src/text/source-file.ts';
import { asText, nodeAt, placeOf } from '../../src/yaml/access.ts';
import { parseYaml } from '../../src/yaml/parse.ts';

const STYLES = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
const words = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '-l',
        '0.0.0.0',
        '-U 0',
        'memcached',
        "it's",
        '"q"',
        '\\',
        'a\\n',
        'é',
        '🐘',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\n',
        '\n\n',
        '\t',
        '  ',
        ' #',
        ': ',
        '\u00a0',
        '\u2028',
        '\r',
        '- ',
        '${A}',
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  ),
  { maxLength: 12 },
);

/** A document that holds the text in a style, its lines folded at a width. */
function written(text: string, style: (typeof STYLES)[number], width: number): string {
  const scalar = new Scalar(text);
  scalar.type = style;
  return new Document({ a: [{ k: scalar }], z: 1 }).toString({ lineWidth: width, minContentWidth: 0 });
}

describe('decoded scalars', () => {
  it('say what the writer meant, and every verbatim character is the one at its place', async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        fc.constantFrom(...STYLES),
        fc.constantFrom(0, 12, 80),
        async (parts, style, width) => {
          const text = parts.join('');
          const file = new SourceFile('x.yaml', written(text, style, width));
          // The writer's own mistakes, such as folding a line that starts with a blank.
          fc.pre(parse(file.text).a[0].k === text);
          const { documents } = await parseYaml(file);
          const found = asText(nodeAt(documents[0]?.root, ['a', 0, 'k']));
          expect(found?.text).toBe(text);
          for (const run of found?.runs ?? []) {
            if (run.kind !== 'literal') continue;
            const source = file.text.slice(run.origin.start, run.origin.end);
            if (run.exact) expect(source).toBe(run.text);
            else expect(source).not.toBe('');
          }
        },
      ),
      { numRuns: 1500, seed: 11 },
    );
  });

  it('agree with js-yaml on any text that it accepts', async () => {
    const lines = fc.array(
      fc.constantFrom(
        'k: |',
        'k: >-',
        'k: >+',
        '- "a',
        '  b"',
        "- 'c",
        "  d'",
        '  x',
        '',
        '   y',
        '\ty',
        'k: v',
        '  w # c',
        '"\\',
        '  q"',
        '- |2-',
        '   z',
      ),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('\n', '\r\n'), async (parts, lineBreak) => {
        const source = parts.join(lineBreak);
        let events: ReturnType<typeof parseEvents>;
        try {
          events = parseEvents(source, {});
        } catch {
          return;
        }
        const expected = events
          .filter((event): event is ScalarEvent => event.type === 4)
          .map((event) => getScalarValue(source, event));
        const { documents } = await parseYaml(new SourceFile('x.yaml', source));
        const found: string[] = [];
        const visit = (node: (typeof documents)[number]['root']): void => {
          if (node?.kind === 'scalar') found.push(node.text.text);
          if (node?.kind === 'sequence') for (const item of node.items) visit(item);
          if (node?.kind === 'mapping') for (const { key, value } of node.pairs) [key, value].forEach(visit);
        };
        for (const { root } of documents) visit(root);
        expect(found).toEqual(expected);
      }),
      { numRuns: 1500, seed: 12 },
    );
  });

  const PLACES: readonly (readonly [string, string, string])[] = [
    ['k: "a\\tb"', 'a\tb', '1:5-9'],
    ["k: 'it''s'", "it's", '1:5-10'],
    ['k: |\n  one\n  two\n', 'one\ntwo\n', '2:3-3:6'],
    ['k: >-\n  one\n  two', 'one two', '2:3-3:6'],
    ['k: plain\n  more', 'plain more', '1:4-2:7'],
    ['\ufeffk: v\r\n', 'v', '1:5-6'],
  ];
  it.each(PLACES)('%j is %j at %s', async (source, text, expected) => {
    const file = new SourceFile('x.yaml', source);
    const node = nodeAt((await parseYaml(file)).documents[0]?.root, ['k'])!;
    const at = placeOf(node);
    const [start, end] = [file.positionAt(at.start), file.positionAt(at.end)];
    expect(asText(node)?.text).toBe(text);
    const last = start.line === end.line ? `${end.column}` : `${end.line}:${end.column}`;
    expect(`${start.line}:${start.column}-${last}`).toBe(expected);
  });
});
