import { describe, expect, it } from 'vitest';
import type { HclBody, HclValue } from '../../../src/formats/nomad/hcl/node.ts';
import { parseHcl } from '../../../src/formats/nomad/hcl/parse.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { word } from '../kubernetes/read.ts';

function value(found: HclValue): unknown {
  if (found.kind === 'list') return found.items.map(value);
  if (found.kind === 'object')
    return Object.fromEntries(found.attributes.map((pair) => [pair.name, value(pair.value)]));
  return word(found.text);
}

function body({ attributes, blocks }: HclBody): unknown {
  return Object.fromEntries([
    ...attributes.map((pair) => [pair.name, value(pair.value)] as const),
    ...blocks.map((block) => [[block.type, ...block.labels.map(word)].join(' '), body(block.body)] as const),
  ]);
}

const read = (text: string) => body(parseHcl(new SourceFile('x.hcl', text)));

describe('HCL', () => {
  it.each<[string, unknown]>([
    ['a = "x"', { a: 'x' }],
    ['a = "x\\"y\\n$${z}%%{q}"', { a: 'x"y\n${z}%{q}' }],
    ['a = "p-${b["c"]}-q"', { a: 'p-‹b["c"]›-q' }],
    ['a = 12\nb = true # no\nc = null // no', { a: '12', b: 'true', c: 'null' }],
    ['a = [1, "b", # x\n c.d,\n]', { a: ['1', 'b', '‹c.d›'] }],
    ['a = { b = 1, "c" : [2] }', { a: { b: '1', c: ['2'] } }],
    ['a = <<-EOT\n  x ${y}\n  EOT\nb = 1', { a: '  x ‹y›\n', b: '1' }],
    ['a = "x" == "y" ? 1 : 2\nb = 1', { a: '‹"x" == "y" ? 1 : 2›', b: '1' }],
    ['a = f("x", [1])[0]\nb = 1', { a: '‹f("x", [1])[0]›', b: '1' }],
    ['a = [for x in y : x]\nb = 1', { a: ['‹for x in y : x›'], b: '1' }],
    ['job "x" { a = 1 }', { 'job x': { a: '1' } }],
    ['port x { static = 1 }\n/* port "y" {} */', { 'port x': { static: '1' } }],
    ['a = "[[ .port ]]"', { a: '‹.port›' }],
    ['a = "[[ .port "', { a: '[[ .port ' }],
    ['a = "unclosed\nb = 1', { a: 'unclosed', b: '1' }],
    ['a { b { c = 1', { a: { b: { c: '1' } } }],
    ['} } ] a = 1', { a: '1' }],
    ['', {}],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['a { '.repeat(200_000)],
    ['['.repeat(200_000)],
    [`a = ${'['.repeat(200_000)}`],
    [`a = "${'${'.repeat(100_000)}`],
    [`a = "${'[['.repeat(200_000)}"`],
    [`a = ${'"x" + '.repeat(100_000)}`],
    [`a = ${'{ b = '.repeat(100_000)}`],
    ['a = <<EOF\n'.repeat(50_000)],
    ['a = <<EOF\nx'.repeat(50_000)],
    ['/*'.repeat(300_000)],
  ])('ends soon on hostile input %#', (text) => {
    const start = performance.now();
    parseHcl(new SourceFile('x.hcl', text));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
