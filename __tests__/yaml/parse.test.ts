import { describe, expect, it } from 'vitest';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { asItems, asText, child, ExpansionBudget, entries, isNull, locate } from '../../src/yaml/access.ts';
import { parseYaml } from '../../src/yaml/parse.ts';

async function parse(text: string) {
  return parseYaml(new SourceFile('x.yaml', text));
}

async function root(text: string) {
  return (await parse(text)).documents[0]?.root;
}

describe('aliases and merge keys', () => {
  const MERGES: readonly (readonly [string, Record<string, string>])[] = [
    ['a: &a {x: 1, y: 2}\nm: {<<: *a, y: 3}', { y: '3', x: '1' }],
    ['a: &a {x: 1}\nb: &b {x: 2, z: 4}\nm: {<<: [*a, *b]}', { x: '1', z: '4' }],
    ['a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nm: {<<: *b}', { y: '2', x: '1' }],
    ['a: &a {x: 1}\nm: {"<<": *a}', { '<<': '' }],
    ['m: {x: 1, x: 2}', { x: '2' }],
    ['m: &m {<<: *m, x: 1}', { x: '1' }],
  ];
  it.each(MERGES)('%s', async (text, expected) => {
    const found = entries(child(await root(text), 'm'));
    const shown = Object.fromEntries([...found].map(([key, { value }]) => [key, asText(value)?.text ?? '']));
    expect(shown).toEqual(expected);
  });

  it('stop at their budget', async () => {
    const text = `a: &a {${Array.from({ length: 50 }, (_, i) => `k${i}: 1`).join(', ')}}\nm: {<<: *a}`;
    expect(entries(child(await root(text), 'm'), new ExpansionBudget(10)).size).toBeLessThan(10);
  });

  it('may name nothing', async () => {
    const { documents, issues } = await parse('a: *b\n');
    expect(issues.map(({ kind, start, end }) => [kind, start, end])).toEqual([['unknown-anchor', 3, 5]]);
    expect(isNull(child(documents[0]?.root, 'a'))).toBe(true);
  });
});

describe('places', () => {
  const text = 'rules:\n  public-bind: off\nwaivers:\n  - rule: x\n    path: "a b"\n';
  const PATHS: readonly (readonly [(string | number)[], string | undefined, string])[] = [
    [['rules', 'public-bind'], 'public-bind', 'off'],
    [['waivers', 0, 'path'], 'path', 'a b'],
    [['waivers', 0], undefined, 'rule: x\n    path: "a b"'],
    [['rules'], 'rules', 'public-bind: off'],
  ];
  it.each(PATHS)('%j', async (path, key, value) => {
    const found = locate(await root(text), path)!;
    expect(found.key === undefined ? undefined : sourceText(found.key)).toBe(key);
    expect(sourceText(found.value)).toBe(value);
  });

  it('of flow collections cover their brackets', async () => {
    const found = locate(await root('a: [ 1, {b: 2} , ]\n'), ['a'])!;
    expect(sourceText(found.value)).toBe('[ 1, {b: 2} , ]');
    expect(asItems(child(await root('a: []\n'), 'a'))).toEqual([]);
  });

  it.each([['nothing'], ['rules', 'x'], ['waivers', 9]])('of %j %j: none', async (...path) => {
    expect(locate(await root(text), path)).toBeUndefined();
  });
});

describe('files that are not right', () => {
  it('keep what could be read, and say where it went wrong', async () => {
    const { documents, issues } = await parse('a: 1\nb\nc: {d: e}\n');
    expect(issues[0]?.kind).toBe('syntax');
    expect(asText(child(documents[0]?.root, 'a'))?.text).toBe('1');
  });

  const FILES: readonly (readonly [string, string, string[]])[] = [
    ['nothing', '', []],
    ['comments', '# a\n', []],
    ['a byte order mark', '\ufeff', []],
    ['several documents', 'a: 1\n---\n---\nb: 2\n', []],
    ['a key twice', 'a: 1\na: 2\n', ['duplicate-key']],
    ['NUL', 'a: \0b\n', ['syntax']],
    ['a lone carriage return', 'a: 1\rb: 2\r', []],
    ['deep brackets', '['.repeat(50_000), ['limit']],
    ['deep dashes', `${'- '.repeat(50_000)}a`, ['limit']],
    ['deep brackets behind a mistake', `a: "b"c\nd: ${'['.repeat(20_000)}`, ['syntax']],
    ['brackets that are never closed', 'a: [\nb\n'.repeat(20_000), ['syntax']],
    ['quotes that are never closed', 'a: "\nb\n'.repeat(100_000), ['syntax']],
    ['tabs in a large file', '\tx: y\n'.repeat(100_000), ['syntax']],
    ['nested pairs', '- x: y: z\n'.repeat(3_000), ['syntax']],
  ];
  it.each(FILES)('%s', async (_name, text, kinds) => {
    const started = process.cpuUsage();
    const { issues } = await parse(text);
    expect([...new Set(issues.map(({ kind }) => kind))].slice(0, 1)).toEqual(kinds);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});
